/** Lanes that left one point, side by side, and between them what was measured of their difference. */
import { useMemo } from 'react'
import {
  compareHeldOut,
  compareLanes,
  compareNoise,
  type Compared,
  type MeasuredLane,
} from '../../charts/lanes.ts'
import type { LabState } from '../../store/state.ts'
import { useLabState, useLabStateEvery } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { FirstLane, ForkedLane } from './LaneCard.tsx'
import { LanesToCome } from './LanesToCome.tsx'
import { duelStep, measuredLanes } from './lanes.ts'
import './duel.css'

const runOf = ({ history }: LabState) => history.current

const asPairs = (values: Compared['elbos']) =>
  (values ?? []).map(([lane, value]) => [lane, value] as [number, number])

/**
 * How good the lanes are: by the ELBO that they train, or, where one of them trains a relaxed objective, which is no bound,
 * by the held-out one.
 */
function boundParts(lanes: readonly MeasuredLane[], { elbos, relaxed, rows }: Compared, steps: number) {
  const found = relaxed.length > 0 ? compareHeldOut(lanes) : null
  return [
    ...(relaxed.length > 0
      ? [t('duelRelaxed', { lanes: relaxed.join(t('comma')), count: relaxed.length })]
      : []),
    ...(found ? [t('duelHeldOut', { step: found.step, values: asPairs(found.elbos) })] : []),
    ...(elbos ? [t('duelElbos', { steps, rows, values: asPairs(elbos) })] : []),
  ]
}

/** Nothing in it is said that was not measured, and each value is of the same steps in all lanes. */
function useSentence(): { readonly text: string; readonly step: number | undefined } {
  const run = useLabStateEvery(500, runOf)
  return useMemo(() => {
    const lanes = measuredLanes(run)
    const compared = compareLanes(lanes)
    if (!compared) return { text: t('duelWaits'), step: undefined }
    const { step, areEqual } = compared
    const steps = step - duelStep(run)
    if (areEqual) return { text: t('duelEqual', { steps }), step }
    const parts = [
      ...boundParts(lanes, compared, steps),
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
