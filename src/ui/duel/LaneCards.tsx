/** Lanes that left one point, side by side, and between them what was measured of their difference. */
import { useMemo } from 'react'
import { compareLanes, compareNoise } from '../../charts/lanes.ts'
import type { LabState } from '../../store/state.ts'
import { useLabState, useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { FirstLane, ForkedLane } from './LaneCard.tsx'
import { LanesToCome } from './LanesToCome.tsx'
import { duelStep, measuredLanes } from './lanes.ts'
import './duel.css'

const runOf = ({ history }: LabState) => history.current

/** Nothing in it is said that was not measured, and each value is of the same steps in all lanes. */
function useSentence(): { readonly text: string; readonly step: number | undefined } {
  const run = useLabStateEvery(500, runOf)
  return useMemo(() => {
    const lanes = measuredLanes(run)
    const compared = compareLanes(lanes)
    if (!compared) return { text: t('duelWaits'), step: undefined }
    const { step, elbos, rows, areEqual } = compared
    const steps = step - duelStep(run)
    if (areEqual) return { text: t('duelEqual', { steps }), step }
    const values = (elbos ?? []).map(([lane, elbo]) => [lane, elbo] as [number, number])
    const parts = [
      ...(values.length > 0 ? [t('duelElbos', { steps, rows, values })] : []),
      ...compareNoise(lanes).map((one) => t('duelNoise', one)),
    ]
    return { text: parts.join(t('space')), step }
  }, [run])
}

function Sentence() {
  const { text, step } = useSentence()
  return (
    <p className="duel-sentence" data-testid="duel-sentence" data-step={step}>
      {text}
    </p>
  )
}

export function LaneCards() {
  const lanes = useLabState((state) => state.lanes)
  return (
    <section className="duel" aria-label={t('duel')} id="panel-duel">
      <h2 className="only-heard">{t('duel')}</h2>
      {lanes.length > 0 && <Sentence />}
      <LanesToCome />
      {lanes.length > 0 && (
        <div className="lanes" data-count={lanes.length + 1}>
          <FirstLane />
          {lanes.map((lane) => (
            <ForkedLane key={lane.lane} lane={lane} />
          ))}
        </div>
      )}
    </section>
  )
}
