/** The live settings of a lane beside the first. The four that matter most are in sight. */
import type { KeyboardEvent } from 'react'
import { estimatorsFor, isEstimatorId, isIntervention, metaOf } from '../../protocol/estimators.ts'
import { usesK } from '../../protocol/objectives.ts'
import { familiesWithoutReset, SETTINGS, type LiveSettings } from '../../protocol/settings.ts'
import type { LaneState } from '../../store/lanes/state.ts'
import { useDraft } from '../experiment/NumberSetting.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { messages, t } from '../messages/index.ts'

type ChoiceKey = 'estimator' | 'baseline' | 'kl' | 'freeze' | 'family' | 'objective' | 'noise'
type TemperatureKey = 'temperature' | 'anneal' | 'coldest'
type NumberKey = 'samples' | 'k' | 'lr' | 'beta' | 'sigma' | TemperatureKey | 'dial'

const nameOf = (key: ChoiceKey, choice: string): string =>
  key === 'estimator'
    ? (messages.estimators[choice]?.label ?? choice)
    : ((messages.choices[key] as Readonly<Record<string, string>>)[choice] ?? choice)

interface Props<K> {
  readonly lane: LaneState
  readonly name: K
}

/** There is little room: those in sight have short names. */
function shortName(name: ChoiceKey | NumberKey): string {
  if (name === 'estimator') return t('laneEstimator')
  if (name === 'samples') return t('laneSamples')
  return name === 'lr' ? t('laneRate') : messages.settings[name]
}

/** A screen reader hears the setting's own name and the lane. */
const Label = ({ name, id }: { name: ChoiceKey | NumberKey; id: string }) => (
  <label htmlFor={id}>{shortName(name)}</label>
)

/** The choices that go with the model that there is. */
function useChoices(name: ChoiceKey, live: LiveSettings): readonly string[] {
  const settings = useLabState((state) => state.applied ?? state.settings)
  if (name === 'estimator') return estimatorsFor({ ...settings, ...live })
  return name === 'family' ? familiesWithoutReset(settings) : SETTINGS[name].choices
}

function Choice({ lane: { lane, live }, name }: Props<ChoiceKey>) {
  const lab = useLab()
  const choices = useChoices(name, live)
  const id = `lane-${lane}-${name}`
  if (choices.length < 2) return null
  const isApart = (choice: string) => isEstimatorId(choice) && isIntervention(choice)
  const option = (choice: string) => (
    <option key={choice} value={choice}>
      {nameOf(name, choice)}
    </option>
  )
  return (
    <div className="lane-setting">
      <Label name={name} id={id} />
      <select
        id={id}
        className="field"
        aria-label={t('laneSetting', { lane, name: messages.settings[name] })}
        value={live[name]}
        onChange={({ target }) => lab.lanes.set(lane, name, target.value as LiveSettings[ChoiceKey])}
      >
        {choices.filter((choice) => !isApart(choice)).map(option)}
        {choices.some(isApart) && (
          <optgroup label={t('interventions')}>{choices.filter(isApart).map(option)}</optgroup>
        )}
      </select>
    </div>
  )
}

function NumberField({ lane: { lane, live }, name }: Props<NumberKey>) {
  const lab = useLab()
  const { shown, error, setDraft, drop, commit } = useDraft(name, live[name], (next) =>
    lab.lanes.set(lane, name, next),
  )
  const id = `lane-${lane}-${name}`
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') commit()
    if (key === 'Escape') drop()
  }
  return (
    <div className="lane-setting">
      <Label name={name} id={id} />
      <input
        id={id}
        className="field"
        type="text"
        inputMode="decimal"
        spellCheck={false}
        autoComplete="off"
        aria-label={t('laneSetting', { lane, name: messages.settings[name] })}
        aria-invalid={error !== null}
        title={error ?? undefined}
        value={shown}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

/** What of the temperature means something. */
function temperatureKeys({ estimator, anneal }: LiveSettings): readonly TemperatureKey[] {
  if (!metaOf(estimator).usesTemperature) return []
  return anneal > 0 ? ['temperature', 'anneal', 'coldest'] : ['temperature', 'anneal']
}

export function LaneControls({ lane }: { lane: LaneState }) {
  const isGaussian = useLabState(({ applied }) => applied?.likelihood === 'gaussian')
  return (
    <fieldset className="lane-settings">
      <legend className="only-heard">{t('laneSettings', { lane: lane.lane })}</legend>
      <Choice lane={lane} name="estimator" />
      <Choice lane={lane} name="baseline" />
      <NumberField lane={lane} name="samples" />
      <NumberField lane={lane} name="lr" />
      <details>
        <summary className="quiet">{t('laneMore')}</summary>
        <div className="lane-more">
          <NumberField lane={lane} name="beta" />
          {isGaussian && <NumberField lane={lane} name="sigma" />}
          {temperatureKeys(lane.live).map((name) => (
            <NumberField key={name} lane={lane} name={name} />
          ))}
          {metaOf(lane.live.estimator).usesDial && <NumberField lane={lane} name="dial" />}
          <Choice lane={lane} name="noise" />
          <Choice lane={lane} name="kl" />
          <Choice lane={lane} name="freeze" />
          <Choice lane={lane} name="family" />
          <Choice lane={lane} name="objective" />
          {usesK(lane.live.objective) && <NumberField lane={lane} name="k" />}
        </div>
      </details>
    </fieldset>
  )
}
