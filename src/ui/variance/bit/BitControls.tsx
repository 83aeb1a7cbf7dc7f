/** What is asked of the bench of one bit: the probability, the temperature and the baseline. */
import { tPart as t } from '../../messages/of-parts.ts'
import { ChoiceRow, named, NumberChoice } from '../bench/choices.tsx'
import type { BaselineChoice, BitChoices } from '../../../store/examples.ts'
import { BIT_PRESET_NAMES, BIT_PRESETS, BIT_STOPS } from './problem.ts'

interface Props {
  readonly choices: BitChoices
  readonly onChoices: (choices: BitChoices) => void
}

const BASELINES: readonly BaselineChoice[] = ['zero', 'mean', 'best']

export const BitPresets = ({ onChoices }: Pick<Props, 'onChoices'>) => (
  <div className="bench-presets">
    <span className="soft">{t('presets')}</span>
    {BIT_PRESET_NAMES.map((name) => (
      <button key={name} type="button" className="quiet" onClick={() => onChoices(BIT_PRESETS[name])}>
        {t(name)}
      </button>
    ))}
  </div>
)

export const BitControls = ({ choices, onChoices }: Props) => (
  <div className="bit-controls">
    <NumberChoice
      id="bit-theta"
      label={t('bitTheta')}
      stops={BIT_STOPS.theta}
      value={choices.theta}
      onChange={(theta) => onChoices({ ...choices, theta })}
    />
    <NumberChoice
      id="bit-temperature"
      label={t('bitTemperature')}
      stops={BIT_STOPS.temperature}
      value={choices.temperature}
      onChange={(temperature) => onChoices({ ...choices, temperature })}
    />
    <ChoiceRow
      id="bit-baseline"
      label={t('benchBaseline')}
      options={BASELINES}
      names={named(BASELINES, (one) => t('benchBaselines', { baseline: one }))}
      value={choices.baseline}
      onChange={(baseline) => onChoices({ ...choices, baseline })}
    />
  </div>
)
