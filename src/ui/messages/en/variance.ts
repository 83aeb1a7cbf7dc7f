/** The words of the Gradient variance region, in English. */
import { unbroken } from '../format.ts'
import { counted } from './format.ts'
import { format as f } from './format.ts'

type Coordinate = { readonly symbol: string; readonly place: number }

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const subscript = (place: number) => [...String(place)].map((digit) => SUBSCRIPTS[Number(digit)]).join('')
const coordinateName = ({ symbol, place }: Coordinate) => `${symbol}${subscript(place)}`

const general = {
  variance: 'Gradient variance',
  varianceTab: 'Variance',
  varianceViews: 'Variance view',
  varianceView: ({
    chart,
  }: {
    chart:
      | 'over-time'
      | 'by-layer'
      | 'one-coordinate'
      | 'against-l'
      | 'against-k'
      | 'bias'
      | 'arrows'
      | 'one-dimension'
  }) =>
    ({
      'over-time': 'over time',
      'by-layer': 'by layer',
      'one-coordinate': 'one coordinate',
      'against-l': 'vs L',
      'against-k': 'vs K',
      bias: 'bias',
      arrows: 'arrows',
      'one-dimension': 'one dimension',
    })[chart],

  ratioFigure: ({ ratio }: { ratio: number }) => unbroken(`${f.times(ratio)} ×`),
  ratioUnit: ({ name }: { name: string }) => `the ${name} variance`,
  ratioInterval: ({ lo, hi }: { lo: number; hi: number }) => `(${f.timesBetween(lo, hi)})`,
  ratioWhere: ({ name, samples, baseline }: { name: string; samples: number; baseline: string }) =>
    `${name}, L = ${f.integer(samples)}, ${baseline}`,
  ratioWhereNoBaseline: ({ name, samples }: { name: string; samples: number }) =>
    `${name}, L = ${f.integer(samples)}`,
  ratioNone: 'ratio of two estimators’ variances',
  ratioNoNoise: 'For the others all draws are the same: no code is still in doubt',
  ratioOfOne: 'Only one estimator can be measured with these settings',
  ratioNotFinite: 'A gradient is not finite',
  ratioWhen: 'Measured during training',
  ratioWhenPoint: 'No noise, so no variance',
  measurePoint: 'The autoencoder has no noise, so there is no variance to measure',
  ratioWhenOff: 'The variance probe is off; press “Measure now”',
  baselineNone: 'no baseline',
  baselineSome: ({ name }: { name: string }) => `baseline: ${name}`,

  /** The number stands before it. */
  measurements: ({ count }: { count: number }) => (count === 1 ? 'measurement' : 'measurements'),
  measurementsOver: ({ taken, share }: { taken: number; share: number }) =>
    `Measuring takes ${f.percent(taken)} of the time: on this machine ${f.percent(share)} is not enough.`,

  measureNow: 'Measure now',
  measuring: 'Measuring',
  measuringDraws: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.integer(done)} of ${counted(total, 'draw')}` : 'measuring…',
  measuringProbes: ({ done, total }: { done: number; total: number }) =>
    `${f.integer(done)} of ${counted(total, 'measurement')}`,
  measureBusy: 'Another measurement is running; it can be cancelled',
}

type BiasTruth = 'exact' | 'pooled' | 'one'

const BIAS_TRUTHS: Readonly<Record<BiasTruth, string>> = {
  exact: 'The truth is the exact gradient, by enumeration of all states.',
  pooled:
    'There are too many states to enumerate: the truth is the pooled mean of the unbiased estimators, weighted so that its variance is least, and its own error is in every interval. An unbiased estimator is compared with the pooled mean of the others.',
  one: 'There are too many states to enumerate: the truth is the mean of one unbiased estimator, and its own error is in every interval.',
}

interface Batches {
  readonly mean: { readonly value: number; readonly lo: number; readonly hi: number }
  readonly spread: number
  readonly least: number
  readonly greatest: number
  readonly batches: number
  readonly images: number
}

const overTime = {
  axisVariance: 'total variance of the gradient',
  varianceEmptyTitle: 'Nothing measured yet',
  varianceEmptyText:
    'A sketch of what you will see: the variance of every gradient estimator, measured at the same weights, whichever one trains.',
  overTimeLabel: 'Variance of each gradient estimator over the steps',
  whichImages: 'between batches',
  figuresFold: 'Figures',
  figures: 'The latest measurement',
  figuresVariance: 'variance V',
  figuresInterval: '95 % interval',
  figuresNoise: 'noise / signal',
  figuresCost: 'V × cost',
  figuresBias: 'bias²',
  figuresCosine: 'cosine',
  noBias: 'none',
  biasBelow: ({ most }: { most: number }) => `below ${f.scientific(most)}`,
  biasCaption:
    'Bias²: the squared distance between the estimator’s mean and the truth; the noise that is left in both means is subtracted. It is measured of the unbiased estimators too, as a check: their bias should not be distinguished from 0, and what is given is then the value that it lies below, also as a share of the gradient’s length |g|. Variance + bias²: the mean squared error of one draw. Cosine: of the angle between mean and truth. “No signal”: the draws do not distinguish the mean or the truth from 0, or not even a bias as long as |g|. All with 95 % intervals.',
  biasTruth: ({ truth }: { truth: BiasTruth }) => BIAS_TRUTHS[truth],
  biasShareBelow: ({ share }: { share: number }) => unbroken(`< ${f.percent(share)} of |g|`),
  figuresWhat: 'What these figures mean',
  noiseCaption:
    'Noise / signal: V / |g|² with its 95 % interval, where g is the mean gradient; all unbiased estimators share it, and it is estimated with the least noisy one. A dash: |g|² cannot be distinguished from 0.',
  costCaption: 'V × cost: V times the L decoder passes per image.',
  figuresCaption: ({ draws, images }: { draws: number; images: number }) =>
    `V: the total variance (trace of the covariance) of the encoder’s gradient over ${counted(draws, 'draw')} of the noise, at the same weights and on the same ${counted(images, 'image')} for all estimators. “Between batches” (minibatch variance): the variance between batches of ${f.integer(images)}, without the noise.`,
  interval: ({ lo, hi }: { lo: number; hi: number }) =>
    `${unbroken(`${f.scientific(lo)} –`)} ${f.scientific(hi)}`,
  noSignal: ({ draws }: { draws: number }) =>
    `With ${counted(draws, 'draw')} the gradient’s signal cannot be distinguished from 0`,
  varianceHeader: ({ name }: { name: string }) => `variance ${name} ((nats per image)^2)`,
  batchesOne: ({ images }: { images: number }) =>
    `Each interval describes one batch of ${counted(images, 'image')}; the ratio for another batch may lie outside it.`,
  measureBatches: ({ batches }: { batches: number }) => `Measure ${counted(batches, 'batch', 'batches')}`,
  batchesFound: ({ mean, spread, least, greatest, batches, images }: Batches) =>
    `Over ${counted(batches, 'batch', 'batches')} of ${counted(images, 'image')}: ${unbroken(`${f.times(mean.value)} ×`)} on average (${f.times(mean.lo)} – ${f.times(mean.hi)}), from ${unbroken(`${f.times(least)} ×`)} to ${unbroken(`${f.times(greatest)} ×`)}. The batches differ by ${f.percent(spread)} (standard deviation).`,
  ratioHeader: ({ name }: { name: string }) => `variance ratio, ${name} to the least noisy`,
  noiseHeader: ({ name }: { name: string }) => `noise to signal ratio, ${name}`,
  baselineHeader: 'baseline',
  drawsHeader: 'draws of noise',
  imagesHeader: 'images of the batch',
  lower: ({ name }: { name: string }) => `${name}, 95 % interval, lower end`,
  upper: ({ name }: { name: string }) => `${name}, 95 % interval, upper end`,
  coordinateName,
  measureAgain: 'Measure again',
  axisSamples: 'samples per image, L',
  bandsSum: 'variance + bias²',
  noSignalShort: 'no signal',
  cosineInterval: ({ lo, hi }: { lo: string; hi: string }) => `${lo} – ${hi}`,
  biasHeader: ({ name }: { name: string }) => `squared bias ${name} ((nats per image)^2)`,
  errorHeader: ({ name }: { name: string }) => `mean squared error of one draw, ${name} ((nats per image)^2)`,
  cosineHeader: ({ name }: { name: string }) => `cosine with the gradient, ${name}`,
}

export const varianceText = { ...general, ...overTime }
