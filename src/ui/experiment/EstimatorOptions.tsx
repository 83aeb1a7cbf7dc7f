/**
 * What can be chosen about the estimators. The baseline stands here whichever of them trains, since the variance probe
 * measures all that subtract one; where it only serves the probe, it says so.
 */
import { temperatureAt } from '../../protocol/annealing.ts'
import {
  comparedWith,
  drawsBesideOf,
  estimatorsFor,
  hasKlMode,
  metaOf,
  usesBaselines,
} from '../../protocol/estimators.ts'
import { usesK } from '../../protocol/objectives.ts'
import { drawsInAll, isRandom, klInForce, SETTINGS, type Settings } from '../../protocol/settings.ts'
import type { LabState } from '../../store/state.ts'
import { ANNEAL_STOPS, DIAL_STOPS, LR_STOPS, SAMPLES_STOPS, TEMPERATURE_STOPS } from '../controls/stops.ts'
import { useLab, useLabState, useLabStateEvery } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'
import { estimatorInSentence } from '../variance/names.ts'
import { SegmentedSetting } from './ChoiceSetting.tsx'
import { NumberSetting } from './NumberSetting.tsx'
import { Row, idsOf } from './Row.tsx'

/** Those that the estimator subtracts; where it has no use for one, all, for the probe. */
const baselinesFor = (estimator: Settings['estimator']) =>
  (usesBaselines(estimator)
    ? metaOf(estimator).baselines
    : SETTINGS.baseline.choices) as readonly Settings['baseline'][]

function Baseline() {
  const lab = useLab()
  const settings = useLabState((state) => state.settings)
  const { estimator, baseline, samples } = settings
  const ids = idsOf('baseline')
  const nameOf = (one: Settings['baseline']) => {
    const name = messages.choices.baseline[one]
    return one === 'leave-one-out' && samples < 2 ? t('baselineNeedsSamples', { name }) : name
  }
  const isForProbe = !usesBaselines(estimator)
  const hint = () => {
    if (!isRandom(settings)) return t('pointNoDraws')
    if (!isForProbe) return t('baselineHint', { baseline })
    return t(comparedWith(estimator, settings).some(usesBaselines) ? 'baselineForProbe' : 'baselineUnused')
  }
  return (
    <Row name="baseline" hint={hint()} isQuiet={isForProbe}>
      <select
        id={ids.control}
        className="field"
        value={baseline}
        aria-describedby={ids.note}
        onChange={(event) => lab.set('baseline', event.target.value as Settings['baseline'])}
      >
        {baselinesFor(estimator).map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </Row>
  )
}

function KlTerm() {
  const lab = useLab()
  const estimator = useLabState((state) => state.settings.estimator)
  const kl = useLabState((state) => state.settings.kl)
  const isPoint = useLabState((state) => !isRandom(state.settings))
  const ids = idsOf('kl')
  const settings = useLabState((state) => state.settings)
  const others = comparedWith(estimator, settings)
    .filter((id) => !hasKlMode(id, kl))
    .map(estimatorInSentence)
  const hint = others.length > 0 ? t('klForProbe', { names: others.join(t('comma')) }) : null
  const isWeighted = klInForce(settings) !== kl
  const ofDraws = isWeighted ? t('klFromWeights') : hint
  return (
    <Row name="kl" hint={isPoint ? t('pointNoKl') : ofDraws} isQuiet={isPoint || isWeighted}>
      <select
        id={ids.control}
        className="field"
        value={kl}
        aria-describedby={ids.note}
        onChange={(event) => lab.set('kl', event.target.value as Settings['kl'])}
      >
        {metaOf(estimator).klModes.map((mode) => (
          <option key={mode} value={mode}>
            {messages.choices.kl[mode]}
          </option>
        ))}
      </select>
    </Row>
  )
}

/** How often the annealed temperature is told. */
const TOLD_MS = 500

/** The annealed temperature of the next step; null without annealing. */
const annealed = ({ settings, step }: LabState): number | null =>
  settings.anneal > 0 ? temperatureAt(settings, step) : null

/** What it does is for the estimator to say. */
function useTemperatureHint(estimator: Settings['estimator']): string | null {
  const now = useLabStateEvery(TOLD_MS, annealed)
  if (now !== null) return t('temperatureNow', { now })
  if (!metaOf(estimator).usesTemperature) return t('temperatureForProbe')
  return messages.estimators[estimator]?.temperature ?? null
}

/** Where some estimator of these latents uses one. */
function Temperature() {
  const settings = useLabState((state) => state.settings)
  const users = estimatorsFor(settings).filter((id) => metaOf(id).usesTemperature)
  const isQuiet = !metaOf(settings.estimator).usesTemperature
  const hint = useTemperatureHint(settings.estimator)
  if (users.length === 0) return null
  return (
    <>
      <NumberSetting name="temperature" stops={TEMPERATURE_STOPS} hint={hint} isQuiet={isQuiet} />
      <NumberSetting name="anneal" stops={ANNEAL_STOPS} hint={t('annealHint')} isQuiet={isQuiet} />
      {settings.anneal > 0 && <NumberSetting name="coldest" stops={TEMPERATURE_STOPS} isQuiet={isQuiet} />}
    </>
  )
}

/** What the draws of a step cost. */
function samplesHint(settings: Settings): string | null {
  const { estimator, samples, objective } = settings
  if (usesK(objective)) return samples > 1 ? t('samplesOfBounds', { samples }) : null
  if (drawsBesideOf(estimator, samples) > 0) return t('drawsBesideHint', { draws: drawsInAll(settings) })
  return samples > 1 ? t('samplesHint', { samples }) : null
}

/** Those that the question is about: what makes noise matter less. */
export function EstimatorOptions() {
  const settings = useLabState((state) => state.settings)
  const isPoint = !isRandom(settings)
  const { k, samples, objective } = settings
  return (
    <div className="estimator-options">
      <Baseline />
      <NumberSetting
        name="samples"
        stops={SAMPLES_STOPS}
        hint={isPoint ? t('pointNoDraws') : samplesHint(settings)}
        isQuiet={isPoint}
      />
      {!isPoint && usesK(objective) && (
        <NumberSetting name="k" stops={SAMPLES_STOPS} hint={t('kHint', { k, samples })} />
      )}
      {metaOf(settings.estimator).usesDial && (
        <NumberSetting name="dial" stops={DIAL_STOPS} hint={t('dialHint')} />
      )}
      <NumberSetting name="lr" stops={LR_STOPS} />
    </div>
  )
}

/** The others. */
function Noise() {
  const settings = useLabState((state) => state.settings)
  const isPaired = settings.noise === 'antithetic'
  return (
    <SegmentedSetting
      name="noise"
      hint={isRandom(settings) ? t('noiseHint', { isPaired }) : t('pointNoDraws')}
    />
  )
}

export const FurtherOptions = () => (
  <>
    <Noise />
    <KlTerm />
    <Temperature />
  </>
)
