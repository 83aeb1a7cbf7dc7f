/**
 * The derivations themselves: the one that is shown, or all. Loaded when the page can be used; with it come KaTeX, its
 * fonts, and the words of all derivations.
 */
import {
  startTransition,
  useCallback,
  useEffect,
  useReducer,
  useRef,
  useState,
  type Dispatch,
  type RefObject,
} from 'react'
import { metaOf } from '../../protocol/estimators.ts'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { DERIVATIONS } from '../../derivations/index.ts'
import type { Guide } from '../../store/guide/state.ts'
import type { LabState } from '../../store/state.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Head, useTitles } from './Head.tsx'
import { Lesson } from './Lesson.tsx'
import { LiveProvider } from './live-context.tsx'
import { liveIn } from './prose.ts'
import { begin, read, stepKey, type Reading, type Turn } from './reading.ts'
import { useFollowing } from './use-following.ts'
import { useLitTerms } from './use-lit-terms.ts'
import { needsEncodings } from './values.ts'

export { mathFonts } from './math.ts'

type Panel = RefObject<HTMLElement | null>

function useIsSeen(panel: Panel): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false))
    if (panel.current) observer.observe(panel.current)
    return () => observer.disconnect()
  }, [panel])
  return isSeen
}

/** Of all derivations one more each frame, so that the page answers meanwhile. */
function useGradually(isAll: boolean): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    if (!isAll || count >= DERIVATIONS.length) return
    const frame = requestAnimationFrame(() => setCount(count + 1))
    return () => cancelAnimationFrame(frame)
  }, [isAll, count])
  return count
}

function useShown({ isAll, shown }: Reading) {
  const count = useGradually(isAll)
  return isAll ? DERIVATIONS.slice(0, count) : DERIVATIONS.filter(({ id }) => id === shown)
}

/** The test images are encoded again and again only while a number needs them. */
function useEncodings(shown: readonly (typeof DERIVATIONS)[number][], isSeen: boolean): void {
  const lab = useLab()
  const isNeeded =
    isSeen && shown.some(({ steps }) => steps.some((step) => needsEncodings(liveIn(step.formula))))
  useEffect(() => (isNeeded ? lab.latent.watch('encodings') : undefined), [lab, isNeeded])
}

/** Another derivation begins at its title; among all of them, it comes into view. */
function useScrollTo(panel: Panel, { shown, isAll }: Reading): void {
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    if (isAll) panel.current?.querySelector(`[data-derivation="${shown}"]`)?.scrollIntoView()
    else panel.current?.scrollTo({ top: 0 })
  }, [panel, shown, isAll])
}

const ALL_KEYS = DERIVATIONS.flatMap(({ id, steps }) => steps.map((step) => stepKey(id, step.id)))

function Foot({ reading, turn }: { reading: Reading; turn: Dispatch<Turn> }) {
  const { isAll, shown, closed } = reading
  const titles = useTitles(DERIVATIONS)
  const next = DERIVATIONS.findIndex(({ id }) => id === shown) + 1
  const keys = ALL_KEYS.filter((key) => isAll || key.startsWith(`${shown}/`))
  const open = keys.every((key) => closed.has(key))
  return (
    <div className="lesson-foot">
      {!isAll && next < DERIVATIONS.length && (
        <button
          type="button"
          className="quiet lesson-next"
          onClick={() => turn({ type: 'go', id: DERIVATIONS[next]!.id })}
        >
          {t('derivationNextIs', { title: titles[next] ?? '' })} ›
        </button>
      )}
      <button type="button" className="quiet" onClick={() => turn({ type: 'steps', keys, open })}>
        {t(open ? 'derivationOpenSteps' : 'derivationCloseSteps')}
      </button>
      <button type="button" className="quiet" onClick={() => turn({ type: 'all' })}>
        {t(isAll ? 'derivationShowOne' : 'derivationShowAll')}
      </button>
      <button type="button" className="quiet" onClick={() => window.print()}>
        {t('derivationPrint')}
      </button>
    </div>
  )
}

/** What the person did belongs elsewhere: a way there, which nobody has to take. */
function Now({ now, turn }: { now: string; turn: Dispatch<Turn> }) {
  const titles = useTitles(DERIVATIONS)
  const title = titles[DERIVATIONS.findIndex(({ id }) => id === now)] ?? ''
  return (
    <button
      type="button"
      className="button lesson-now"
      title={t('derivationNowHint')}
      onClick={() => turn({ type: 'go', id: now })}
    >
      {t('derivationNow', { title })}
    </button>
  )
}

const isThere = (lesson: string | null): lesson is string => DERIVATIONS.some(({ id }) => id === lesson)

/** The one that a link names; else the first of all, or that of the estimator which a link or a saved run brings. */
function firstOf({ guide: { lesson }, settings: { estimator } }: LabState): string {
  if (isThere(lesson)) return lesson
  return estimator === DEFAULT_SETTINGS.estimator ? DERIVATIONS[0]!.id : metaOf(estimator).derivation
}

/** Chosen once more, as by the button that led there before. */
const isAgain = (guide: Guide, before: Guide): boolean =>
  guide !== before && (Object.keys(guide) as (keyof Guide)[]).every((key) => guide[key] === before[key])

/** Goes where a link or a button leads; says so where there is no derivation of that name. */
function useLesson(turn: Dispatch<Turn>): void {
  const lab = useLab()
  useEffect(
    () =>
      lab.store.subscribe(({ guide }, before) => {
        if (isAgain(guide, before.guide) && isThere(guide.lesson)) turn({ type: 'go', id: guide.lesson })
      }),
    [lab, turn],
  )
  const lesson = useLabState(({ guide }) => guide.lesson)
  useEffect(() => {
    if (lesson === null) return
    if (isThere(lesson)) return turn({ type: 'go', id: lesson })
    const legal = DERIVATIONS.map(({ id }) => id).join(' | ')
    lab.guide.choose({ lesson: null })
    lab.tell('setting-not-a-choice', { key: 'lesson', given: lesson, legal })
  }, [lab, lesson, turn])
}

/** A derivation takes a while to draw: React does it in pieces, and the page goes on between them. */
function useReading() {
  const { store } = useLab()
  const [reading, turn] = useReducer(read, undefined, () => begin(firstOf(store.getState())))
  const turnInPieces = useCallback((next: Turn) => startTransition(() => turn(next)), [])
  return [reading, turnInPieces] as const
}

export function Reader({ panel }: { panel: Panel }) {
  const [reading, turn] = useReading()
  const isSeen = useIsSeen(panel)
  const shown = useShown(reading)
  useFollowing(panel, turn)
  useLesson(turn)
  useLitTerms(panel)
  useEncodings(shown, isSeen)
  useScrollTo(panel, reading)
  return (
    <LiveProvider isSeen={isSeen}>
      <Head derivations={DERIVATIONS} reading={reading} turn={turn} />
      <div className="lessons" data-all={reading.isAll || undefined}>
        {shown.map((derivation) => (
          <Lesson key={derivation.id} derivation={derivation} reading={reading} turn={turn} />
        ))}
      </div>
      <Foot reading={reading} turn={turn} />
      {reading.now && <Now now={reading.now} turn={turn} />}
    </LiveProvider>
  )
}
