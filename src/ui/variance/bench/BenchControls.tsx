/** What is asked of the bench: f, z's distribution, the coordinate and the baseline. */
import { FUNCTION_FAMILIES, type Coordinate, type FunctionFamilyName } from '../../../math/one-dimension.ts'
import type { BaselineChoice, GaussianChoices } from '../../../store/examples.ts'
import { nearestStop } from '../../controls/stops.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { ChoiceRow, named, NumberChoice } from './choices.tsx'
import { PRESETS, PRESET_NAMES, STOPS } from './problem.ts'

interface Props {
  readonly choices: GaussianChoices
  readonly onChoices: (choices: GaussianChoices) => void
}

const FAMILY_NAMES = Object.keys(FUNCTION_FAMILIES) as readonly FunctionFamilyName[]
const COORDINATES: readonly Coordinate[] = ['mu', 'log-sigma']
const BASELINES: readonly BaselineChoice[] = ['zero', 'mean', 'best']

function What({ choices, onChoices }: Props) {
  const { family, coordinate, baseline, k } = choices
  /** k may mean something else there, and have other stops. */
  const toFamily = (next: FunctionFamilyName) =>
    onChoices({ ...choices, family: next, k: STOPS.k[next][nearestStop(STOPS.k[next], k)] as number })
  return (
    <div>
      <ChoiceRow
        id="bench-f"
        label={t('benchFunction')}
        options={FAMILY_NAMES}
        names={named(FAMILY_NAMES, (one) => t('families', { family: one }))}
        value={family}
        onChange={toFamily}
      />
      <ChoiceRow
        id="bench-coordinate"
        label={t('benchCoordinate')}
        options={COORDINATES}
        names={named(COORDINATES, (one) => t('benchCoordinates', { coordinate: one }))}
        value={coordinate}
        onChange={(next) => onChoices({ ...choices, coordinate: next })}
      />
      <ChoiceRow
        id="bench-baseline"
        label={t('benchBaseline')}
        options={BASELINES}
        names={named(BASELINES, (one) => t('benchBaselines', { baseline: one }))}
        value={baseline}
        onChange={(next) => onChoices({ ...choices, baseline: next })}
      />
    </div>
  )
}

const Where = ({ choices, onChoices }: Props) => (
  <div>
    <NumberChoice
      id="bench-k"
      label={t('benchK')}
      stops={STOPS.k[choices.family]}
      value={choices.k}
      onChange={(k) => onChoices({ ...choices, k })}
    />
    <NumberChoice
      id="bench-mu"
      label={t('benchMu')}
      stops={STOPS.mu}
      value={choices.mu}
      onChange={(mu) => onChoices({ ...choices, mu })}
    />
    <NumberChoice
      id="bench-sigma"
      label={t('benchSigma')}
      stops={STOPS.sigma}
      value={choices.sigma}
      onChange={(sigma) => onChoices({ ...choices, sigma })}
    />
  </div>
)

export const BenchControls = (props: Props) => (
  <>
    <div className="bench-presets">
      <span className="soft">{t('presets')}</span>
      {PRESET_NAMES.map((name) => (
        <button key={name} type="button" className="quiet" onClick={() => props.onChoices(PRESETS[name])}>
          {t(name)}
        </button>
      ))}
    </div>
    <div className="bench-controls">
      <What {...props} />
      <Where {...props} />
    </div>
  </>
)
