/**
 * What was measured, with its age: every number and picture on the page stands in one of these, or gets its attributes
 * from `ageAttributes`. It carries the step it belongs to; once it is stale (store/age.ts) it is dimmed, and its age is
 * told in words.
 */
import { createContext, useCallback, useContext, type ComponentPropsWithRef, type ElementType } from 'react'
import { agoOf, type Ago } from '../../store/age.ts'
import type { LabState } from '../../store/state.ts'
import { useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import './aged.css'

/** Nobody counts how long ago it was; that it is stale is told at once where the newest change was not just now. */
const EVERY_MS = 500

export interface OfStep {
  /** Null where nothing was measured yet. */
  readonly step: number | null
  readonly ago: Ago
}

const NOTHING: OfStep = { step: null, ago: null }
const Around = createContext<OfStep>(NOTHING)

/** Steps since, in the run of that number or in the present one; null while it is fresh. */
export function useAgo(step: number | null, run?: number, lane?: number): Ago {
  const select = useCallback(
    (state: LabState) => (step === null ? null : agoOf(step, state, run, lane)),
    [step, run, lane],
  )
  return useLabStateEvery(EVERY_MS, select)
}

const atStep = ({ step }: OfStep) => (step === null ? '' : t('atStep', { step }))
const told = ({ ago }: OfStep) => (ago === null ? '' : t('ago', { ago }))

const wordsOf = (of: OfStep): string => [atStep(of), told(of)].filter(Boolean).join(t('comma'))
const briefWordsOf = (of: OfStep): string => told(of) || atStep(of)

export const ageAttributes = ({ step, ago }: OfStep) => ({
  'data-step': step ?? undefined,
  'data-stale': ago === null ? undefined : 'true',
})

type Props<Tag extends ElementType> = {
  /** The step of the weights that it was measured at; null where nothing was measured yet. */
  readonly step: number | null | undefined
  /** What it is; a span, if nothing is said. */
  readonly as?: Tag
  /** The run that it belongs to, if that is another than the present one. */
  readonly run?: number
  /** The lane of the present run, if that is another than the first. */
  readonly lane?: number
  /** Whether there is no room for its age but in a tooltip. */
  readonly isTight?: boolean
} & Omit<ComponentPropsWithRef<Tag>, 'as' | 'step'>

export function Aged<Tag extends ElementType = 'span'>(props: Props<Tag>) {
  const { step: given, as, run, lane, isTight = false, children, className = '', ...rest } = props
  const step = given ?? null
  const ago = useAgo(step, run, lane)
  const Tag: ElementType = as ?? 'span'
  const tooltip = isTight && ago !== null && { title: wordsOf({ step, ago }) }
  return (
    <Tag {...rest} {...tooltip} className={`aged ${className}`.trim()} {...ageAttributes({ step, ago })}>
      <Around value={{ step, ago }}>{children}</Around>
    </Tag>
  )
}

/** The longest there is, for a place that does not move when the words change. */
const LONGEST = { step: 100_000, ago: 100_000 }

interface AgeProps {
  /** Says nothing while it is fresh. */
  readonly isQuiet?: boolean
  /** "627 steps ago" alone. */
  readonly isBrief?: boolean
}

/** The age of what stands around, in words: "at step 100, 627 steps ago". */
export function Age({ isQuiet = false, isBrief = false }: AgeProps) {
  const age = useContext(Around)
  const words = isBrief ? briefWordsOf : wordsOf
  return (
    <span className="age" data-room={words(LONGEST)}>
      {!(isQuiet && age.ago === null) && words(age)}
    </span>
  )
}
