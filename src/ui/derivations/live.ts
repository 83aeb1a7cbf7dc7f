/**
 * Writes the present values into what shows them: straight into text nodes and attributes, a few times a second, past
 * React and past KaTeX. A slot has a fixed width (derivations.css), so nothing else moves.
 */
import type { StoreApi } from 'zustand/vanilla'
import { isTermId, type TermId } from '../../derivations/terms.ts'
import type { LabState } from '../../store/state.ts'
import { showTerm, type Shown } from './values.ts'

/** What a writer may ask for: a term's value, read once a refresh however many show it. */
export type Read = (id: TermId) => Shown | null

/** Brings what it holds up to date; writes only what has changed. */
export type Writer = (read: Read) => void

export interface Live {
  /** Writes at once, and with each refresh until the returned function is called. */
  add(writer: Writer): () => void
  /** While nobody sees the panel, nothing is written. */
  show(isSeen: boolean): void
  /** Of the words around the values, too: the language has changed. */
  refresh(): void
  /** Follows the lab until the returned function is called. */
  start(): () => void
}

export const EVERY_MS = 200

/** A refresh's name in the browser's timeline. */
export const REFRESH = 'derivations:refresh'

export function readOnce(state: LabState): Read {
  const known = new Map<TermId, Shown | null>()
  return (id) => {
    let shown = known.get(id)
    if (shown === undefined) known.set(id, (shown = showTerm(id, state)))
    return shown
  }
}

/** In the timeline for whoever measures; the newest alone, so that it does not grow. */
function record(start: number): void {
  performance.clearMeasures(REFRESH)
  performance.measure(REFRESH, { start, end: performance.now() })
}

export function createLive({ getState, subscribe }: StoreApi<LabState>): Live {
  const writers = new Set<Writer>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  let isSeen = true

  function refresh(): void {
    clearTimeout(timer)
    timer = undefined
    const start = (last = performance.now())
    const read = readOnce(getState())
    writers.forEach((write) => write(read))
    record(start)
  }
  function soon(): void {
    if (timer !== undefined || !isSeen || writers.size === 0) return
    timer = setTimeout(refresh, Math.max(0, last + EVERY_MS - performance.now()))
  }
  return {
    add(writer) {
      writers.add(writer)
      writer(readOnce(getState()))
      return () => void writers.delete(writer)
    },
    show(seen) {
      isSeen = seen
      soon()
    },
    refresh,
    start() {
      const stop = subscribe(soon)
      return () => {
        stop()
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}

/** The slot's only text node. */
function textOf(slot: Element): Text {
  const text = document.createTextNode('')
  slot.replaceChildren(text)
  return text
}

function writeAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

/** As the component for what React draws (ui/aged) has it. */
export function writeAge(element: Element, shown: Pick<Shown, 'step' | 'ago'> | null): void {
  const step = shown?.step ?? null
  writeAttribute(element, 'data-step', step === null ? null : String(step))
  writeAttribute(element, 'data-stale', shown?.ago === undefined ? null : 'true')
}

/** A formula's slots, those that are seen and those of its MathML (math.ts). */
export function formulaWriter(formula: Element): Writer | null {
  const slots = [...formula.querySelectorAll('[data-live]')].flatMap((slot) => {
    const id = slot.getAttribute('data-live') ?? ''
    return isTermId(id) ? [{ id, slot, text: textOf(slot) }] : []
  })
  if (slots.length === 0) return null
  return (read) => {
    for (const { id, slot, text } of slots) {
      const shown = read(id)
      const value = shown?.text ?? ''
      if (text.data !== value) text.data = value
      writeAge(slot, shown)
    }
  }
}
