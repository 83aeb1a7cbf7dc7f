/** Where the bands take their points from, and over what they are drawn. */
import { errorPoints, layerErrors, logRoom, type ErrorPoint } from '../../../charts/variance/bias.ts'
import { samplesAt } from '../../../charts/variance/against-samples.ts'
import type { Range } from '../../../charts/axis.ts'
import type { EstimatorId } from '../../../protocol/estimators.ts'
import type { ProbeReport } from '../../../protocol/variance.ts'
import type { VarianceViews } from '../../../store/state.ts'
import type { Choice } from '../../../store/views.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import type { BandsAxis } from './frames.ts'

export type BandsOver = Choice<'variance', 'bands'>

export interface BandsMeasured {
  readonly probes: readonly ProbeReport[]
  readonly views: VarianceViews
  /** Names of the encoder's layers, input side first. */
  readonly layers: readonly string[]
}

export interface BandsSource {
  readonly points: (measurements: BandsMeasured, id: EstimatorId) => readonly ErrorPoint[]
  /** Of the reports that the points come of. */
  readonly reports: (measurements: BandsMeasured) => readonly ProbeReport[]
  readonly axis: (measurements: Omit<BandsMeasured, 'probes'>) => BandsAxis
  readonly room: (points: readonly ErrorPoint[]) => Range | null
  /** A short name of x. */
  readonly symbol: () => string
  /** One x in the column under it. */
  readonly tell: (measurements: BandsMeasured, x: number) => string
}

/** Two reports may be of one step: the newer one counts. */
const newest = (probes: readonly ProbeReport[]) =>
  probes.filter(({ step }, i) => probes[i + 1]?.step !== step)

const overTime: BandsSource = {
  points: ({ probes }, id) => errorPoints(newest(probes), id, ({ step }) => step),
  reports: ({ probes }) => probes,
  axis: () => ({ xLabel: t('axisStep'), formatX: format.integer }),
  room: () => null,
  symbol: () => t('axisStep'),
  tell: (_, step) => format.integer(step),
}

const byLayer: BandsSource = {
  points: ({ probes }, id) => layerErrors(probes.at(-1), id),
  reports: ({ probes }) => probes.slice(-1),
  axis: ({ layers }) => ({
    x: { isLog: false, ticks: layers.map((_, i) => i) },
    xLabel: t('axisLayer'),
    formatX: (x) => layers[Math.round(x)] ?? '',
    tellX: (x) => layers[Math.round(x)] ?? '',
  }),
  room: (points) => [-0.35, points.length - 0.65],
  symbol: () => t('layerHeader'),
  tell: ({ layers }, x) => layers[x] ?? '',
}

const againstTemperature: BandsSource = {
  points: ({ views }, id) => errorPoints(views.againstTemperature ?? [], id, (one) => one.temperature ?? NaN),
  reports: ({ views }) => views.againstTemperature ?? [],
  axis: ({ views }) => ({
    x: { isLog: true, ticks: (views.againstTemperature ?? []).map(({ temperature }) => temperature ?? NaN) },
    xLabel: t('bitTemperatureAxis'),
    formatX: format.short,
    tellX: (temperature) => t('bitAtTemperature', { temperature }),
  }),
  room: logRoom,
  symbol: () => t('bitTemperature'),
  tell: (_, temperature) => format.short(temperature),
}

/** Biased estimators have no baseline: of the reports at one L any would do. The score function is shown without one. */
const withoutBaseline = ({ views }: Pick<BandsMeasured, 'views'>) =>
  (views.againstSamples ?? []).filter(({ baseline }) => baseline === 'none')

const againstL: BandsSource = {
  points: (measurements, id) => errorPoints(withoutBaseline(measurements), id, ({ samples }) => samples),
  reports: withoutBaseline,
  axis: (measurements) => ({
    x: { isLog: true, ticks: withoutBaseline(measurements).map(({ samples }) => samples) },
    xLabel: t('axisSamples'),
    formatX: (x) => format.integer(samplesAt(x)),
    tellX: (x) => t('samplesValue', { samples: samplesAt(x) }),
  }),
  room: logRoom,
  symbol: () => 'L',
  tell: (_, samples) => format.integer(samples),
}

export const BANDS_SOURCES: Readonly<Record<BandsOver, BandsSource>> = {
  'bands-over-time': overTime,
  'bands-by-layer': byLayer,
  'against-temperature': againstTemperature,
  'bands-against-l': againstL,
}
