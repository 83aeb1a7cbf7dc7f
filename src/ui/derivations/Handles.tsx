/** The terms of a formula as a row of words beneath it, and at which step its values were measured. */
import { useCallback, useRef } from 'react'
import type { TermId } from '../../derivations/terms.ts'
import { t } from '../messages/index.ts'
import { writeAge, type Read } from './live.ts'
import { useWriter } from './live-context.tsx'
import { liveIn, termsIn } from './prose.ts'
import { TermWord } from './TermWord.tsx'
import { sourceOf } from './values.ts'

interface Measured {
  readonly step: number
  readonly ago?: number
}

/** The first and the last of the steps. */
function endsOf(read: Read, ids: readonly TermId[]): readonly [Measured, Measured] | null {
  const measured = ids.flatMap((id) => {
    const { step = null, ...rest } = read(id) ?? {}
    return step === null ? [] : [{ ...rest, step }]
  })
  const inOrder = measured.sort((a, b) => a.step - b.step)
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  return first && last ? [first, last] : null
}

/** How old the oldest is. */
function wordsOf([first, last]: readonly [Measured, Measured]): string {
  const steps =
    first.step === last.step
      ? t('termsStep', { step: first.step })
      : t('termsSteps', { from: first.step, to: last.step })
  return first.ago === undefined ? steps : [steps, t('ago', { ago: first.ago })].join(t('comma'))
}

/** What is set has no step. */
const isMeasured = (id: TermId) => sourceOf(id)?.origin !== 'setting'

function MeasuredAt({ ids }: { ids: readonly TermId[] }) {
  const element = useRef<HTMLSpanElement>(null)
  const writerOf = useCallback(
    () => (read: Read) => {
      const ends = endsOf(read, ids)
      const text = ends ? wordsOf(ends) : ''
      if (!element.current) return
      if (element.current.textContent !== text) element.current.textContent = text
      writeAge(element.current, ends?.[0] ?? null)
    },
    [ids],
  )
  useWriter(writerOf)
  return <span className="measured-at" ref={element} />
}

export function Handles({ tex }: { tex: string }) {
  const ids = termsIn(tex)
  const live = liveIn(tex)
  if (ids.length === 0) return null
  return (
    <div
      className="handles"
      data-live={live.length > 0 || undefined}
      role="group"
      aria-label={t('derivationTerms')}
    >
      {ids.map((id) => (
        <TermWord key={id} id={id}>
          {t('termName', { term: id })}
        </TermWord>
      ))}
      {live.some(isMeasured) && <MeasuredAt ids={live} />}
    </div>
  )
}
