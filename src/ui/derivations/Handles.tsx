/** The terms of a formula as a row of words beneath it, and at which step its values were measured. */
import { useCallback, useRef } from 'react'
import type { TermId } from '../../derivations/terms.ts'
import { t } from '../messages/index.ts'
import type { Read } from './live.ts'
import { useWriter } from './live-context.tsx'
import { liveIn, termsIn } from './prose.ts'
import { TermWord } from './TermWord.tsx'
import { sourceOf } from './values.ts'

function stepsText(read: Read, ids: readonly TermId[]): string {
  const steps = ids.map((id) => read(id)?.step ?? null).filter((step) => step !== null)
  if (steps.length === 0) return ''
  const [from, to] = [Math.min(...steps), Math.max(...steps)]
  return from === to ? t('termsStep', { step: from }) : t('termsSteps', { from, to })
}

/** What is set has no step. */
const isMeasured = (id: TermId) => sourceOf(id)?.origin !== 'setting'

function MeasuredAt({ ids }: { ids: readonly TermId[] }) {
  const element = useRef<HTMLSpanElement>(null)
  const writerOf = useCallback(
    () => (read: Read) => {
      const text = stepsText(read, ids)
      if (element.current && element.current.textContent !== text) element.current.textContent = text
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
