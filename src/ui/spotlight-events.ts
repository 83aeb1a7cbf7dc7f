/**
 * Pointing, focusing and tapping, wherever on the page: an element with `data-term` is a term, one with `data-place` a
 * place. One set of listeners for the whole page, so that neither formulas nor controls carry any.
 */
import { isTermId } from '../derivations/terms.ts'
import { asPlace, letGo, pointTo, toggleHeld, type Target } from './spotlight.ts'

/** The innermost target that an element belongs to. */
export function targetOf(element: EventTarget | null): Target | null {
  if (!(element instanceof Element)) return null
  const { term = '', place: name = '' } =
    element.closest<HTMLElement>('[data-term], [data-place]')?.dataset ?? {}
  if (isTermId(term)) return { kind: 'term', id: term }
  const place = asPlace(name)
  return place ? { kind: 'place', place } : null
}

/** A tap or a click does its own work on a control; terms and curves have none, so it holds them. */
const isHoldable = (target: Target | null): target is Target =>
  target?.kind === 'term' || (target?.kind === 'place' && target.place.startsWith('curve:'))

/** Focus that came by a click says nothing of what is pointed at. */
const isFocusShown = (element: EventTarget | null) =>
  element instanceof Element && element.matches(':focus-visible')

/** A curve under the pointer is told by its chart, which alone knows where it is (chart/plot.ts). */
const isInChart = (element: EventTarget | null) =>
  element instanceof Element && element.closest('.chart-place') !== null

function onPointerOver({ target, relatedTarget, pointerType }: PointerEvent): void {
  if (pointerType === 'touch' || (isInChart(target) && isInChart(relatedTarget))) return
  pointTo(targetOf(target))
}

function onClick(event: Event): void {
  const target = targetOf(event.target)
  if (isHoldable(target)) toggleHeld(target)
  else if ('pointerType' in event && event.pointerType === 'touch') pointTo(target)
}

/** A linked word is a button without being one, since it has to break over lines as words do. */
const isPressable = (element: EventTarget | null) =>
  element instanceof Element && element.matches('[role="button"][data-term]')

function onKeyDown(event: KeyboardEvent): void {
  if (event.key === 'Escape') letGo()
  if (!isPressable(event.target) || (event.key !== 'Enter' && event.key !== ' ')) return
  event.preventDefault()
  onClick(event)
}

/** Returns what ends it. */
export function listenToPointing(page: Document): () => void {
  const stop = new AbortController()
  const on = <K extends keyof DocumentEventMap>(type: K, react: (event: DocumentEventMap[K]) => void) =>
    page.addEventListener(type, react, { signal: stop.signal })
  on('pointerover', onPointerOver)
  on('pointerdown', ({ pointerType }) => {
    if (pointerType === 'touch') pointTo(null)
  })
  on('focusin', ({ target }) => {
    if (isFocusShown(target)) pointTo(targetOf(target))
  })
  on('focusout', () => pointTo(null))
  on('click', onClick)
  on('keydown', onKeyDown)
  return () => stop.abort()
}
