/** The words of those views of the Gradient variance region that are fetched when they are wanted, in English. */
import { unbroken } from '../format.ts'
import { counted, format as f } from './format.ts'

const byLayer = {
  byLayerLabel: 'Variance of each gradient estimator in each layer of the encoder',
  axisLayer: 'encoder layer',
  layerHeader: 'layer',
  inputsHeader: 'inputs',
  outputsHeader: 'outputs',
  layer: ({ from, to }: { from: number; to: number }) => `${f.integer(from)} → ${f.integer(to)}`,
  lastLayer: ({ from, to, names }: { from: number; to: number; names: string }) =>
    `${f.integer(from)} → ${f.integer(to)} (${names})`,
  byLayerCaption: ({ step }: { step: number }) =>
    `Points with 95 % intervals at step ${f.integer(step)}. The variances of the layers sum to the total.`,
}

const coordinates = {
  drawGradients: ({ draws }: { draws: number }) => `Draw ${counted(draws, 'gradient')}`,
  drawAgain: 'Draw again',
  coordinate: 'Coordinate',
  coordinateLabel: ({ name }: { name: string }) => `Draws of the gradient with respect to ${name}`,
  coordinateEmptyTitle: 'One coordinate of the gradient',
  coordinateEmptyText:
    'Draws the same coordinate of each estimator’s gradient 512 times at the current weights, to compare their means and spreads.',
  axisGradient: 'gradient',
  axisDraws: 'draws per bin',
  wholeRange: 'whole range',
  closeUp: 'zoomed in',
  histogramRange: 'Range',
  outside: ({ count, name }: { count: number; name: string }) =>
    `${counted(count, 'draw')} of the ${name} ${count === 1 ? 'lies' : 'lie'} outside`,
  binFrom: ({ x }: { x: string }) => `bin starting at ${x}`,
  mean: 'mean',
  meanHeader: 'mean ± s.e.',
  deviationHeader: 'standard deviation',
  plusMinus: ({ value, error }: { value: string; error: string }) => `${value} ± ${error}`,
  sameMean: ({ errors, spread }: { errors: number; spread: number }) =>
    errors < 3
      ? `The means agree (they differ by ${f.fixed(errors, 1)} standard errors); the standard deviation is ${unbroken(`${f.times(spread)} ×`)} as large.`
      : `The means differ by ${f.fixed(errors, 1)} standard errors; the standard deviation is ${unbroken(`${f.times(spread)} ×`)} as large.`,
  drawHeader: 'draw',
  coordinateHeader: ({ name, estimator }: { name: string; estimator: string }) =>
    `gradient with respect to ${name}, ${estimator} (nats per image)`,
  coordinateCaption: ({ name, step, draws }: { name: string; step: number; draws: number }) =>
    `Gradient of −ELBO, averaged over the probe’s images, with respect to the encoder’s output bias for ${name}: ${counted(draws, 'draw')} at step ${f.integer(step)}.`,
}

const againstL = {
  againstLLabel: 'Variance of each gradient estimator vs samples per image',
  measureAgainstL: 'Measure',
  samplesValue: ({ samples }: { samples: number }) => `L = ${f.integer(samples)}`,
  againstLEmptyTitle: 'What more samples per image bring',
  againstLEmptyText:
    'Measures every estimator and baseline with L = 1, 2, 4, … 32 samples per image at the current weights. This takes between a few seconds and a minute; training continues.',
  slopeName: '1/L',
  seriesName: ({ name, baseline }: { name: string; baseline: string }) => `${name}, ${baseline}`,
  columnFirst: 'first',
  columnLast: 'last',
  columnFall: 'falls by',
  columnSlope: '1/L',
  valueAt: ({ value, samples }: { value: number; samples: number }) =>
    `${f.scientific(value)} (L = ${f.integer(samples)})`,
  times: ({ value }: { value: number }) => unbroken(`${f.times(value)} ×`),
  againstLCaption: ({ from, to }: { from: number; to: number }) =>
    `${from === to ? `At step ${f.integer(from)}.` : `At steps ${f.integer(from)} to ${f.integer(to)}, while training continued.`} Points with 95 % intervals. The thin lines fall as 1/L from the first point, like the variance of a mean of L independent draws; with leave-one-out the variance falls faster at first.`,
}

const againstK = {
  againstKLabel: 'Signal to noise of the encoder’s gradient vs draws taken together, K',
  axisSignal: 'signal / noise of a weight',
  againstKEmptyTitle: 'What a tighter bound does to the gradient',
  againstKEmptyText:
    'The larger K, the tighter the importance-weighted bound. Measures the signal-to-noise ratio of the encoder’s gradient for K = 1, 2, 5, … 50 at the current weights. This takes between a few seconds and some minutes; training continues.',
  signalSlope: 'slope',
  signalEnds: ({ lo, hi }: { lo: number; hi: number }) => `${f.fixed(lo, 2)} – ${f.fixed(hi, 2)}`,
  power: ({ exponent }: { exponent: number }) => `K^${f.fixed(exponent, 2)}`,
  powerExpected: ({ exponent }: { exponent: number }) => `for large K, β = 1: K^${f.fixed(exponent, 1)}`,
  againstKCaption: ({
    from,
    to,
    weights,
    draws,
    floor,
  }: Record<'from' | 'to' | 'weights' | 'draws' | 'floor', number>) =>
    `${from === to ? `At step ${f.integer(from)}.` : `At steps ${f.integer(from)} to ${f.integer(to)}, while training continued.`} Signal / noise of a weight: |mean| / standard deviation of its gradient, here the root mean square over ${counted(weights, 'weight')} of the encoder that have noise, chosen at random in each layer, from ${counted(draws, 'draw')}, with 95 % intervals. All unbiased estimators have the same mean, so it is taken from the least noisy one; what noise is left in it is subtracted. The published summary, the mean of |mean| / standard deviation, is in the CSV: of noise alone it would be ${f.short(floor)}. Only measured values are drawn; the slope is a fit through those with a signal, told once all K are measured.`,
  againstKTheory:
    'For large K and β = 1 theory expects the ratio of the total derivative to fall as 1/√K (Rainforth et al. 2018) and that of the doubly reparameterized gradient to rise as √K (Tucker et al. 2019); with another β the mean gradient does not vanish for large K, and both rise. Both are laws for K so large that the weights spread over many draws, at fixed weights of the encoder; before that, or where the encoder is near the best one for another K, the mean gradient itself changes with K and the ratio may rise or fall: of a model trained with the ELBO on Bernoulli pixels it mostly rises at first. The guided experiment “A tighter bound, a weaker signal?” has a model whose weights spread over many draws.',
  signalSquareHeader: ({ name }: { name: string }) =>
    `squared signal to noise of a weight (mean over weights), ${name}`,
  signalPlainHeader: ({ name }: { name: string }) => `mean of |mean| / sd over weights, ${name}`,
  signalWeightsHeader: ({ name }: { name: string }) => `weights with noise, ${name}`,
}

const arrows = {
  arrowsEmptyTitle: 'The gradient as an arrow',
  arrowsEmptyText: ({ symbol }: { symbol: string }) =>
    `The gradient with respect to ${symbol} for one image has two numbers: an arrow in the plane. Draw it many times with each estimator.`,
  arrowsNoPlaneTitle: 'No plane to draw arrows in',
  arrowsNoPlaneText: ({ part, count }: { part: string; count: number }) =>
    `An arrow needs a gradient of two numbers. The first part of what this model’s encoder returns, the ${part}, has ${f.integer(count)}. “One coordinate” shows any of them.`,
  arrowAxis: ({ name }: { name: string }) => `∂/∂${name}`,
  image: 'Image',
  imageOf: ({ image, images }: { image: number; images: number }) =>
    `${f.integer(image)} of ${f.integer(images)}`,
  arrowScale: 'Scale',
  sameScale: 'same scale',
  ownScale: 'own scales',
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
  arrowsCaption: ({
    shown,
    draws,
    step,
    image,
    names,
  }: Record<'shown' | 'draws' | 'step' | 'image', number> & { names: string }) =>
    `∂(−ELBO)/∂(${names}) for image ${f.integer(image)} of the probe’s batch, in nats: ${f.integer(shown)} single draws, and the mean of ${f.integer(draws)} (black), at step ${f.integer(step)}. The number at the circle is its radius.`,
  arrowHeader: ({ name, axis }: { name: string; axis: string }) => `${name}, d/d ${axis} (nats)`,
}

const bench = {
  benchUnit: 'the reparameterized variance (exact)',
  benchWins: ({ ratio }: { ratio: number }) =>
    ratio < 1
      ? `The score function wins here: it has ${unbroken(`${f.times(ratio)} ×`)} the variance`
      : ratio > 1
        ? `Reparameterization wins here: the score function has ${unbroken(`${f.times(ratio)} ×`)} the variance`
        : 'Both have the same variance here',
  benchFunction: 'f',
  families: ({ family }: { family: 'square' | 'cosine' | 'bump' }) =>
    ({ square: '(z − k)²', cosine: 'cos kz', bump: 'exp(−kz²)' })[family],
  benchCoordinate: 'gradient w.r.t.',
  benchCoordinates: ({ coordinate }: { coordinate: 'mu' | 'log-sigma' }) =>
    ({ mu: 'μ', 'log-sigma': 'log σ' })[coordinate],
  benchBaseline: 'baseline',
  benchBaselines: ({ baseline }: { baseline: 'zero' | 'mean' | 'best' }) =>
    ({ zero: '0', mean: 'E f', best: 'optimal' })[baseline],
  benchMu: 'μ',
  benchSigma: 'σ',
  benchK: 'k',
  presets: 'Examples',
  presetWins: 'where the score function wins',
  presetSquare: 'z²',
  presetFar: '(z + 3)²',
  presetTaylor: 'where a Taylor expansion helps',
  presetTaylorFails: 'where it does harm',
  presetBest: '(z + 3)², optimal baseline',
  functionLabel: ({ f: name }: { f: string }) => `f(z) = ${name} and the density of z`,
  axisZ: 'z',
  axisF: 'f(z)',
  density: 'density of z (scaled)',
  densityHeader: ({ name }: { name: string }) => `density of ${name}`,
  functionName: 'f',
  benchDrawsLabel: 'Draws of both gradient estimators in one dimension',
  benchDrawsHeader: ({ name }: { name: string }) => `gradient, ${name}`,
  benchOther: ({ kind }: { kind: 'taylor' | 'measureValued' }) =>
    ({ taylor: 'reparameterized, Taylor control variate', measureValued: 'measure-valued' })[kind],
  benchOthersCaption:
    'Taylor control variate: the slope of f’s second-order expansion about μ is subtracted from the reparameterized gradient and its mean, in closed form, is added. Where f is nearly a parabola over the width of q little noise is left; where it wiggles, the expansion is wrong almost everywhere and brings noise of its own. Measure-valued: a constant times the difference of f at two draws that are coupled. It needs only values of f, but two of them for each parameter: 4 decoder passes for each latent of a VAE. Both are unbiased.',
  exactGradient: 'exact gradient',
  exactHeader: 'exact variance',
  measuredHeader: 'measured ± s.e.',
  benchCaption: ({ draws, gradient, baseline }: { draws: number; gradient: string; baseline: string }) =>
    `z ~ N(μ, σ²). Exact values by quadrature; measured values from ${counted(draws, 'draw')}, with the same noise but for measure-valued gradients. The gradient is ${gradient}; the baseline is ${baseline}.`,
}

export const varianceViewsText = {
  ...byLayer,
  ...coordinates,
  ...againstL,
  ...againstK,
  ...arrows,
  ...bench,
}
