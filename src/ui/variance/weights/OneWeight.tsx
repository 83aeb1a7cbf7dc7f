/**
 * The importance-weighted bound in one dimension: its estimators on a model of which everything is known, and among them
 * sticking the landing, which the page refuses for K > 1: here its bias is seen.
 */
import { useDeferredValue, useMemo } from 'react'
import type { Coordinate } from '../../../math/one-dimension.ts'
import type { WeightEstimator, WeightProblem } from '../../../math/one-weight.ts'
import { MOST_EXACT } from '../../../math/one-weight-moments.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { ChoiceRow, named, NumberChoice } from '../bench/choices.tsx'
import { DrawsHistogram } from '../DrawsHistogram.tsx'
import { gradientText } from '../gradient-text.ts'
import { REGISTERED, WeightsTable } from './WeightsTable.tsx'
import {
  WEIGHT_DRAWS,
  WEIGHT_PRESETS,
  WEIGHT_PRESET_NAMES,
  WEIGHT_STOPS,
  solveWeights,
  type SolvedWeights,
} from './problem.ts'

interface Props {
  readonly choices: WeightProblem
  readonly onChoices: (choices: WeightProblem) => void
}

const COORDINATES: readonly Coordinate[] = ['mu', 'log-sigma']

const Presets = ({ onChoices }: Pick<Props, 'onChoices'>) => (
  <div className="bench-presets">
    <span className="soft">{t('presets')}</span>
    {WEIGHT_PRESET_NAMES.map((name) => (
      <button key={name} type="button" className="quiet" onClick={() => onChoices(WEIGHT_PRESETS[name])}>
        {t(name)}
      </button>
    ))}
  </div>
)

const Controls = ({ choices, onChoices }: Props) => (
  <div className="bench-controls">
    <div>
      <ChoiceRow
        id="weights-coordinate"
        label={t('benchCoordinate')}
        options={COORDINATES}
        names={named(COORDINATES, (one) => t('benchCoordinates', { coordinate: one }))}
        value={choices.coordinate}
        onChange={(coordinate) => onChoices({ ...choices, coordinate })}
      />
    </div>
    <div>
      <NumberChoice
        id="weights-k"
        label="K"
        stops={WEIGHT_STOPS.k}
        value={choices.k}
        digits={0}
        onChange={(k) => onChoices({ ...choices, k })}
      />
      <NumberChoice
        id="weights-mu"
        label={t('benchMu')}
        stops={WEIGHT_STOPS.mu}
        value={choices.mu}
        onChange={(mu) => onChoices({ ...choices, mu })}
      />
      <NumberChoice
        id="weights-sigma"
        label={t('benchSigma')}
        stops={WEIGHT_STOPS.sigma}
        value={choices.sigma}
        onChange={(sigma) => onChoices({ ...choices, sigma })}
      />
    </div>
  </div>
)

/** Those that the page has a colour for; widest first, so that the narrow ones stand in front. */
const DRAWN = ['vimco', 'pathwise', 'dreg'] as const satisfies readonly WeightEstimator[]

function Draws({ problem, drawn, gradient }: SolvedWeights) {
  const colour = usePalette()
  const samples = useMemo(
    () =>
      DRAWN.filter((id) => id !== 'vimco' || problem.k > 1).map((id) => ({
        id: REGISTERED[id]!,
        values: drawn[id],
      })),
    [drawn, problem],
  )
  const marks = useMemo(
    () => [{ x: gradient, label: t('exactGradient'), colour: colour('ink') }],
    [gradient, colour],
  )
  return (
    <DrawsHistogram
      drawn={samples}
      marks={marks}
      label={t('weightsDrawsLabel')}
      name="one-weight-draws"
      header={(name) => t('benchDrawsHeader', { name })}
      step={null}
    />
  )
}

export function OneWeight({ choices, onChoices }: Props) {
  // A slider goes ahead; the chart and the table follow when there is time.
  const deferred = useDeferredValue(choices)
  const solved = useMemo(() => solveWeights(deferred), [deferred])
  return (
    <div className="bench">
      <Presets onChoices={onChoices} />
      <Controls choices={choices} onChoices={onChoices} />
      <Draws {...solved} />
      <WeightsTable {...solved} />
      <p className="figures-note soft">
        {t('weightsCaption', {
          draws: WEIGHT_DRAWS,
          gradient: gradientText(solved.gradient),
          most: MOST_EXACT,
          k: solved.problem.k,
        })}{' '}
        {/* Hidden with its column. */}
        <span className="figures-extra">{t('weightsSignalCaption')} </span>
        {t('weightsLandingCaption', { k: solved.problem.k })}
      </p>
    </div>
  )
}
