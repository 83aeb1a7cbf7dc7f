/** Reads an experiment's figures off the state of a run that has ended. Null where something was not measured. Pure. */
import type { MeasuredQuantity } from '../../experiments/experiment.ts'
import type { EstimatorId } from '../../protocol/estimators.ts'
import { FIRST_LANE } from '../../protocol/lanes.ts'
import type { LikelihoodReport } from '../../protocol/likelihood.ts'
import { elboOf, type TrainRow } from '../../protocol/metrics.ts'
import type { CoordinateReport, ProbeReport } from '../../protocol/variance.ts'
import { wholeCurves } from '../lanes/curves.ts'
import type { LabState } from '../state.ts'

/** One step says little. */
const ROWS = 20

type Value = number | null

function meanOf(rows: readonly TrainRow[], of: (row: TrainRow) => Value): Value {
  const values = rows.map(of)
  if (values.length === 0 || values.includes(null)) return null
  return values.reduce<number>((sum, value) => sum + value!, 0) / values.length
}

const rowsTo = ({ history }: LabState, lane: number, step = Infinity): readonly TrainRow[] =>
  wholeCurves(history.current, lane)
    .rows.filter((row) => row.step <= step)
    .slice(-ROWS)

const less = (a: Value, b: Value): Value => (a === null || b === null ? null : a - b)
const over = (a: number | undefined, b: number | undefined): Value =>
  a !== undefined && b !== undefined && b > 0 && Number.isFinite(a / b) ? a / b : null

const gap = (state: LabState, lane: number, of: (row: TrainRow) => Value): Value =>
  less(meanOf(rowsTo(state, lane), of), meanOf(rowsTo(state, FIRST_LANE), of))

type ExactChange = Extract<MeasuredQuantity, { kind: 'exact-change' }>

function exactChange({ latent: { gaps } }: LabState, { of, from, to }: ExactChange): Value {
  const at = (step: number): Value => gaps.find((one) => one.step === step)?.[of] ?? null
  return less(at(to), at(from))
}

const varianceIn = (report: ProbeReport | undefined, estimator: EstimatorId): number | undefined =>
  report?.estimators[estimator]?.total.value

function boundGap({ likelihood: { report, lanes } }: LabState, lane: number, k: number): Value {
  const of = (one: LikelihoodReport | null | undefined): Value =>
    one?.bounds.find((bound) => bound.k === k)?.value ?? null
  return less(of(lanes.find((one) => one.lane === lane)?.report), of(report))
}

/** Undefined where the draws show no signal. */
function signalAt({ varianceViews }: LabState, estimator: EstimatorId, k: number): number | undefined {
  const report = varianceViews.againstK?.find(({ importance }) => importance === k)
  const square = report?.estimators[estimator]?.weights?.square.value
  return square !== undefined && square > 0 ? Math.sqrt(square) : undefined
}

/** Of each lane by the estimator that trains it, at the same weights' step. */
function noiseRatio(state: LabState, lane: number): Value {
  const own = state.lanes.find((one) => one.lane === lane)
  const report = wholeCurves(state.history.current, lane).probes.at(-1)
  const first = state.history.current.probes.findLast(({ step }) => step === report?.step)
  if (!own || !state.applied) return null
  return over(varianceIn(report, own.live.estimator), varianceIn(first, state.applied.estimator))
}

function baselineRatio({ varianceViews }: LabState, samples: number): Value {
  const of = (baseline: string) =>
    varianceViews.againstSamples?.find((one) => one.samples === samples && one.baseline === baseline)
  return over(varianceIn(of('none'), 'score-function'), varianceIn(of('leave-one-out'), 'score-function'))
}

interface Drawn {
  readonly mean: number
  readonly variance: number
}

/** Mean and variance of each coordinate over the draws. */
function momentsOf(draws: Float32Array | undefined, count: number): readonly Drawn[] {
  const width = draws ? draws.length / count : 0
  return Array.from({ length: width }, (_, j) => {
    let [sum, squares] = [0, 0]
    for (let r = 0; r < count; r++) sum += draws![r * width + j]!
    const mean = sum / count
    for (let r = 0; r < count; r++) squares += (draws![r * width + j]! - mean) ** 2
    return { mean, variance: squares / (count - 1) }
  })
}

function coordinatesOf(report: CoordinateReport) {
  const of = (id: EstimatorId) => momentsOf(report.batch[id], report.draws)
  return { path: of('reparameterized'), score: of('score-function'), draws: report.draws }
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function spreadRatio({ varianceViews: { coordinates } }: LabState): Value {
  if (!coordinates) return null
  const { path, score } = coordinatesOf(coordinates)
  return over(total(score.map(({ variance }) => variance)), total(path.map(({ variance }) => variance)))
}

function meanDistance({ varianceViews: { coordinates } }: LabState): Value {
  if (!coordinates) return null
  const { path, score, draws } = coordinatesOf(coordinates)
  if (path.length === 0 || path.length !== score.length) return null
  // The same noise makes the two dependent; beside the score function's variance that is nothing.
  const squares = path.map((p, j) => {
    const s = score[j]!
    return (s.mean - p.mean) ** 2 / ((s.variance + p.variance) / draws)
  })
  return Math.sqrt(total(squares) / squares.length)
}

const atTemperature = ({ varianceViews }: LabState, temperature: number): ProbeReport | undefined =>
  varianceViews.againstTemperature?.find((report) => report.temperature === temperature)

/** 0 where the draws say that it is less than their noise. */
function relativeBias(report: ProbeReport | undefined, estimator: EstimatorId): Value {
  const square = report?.estimators[estimator]?.bias?.square.value
  if (square === undefined) return null
  const ratio = over(Math.max(0, square), report?.signal?.square.value)
  return ratio === null ? null : Math.sqrt(ratio)
}

export function measured(state: LabState, quantity: MeasuredQuantity): Value {
  switch (quantity.kind) {
    case 'elbo-gap':
      return gap(state, quantity.lane, elboOf)
    case 'recon-gap':
      return gap(state, quantity.lane, ({ recon }) => recon)
    case 'kl':
      return meanOf(rowsTo(state, quantity.lane), ({ kl }) => kl)
    case 'kl-ratio': {
      const klOf = (lane: number) => meanOf(rowsTo(state, lane), ({ kl }) => kl) ?? undefined
      return over(klOf(quantity.lane), klOf(FIRST_LANE))
    }
    case 'elbo-change':
      return less(
        meanOf(rowsTo(state, FIRST_LANE), elboOf),
        meanOf(rowsTo(state, FIRST_LANE, quantity.from), elboOf),
      )
    case 'exact-change':
      return exactChange(state, quantity)
    case 'noise-ratio':
      return noiseRatio(state, quantity.lane)
    case 'baseline-ratio':
      return baselineRatio(state, quantity.samples)
    case 'spread-ratio':
      return spreadRatio(state)
    case 'mean-distance':
      return meanDistance(state)
    case 'bound-gap':
      return boundGap(state, quantity.lane, quantity.k)
    case 'signal-ratio': {
      const at = (k: number) => signalAt(state, quantity.estimator, k)
      return over(at(quantity.of), at(quantity.to))
    }
    case 'relative-bias':
      return relativeBias(
        quantity.temperature === undefined
          ? state.history.current.probes.at(-1)
          : atTemperature(state, quantity.temperature),
        quantity.estimator,
      )
    case 'variance-ratio': {
      const report = state.history.current.probes.at(-1)
      return over(varianceIn(report, quantity.of), varianceIn(report, quantity.to))
    }
    case 'warmth-ratio': {
      const of = (temperature: number) => varianceIn(atTemperature(state, temperature), quantity.estimator)
      return over(of(quantity.of), of(quantity.to))
    }
  }
}
