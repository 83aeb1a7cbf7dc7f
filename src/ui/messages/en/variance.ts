/** The words of the Gradient variance region, in English. */
import { counted } from './count.ts'
import { format as f } from './format.ts'

type Coordinate = { readonly kind: 'mu' | 'log-variance'; readonly place: number }

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const subscript = (place: number) => [...String(place)].map((digit) => SUBSCRIPTS[Number(digit)]).join('')
const coordinateName = ({ kind, place }: Coordinate) =>
  kind === 'mu' ? `μ${subscript(place)}` : `log σ²${subscript(place)}`

const general = {
  variance: 'Gradient variance',
  varianceTab: 'Variance',
  varianceViews: 'What of the variance',
  varianceView: ({
    chart,
  }: {
    chart: 'over-time' | 'by-layer' | 'one-coordinate' | 'against-l' | 'arrows' | 'one-dimension'
  }) =>
    ({
      'over-time': 'over time',
      'by-layer': 'by layer',
      'one-coordinate': 'one coordinate',
      'against-l': 'against L',
      arrows: 'arrows',
      'one-dimension': 'one dimension',
    })[chart],

  ratioFigure: ({ ratio }: { ratio: number }) => `${f.times(ratio)} ×`,
  ratioUnit: ({ name }: { name: string }) => `the ${name} variance`,
  ratioInterval: ({ lo, hi }: { lo: number; hi: number }) => `(${f.times(lo)} – ${f.times(hi)})`,
  ratioWhere: ({ name, samples, baseline }: { name: string; samples: number; baseline: string }) =>
    `${name}, L = ${f.integer(samples)}, ${baseline}`,
  ratioWhereNoBaseline: ({ name, samples }: { name: string; samples: number }) =>
    `${name}, L = ${f.integer(samples)}`,
  ratioNone: 'one estimator’s variance over another’s',
  ratioOfOne: 'Only one estimator can be measured with these settings',
  ratioNotFinite: 'A gradient is not a finite number',
  ratioWhen: 'Training measures it as it goes',
  ratioWhenPoint: 'No noise, so nothing to measure',
  measurePoint: 'The autoencoder draws no noise, so nothing can be measured',
  ratioWhenOff: 'The variance probe is off; “Measure now” measures it',
  baselineNone: 'no baseline',
  baselineSome: ({ name }: { name: string }) => `baseline: ${name}`,

  /** The number stands before it. */
  measurements: ({ count }: { count: number }) => (count === 1 ? 'measurement' : 'measurements'),
  measurementsOver: ({ taken, share }: { taken: number; share: number }) =>
    `, which take ${f.percent(taken)} of the time: ${f.percent(share)} is not enough on this machine`,

  measureNow: 'Measure now',
  measuring: 'Measuring',
  measuringDraws: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.integer(done)} of ${counted(total, 'draw')}` : 'measuring…',
  measuringProbes: ({ done, total }: { done: number; total: number }) =>
    `${f.integer(done)} of ${counted(total, 'measurement')}`,
  measureBusy: 'Another measurement goes on; it can be cancelled',
}

/** Stays on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

interface Batches {
  readonly mean: { readonly value: number; readonly lo: number; readonly hi: number }
  readonly spread: number
  readonly least: number
  readonly greatest: number
  readonly batches: number
  readonly images: number
}

const overTime = {
  axisVariance: 'variance of the gradient, tr Cov',
  varianceEmptyTitle: 'Nothing is measured yet',
  varianceEmptyText:
    'Training measures every estimator at the same weights, whichever of them trains. Or press Measure now.',
  overTimeLabel: 'Variance of each gradient estimator over the steps',
  whichImages: 'which images',
  figures: 'The latest measurement',
  figuresVariance: 'V',
  figuresInterval: '95 % interval',
  figuresNoise: 'V / |g|²',
  figuresCost: 'V × passes',
  figuresWhat: 'What these figures are',
  figuresCaption: ({ draws, images }: { draws: number; images: number }) =>
    `V = tr Cov of the encoder’s gradient over ${counted(draws, 'draw')} of noise: the same weights, noise and ${counted(images, 'image')} for all. V / |g|²: noise over signal, with its 95 % interval; unbiased estimators have the same mean gradient g, and |g|² is measured by the least noisy one. A dash: the draws do not tell |g|² apart from 0. V × passes: with the cost of L decoder passes. “Which images” is what differs between batches of ${f.integer(images)}, all noise apart.`,
  interval: ({ lo, hi }: { lo: number; hi: number }) =>
    `${unbroken(f.scientific(lo))} – ${unbroken(f.scientific(hi))}`,
  noSignal: ({ draws }: { draws: number }) =>
    `${counted(draws, 'draw does', 'draws do')} not tell the gradient’s signal apart from 0`,
  varianceHeader: ({ name }: { name: string }) => `variance ${name} ((nats per image)^2)`,
  batchesOne: ({ images }: { images: number }) =>
    `Each interval is for one batch of ${counted(images, 'image')}; the ratio of another batch may lie outside it.`,
  measureBatches: ({ batches }: { batches: number }) => `Measure ${counted(batches, 'batch', 'batches')}`,
  batchesFound: ({ mean, spread, least, greatest, batches, images }: Batches) =>
    `Over ${counted(batches, 'batch', 'batches')} of ${counted(images, 'image')}: ${f.times(mean.value)} × on average (${f.times(mean.lo)} – ${f.times(mean.hi)}), from ${f.times(least)} × to ${f.times(greatest)} ×. The batches differ by ${f.percent(spread)} (standard deviation).`,
  ratioHeader: ({ name }: { name: string }) => `variance ratio, ${name} over the least noisy`,
  noiseHeader: ({ name }: { name: string }) => `noise over signal ${name}`,
  baselineHeader: 'baseline',
  drawsHeader: 'draws of noise',
  imagesHeader: 'images of the batch',
  lower: ({ name }: { name: string }) => `${name}, lower 95 %`,
  upper: ({ name }: { name: string }) => `${name}, upper 95 %`,
}

const byLayer = {
  byLayerLabel: 'Variance of each gradient estimator in each layer of the encoder',
  axisLayer: 'encoder layer',
  layerHeader: 'layer',
  inputsHeader: 'inputs',
  outputsHeader: 'outputs',
  layer: ({ from, to }: { from: number; to: number }) => `${f.integer(from)} → ${f.integer(to)}`,
  lastLayer: ({ from, to }: { from: number; to: number }) =>
    `${f.integer(from)} → ${f.integer(to)} (μ, log σ²)`,
  byLayerCaption: ({ step }: { step: number }) =>
    `Points with 95 % intervals at step ${f.integer(step)}. The layers’ variances add up to the whole.`,
}

const coordinates = {
  drawGradients: ({ draws }: { draws: number }) => `Draw ${counted(draws, 'gradient')}`,
  drawAgain: 'Draw again',
  coordinate: 'Coordinate',
  means: 'means μ',
  logVariances: 'log-variances log σ²',
  coordinateName,
  coordinateLabel: ({ name }: { name: string }) => `Draws of the gradient with respect to ${name}`,
  coordinateEmptyTitle: 'One number of the gradient, drawn again and again',
  coordinateEmptyText:
    'The same coordinate of each estimator’s gradient under 512 draws of noise, at the weights of this moment: where their means are, and how far they spread.',
  axisGradient: 'gradient',
  axisDraws: 'draws in a bin',
  wholeRange: 'whole range',
  closeUp: 'close up',
  histogramRange: 'Range',
  outside: ({ count, name }: { count: number; name: string }) =>
    `${counted(count, 'draw')} of the ${name} ${count === 1 ? 'lies' : 'lie'} outside`,
  binFrom: ({ x }: { x: string }) => `bin from ${x}`,
  mean: 'mean',
  meanHeader: 'mean ± s.e.',
  deviationHeader: 'standard deviation',
  plusMinus: ({ value, error }: { value: string; error: string }) => `${value} ± ${error}`,
  sameMean: ({ errors, spread }: { errors: number; spread: number }) =>
    errors < 3
      ? `Same mean (they differ by ${f.fixed(errors, 1)} standard errors), different spread: ${f.times(spread)} × as wide.`
      : `The means differ by ${f.fixed(errors, 1)} standard errors; the spread is ${f.times(spread)} × as wide.`,
  drawHeader: 'draw',
  coordinateHeader: ({ name, estimator }: { name: string; estimator: string }) =>
    `gradient with respect to ${name}, ${estimator} (nats per image)`,
  coordinateCaption: ({ name, step, draws }: { name: string; step: number; draws: number }) =>
    `The gradient of −ELBO, the mean over the probe’s images, with respect to the encoder’s output bias for ${name}: ${counted(draws, 'draw')} at step ${f.integer(step)}.`,
}

const againstL = {
  againstLLabel: 'Variance of each gradient estimator against the samples per image',
  measureAgainstL: 'Measure',
  measureAgain: 'Measure again',
  axisSamples: 'samples per image, L',
  samplesValue: ({ samples }: { samples: number }) => `L = ${f.integer(samples)}`,
  againstLEmptyTitle: 'What more samples buy',
  againstLEmptyText:
    'Every estimator and baseline with L = 1, 2, 4, … 32 samples per image, at the weights of this moment. Some seconds to a minute of work; training goes on.',
  slopeName: '1/L',
  seriesName: ({ name, baseline }: { name: string; baseline: string }) => `${name}, ${baseline}`,
  columnFirst: 'first',
  columnLast: 'last',
  columnFall: 'falls by',
  columnSlope: '1/L',
  valueAt: ({ value, samples }: { value: number; samples: number }) =>
    `${f.scientific(value)} (L = ${f.integer(samples)})`,
  times: ({ value }: { value: number }) => `${f.times(value)} ×`,
  againstLCaption: ({ from, to }: { from: number; to: number }) =>
    `${from === to ? `At step ${f.integer(from)}.` : `At steps ${f.integer(from)} to ${f.integer(to)}, as training went on.`} Points with 95 % intervals. The thin lines fall as 1/L from the first point, as the variance of a mean of L independent draws does; leave-one-out falls faster at first.`,
}

const arrows = {
  arrowsEmptyTitle: 'The gradient as an arrow',
  arrowsEmptyText:
    'With two latents the gradient with respect to μ at one image is an arrow in a plane. Draw it again and again, by each estimator.',
  image: 'Image',
  imageOf: ({ image, images }: { image: number; images: number }) =>
    `${f.integer(image)} of ${f.integer(images)}`,
  arrowScale: 'Scale',
  sameScale: 'same scale',
  ownScale: 'each its own',
  arrowsAlt: ({
    name,
    x,
    y,
    draws,
    spread,
  }: Record<'name' | 'x' | 'y' | 'spread', string> & { draws: number }) =>
    `${name}: mean gradient (${x}, ${y}); ${counted(draws, 'draw')} with a standard deviation of ${spread}`,
  arrowsMean: ({ x, y }: { x: string; y: string }) => `mean (${x}, ${y})`,
  arrowsSpread: ({ spread }: { spread: string }) => `standard deviation ${spread}`,
  arrowsRing: ({ reach }: { reach: string }) => reach,
  arrowsCaption: ({ shown, draws, step, image }: Record<'shown' | 'draws' | 'step' | 'image', number>) =>
    `∂(−ELBO)/∂(μ₁, μ₂) at image ${f.integer(image)} of the probe’s batch, in nats: ${f.integer(shown)} single draws, and the mean of ${f.integer(draws)} (ink), at step ${f.integer(step)}. The circle’s radius is written at it.`,
  arrowHeader: ({ name, axis }: { name: string; axis: number }) => `${name}, d/d mu${axis} (nats)`,
}

const bench = {
  benchUnit: 'the reparameterized variance, exactly',
  benchWins: ({ ratio }: { ratio: number }) =>
    ratio < 1
      ? `Here the score function wins: it has ${f.times(ratio)} × the variance`
      : ratio > 1
        ? `Here reparameterization wins: the score function has ${f.times(ratio)} × the variance`
        : 'Here both have the same variance',
  benchFunction: 'f',
  families: ({ family }: { family: 'square' | 'cosine' | 'bump' }) =>
    ({ square: '(z − k)²', cosine: 'cos kz', bump: 'exp(−kz²)' })[family],
  benchCoordinate: 'gradient by',
  benchCoordinates: ({ coordinate }: { coordinate: 'mu' | 'log-sigma' }) =>
    ({ mu: 'μ', 'log-sigma': 'log σ' })[coordinate],
  benchBaseline: 'baseline',
  benchBaselines: ({ baseline }: { baseline: 'zero' | 'mean' | 'best' }) =>
    ({ zero: '0', mean: 'E f', best: 'the best' })[baseline],
  benchMu: 'μ',
  benchSigma: 'σ',
  benchK: 'k',
  presets: 'Examples',
  presetWins: 'where the score function wins',
  presetSquare: 'z²',
  presetFar: '(z + 3)²',
  presetBest: '(z + 3)², best baseline',
  functionLabel: ({ f: name }: { f: string }) => `f(z) = ${name} and the density of z`,
  axisZ: 'z',
  axisF: 'f(z)',
  density: 'density of z (scaled)',
  densityHeader: ({ name }: { name: string }) => `density of ${name}`,
  functionName: 'f',
  benchDrawsLabel: 'Draws of both gradient estimators in one dimension',
  benchDrawsHeader: ({ name }: { name: string }) => `gradient, ${name}`,
  exactGradient: 'exact gradient',
  exactHeader: 'exact variance',
  measuredHeader: 'measured ± s.e.',
  benchCaption: ({ draws, gradient, baseline }: { draws: number; gradient: string; baseline: string }) =>
    `z ~ N(μ, σ²). Exact by quadrature, measured from ${counted(draws, 'draw')} of the same noise for both. The gradient is ${gradient}; the baseline is ${baseline}.`,
}

export const varianceText = {
  ...general,
  ...overTime,
  ...byLayer,
  ...coordinates,
  ...againstL,
  ...arrows,
  ...bench,
}
