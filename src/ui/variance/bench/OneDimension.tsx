/** One dimension, exactly: the pathwise and the score-function estimator on one Gaussian and a known f, where nothing has to be believed. */
import { useDeferredValue, useMemo } from 'react'
import { functionChart, functionValues } from '../../../charts/variance/function.ts'
import type { BenchEstimator } from '../../../math/one-dimension.ts'
import type { GaussianChoices } from '../../../store/examples.ts'
import { ChartFigure } from '../../chart/ChartFigure.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { functionCsv } from '../view-csv.ts'
import { functionFrame } from '../view-frames.ts'
import { ownColour } from '../names.ts'
import { gradientText, withError } from '../gradient-text.ts'
import { DrawsHistogram } from '../DrawsHistogram.tsx'
import { estimatorInSentence } from '../names.ts'
import { BenchControls } from './BenchControls.tsx'
import { DRAWS, solve, type Solved } from './problem.ts'

const NO_MARKS = [] as const

/** The density as it is: the chart scales it to the height of f. */
function measuredOf(problem: Solved['problem']) {
  const { zs, f, density } = functionValues(problem)
  return { aligned: { xs: zs, columns: [density, f] }, range: null, marks: NO_MARKS }
}

function FunctionPlot({ problem }: Pick<Solved, 'problem'>) {
  const colour = usePalette()
  const frame = useMemo(() => functionFrame(colour), [colour])
  const content = useMemo(() => ({ ...functionChart(problem), marks: NO_MARKS }), [problem])
  return (
    <div className="bench-function">
      <ChartFigure
        frame={frame}
        content={content}
        label={t('functionLabel', { f: t('families', problem) })}
        name="one-dimension-function"
        csv={() => functionCsv(problem)}
        step={null}
        measured={() => measuredOf(problem)}
      />
    </div>
  )
}

const ROWS = [
  ['score-function', 'scoreFunction'],
  ['reparameterized', 'reparameterized'],
] as const

/** Those of the bench alone. */
const OTHERS = ['taylor', 'measureValued'] as const

interface RowProps extends Pick<Solved, 'exact' | 'measured'> {
  readonly kind: BenchEstimator
}

const VarianceCells = ({ kind, exact, measured }: RowProps) => (
  <>
    <td className="figures-value">{gradientText(exact[kind])}</td>
    <td>{t('plusMinus', withError(measured[kind].variance, measured[kind].varianceError))}</td>
  </>
)

const VarianceTable = ({ exact, measured }: Solved) => (
  <table className="figures">
    <thead>
      <tr>
        <td />
        <th scope="col">{t('exactHeader')}</th>
        <th scope="col">{t('measuredHeader')}</th>
      </tr>
    </thead>
    <tbody>
      {ROWS.map(([id, kind]) => (
        <tr key={id} {...ownColour(id)}>
          <th scope="row">
            <span className="swatch" />
            {estimatorInSentence(id)}
          </th>
          <VarianceCells kind={kind} exact={exact} measured={measured} />
        </tr>
      ))}
      {OTHERS.map((kind) => (
        <tr key={kind}>
          <th scope="row">{t('benchOther', { kind })}</th>
          <VarianceCells kind={kind} exact={exact} measured={measured} />
        </tr>
      ))}
    </tbody>
  </table>
)

function Draws(solved: Solved) {
  const { problem, drawn, exact } = solved
  const colour = usePalette()
  const samples = useMemo(() => ROWS.map(([id, kind]) => ({ id, values: drawn[kind] })).reverse(), [drawn])
  const marks = useMemo(
    () => [{ x: exact.gradient, label: t('exactGradient'), colour: colour('ink') }],
    [exact, colour],
  )
  return (
    <>
      <DrawsHistogram
        drawn={samples}
        marks={marks}
        label={t('benchDrawsLabel')}
        name="one-dimension-draws"
        header={(name) => t('benchDrawsHeader', { name })}
        step={null}
      />
      <VarianceTable {...solved} />
      <p className="figures-note soft">
        {t('benchCaption', {
          draws: DRAWS,
          gradient: gradientText(exact.gradient),
          baseline: gradientText(problem.baseline),
        })}{' '}
        {t('benchOthersCaption')}
      </p>
    </>
  )
}

interface Props {
  readonly choices: GaussianChoices
  readonly onChoices: (choices: GaussianChoices) => void
}

export function OneDimension({ choices, onChoices }: Props) {
  // A slider goes ahead; the charts follow when there is time.
  const deferred = useDeferredValue(choices)
  const solved = useMemo(() => solve(deferred), [deferred])
  return (
    <div className="bench">
      <BenchControls choices={choices} onChoices={onChoices} />
      <FunctionPlot problem={solved.problem} />
      <Draws {...solved} />
    </div>
  )
}
