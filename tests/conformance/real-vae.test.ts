/**
 * On a small real VAE, where no closed form is known: every unbiased estimator has the same mean gradient, coordinate
 * by coordinate; a biased one is caught by the same test. Plain numbers; TF.js is held against these elsewhere.
 */
import { describe, expect, test } from 'vitest'
import { drawsBesideOf, metaOf, type EstimatorId } from '../../src/protocol/estimators.ts'
import type { EstimatorMeta } from '../../src/estimators/meta.ts'
import type { Baseline } from '../../src/estimators/options.ts'
import type { PlainEstimator, PlainImage } from '../../src/estimators/reference.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import type { KlMode } from '../../src/families/options.ts'
import { normal, uniform } from '../../src/math/random.ts'
import { initialValues, type Architecture } from '../../src/model/architecture.ts'
import { plainBackward, plainForward, plainLogLikelihood, plainNetwork } from '../../src/model/reference.ts'
import { GAUSSIAN_ESTIMATORS, gaussianWidths, PLAIN_ELBO, PLAIN_GAUSSIAN } from '../support/gaussian.ts'
import { batchMeanReference } from './biased.ts'

const IMAGES = 3
const DRAWS = 4000
const architecture: Architecture = {
  pixels: 12,
  ...gaussianWidths(2),
  hidden: [6],
  activation: 'tanh',
  likelihood: 'bernoulli',
  sigma: 1,
}
const key = { seed: 31, stream: 400, step: 0 }
const network = plainNetwork(
  architecture,
  initialValues(architecture, key).map((values) => values.map((value) => 2 * value)),
)
const scratch = network.decoder.map(({ weight, bias }) => ({
  weight: weight.map((row) => row.map(() => 0)),
  bias: bias.map(() => 0),
}))
const images = Array.from({ length: IMAGES }, (_, b) => {
  const x = Array.from(uniform(architecture.pixels, 0, 1, { ...key, stream: 401, step: b }))
  return { x, gamma: plainForward(network.encoder, x, 'tanh').at(-1)! }
})

interface Option {
  readonly id: EstimatorId
  readonly kl: KlMode
  readonly baseline: Baseline
  readonly samples: number
}

/** The gradient with respect to gamma of all images, one row a draw: [DRAWS][IMAGES * 2D]. Noise by `stream`. */
function draw(
  { id, kl, baseline, samples }: Option,
  beta: number,
  stream: number,
  estimator: PlainEstimator = ESTIMATORS[id].reference,
): number[][] {
  return Array.from({ length: DRAWS }, (_, step) => {
    const noiseOf = (draws: number, of: number) => {
      const noise = normal(IMAGES * draws * 2, { ...key, stream: of, step })
      return (b: number) =>
        Array.from({ length: draws }, (_, l) => [...noise.subarray((b * draws + l) * 2).slice(0, 2)])
    }
    const [noise, noiseBeside] = [
      noiseOf(samples, stream),
      noiseOf(drawsBesideOf(id, samples), stream + 1000),
    ]
    const batch = images.map(({ x, gamma }, b): PlainImage => ({
      gamma,
      noise: noise(b),
      noiseBeside: noiseBeside(b),
      logLikelihood(z) {
        const trace = plainForward(network.decoder, z, 'tanh')
        const { value, gradient } = plainLogLikelihood(architecture, trace.at(-1)!, x)
        return { value, gradient: plainBackward(network.decoder, trace, gradient, 'tanh', scratch) }
      },
      trainDecoder: () => undefined,
    }))
    return estimator(batch, {
      family: PLAIN_GAUSSIAN,
      objective: PLAIN_ELBO,
      beta,
      kl,
      baseline,
      movingAverage: -8,
      temperature: 1,
      dial: 1,
    }).flat()
  })
}

interface Means {
  readonly mean: number[]
  readonly variance: number[]
}

function meansOf(rows: readonly (readonly number[])[]): Means {
  const mean = rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length)
  const variance = mean.map(
    (m, j) => rows.reduce((sum, row) => sum + (row[j]! - m) ** 2, 0) / (rows.length - 1) / rows.length,
  )
  return { mean, variance }
}

/** The largest |z| over the coordinates, and for how many coordinates it is. */
const worstZ = (a: Means, b: Means, factor = 1): number =>
  Math.max(
    ...a.mean.map(
      (m, j) => Math.abs(m - factor * b.mean[j]!) / Math.sqrt(a.variance[j]! + factor ** 2 * b.variance[j]!),
    ),
  )

const unbiased = GAUSSIAN_ESTIMATORS.map((id) => ({ ...metaOf(id), id })).filter(
  ({ isUnbiased }) => isUnbiased,
)
/** An intervention has the score function's baselines, whose code is the score function's. */
const baselinesOf = ({ baselines, intervention }: Pick<EstimatorMeta, 'baselines' | 'intervention'>) =>
  baselines.length > 0 && !intervention ? baselines : (['none'] as const)
const options: Option[] = unbiased.flatMap(({ id, klModes, leastSamples, ...meta }) =>
  klModes.flatMap((kl) =>
    baselinesOf(meta).map((baseline) => ({
      id,
      kl,
      baseline,
      samples: Math.max(leastSamples, baseline === 'leave-one-out' ? 3 : 1),
    })),
  ),
)

/**
 * Bonferroni over all coordinates of all options: 12 of each of 15. A family-wise error of 1e-4 is 5.6e-7 a coordinate,
 * two-sided.
 */
const BOUND = 5.01

const BETA = 0.8
const reference = meansOf(
  draw({ id: 'reparameterized', kl: 'closed-form', baseline: 'none', samples: 4 }, BETA, 500),
)

describe('every unbiased estimator has the mean of the reparameterized one', () => {
  test.each(
    options.map((option, i) => ({ option, stream: 501 + i, title: Object.values(option).join(', ') })),
  )('$title', ({ option, stream }) => {
    expect(worstZ(meansOf(draw(option, BETA, stream)), reference)).toBeLessThan(BOUND)
  })

  test('the bound is for as many comparisons as there are', () => {
    expect(options.length * reference.mean.length).toBeLessThanOrEqual(180)
  })
})

test('a batch mean that includes the image itself is caught, at its known factor 1 - 1/B', () => {
  const option: Option = { id: 'score-function', kl: 'closed-form', baseline: 'batch', samples: 1 }
  // f - mean of all = (1 - 1/B) (f - mean of the others); beta = 0, so that f is all there is.
  const factor = 1 - 1 / IMAGES
  const biased = meansOf(draw(option, 0, 600, batchMeanReference))
  const exact = meansOf(draw({ ...option, id: 'reparameterized', samples: 4 }, 0, 601))
  expect(worstZ(biased, exact)).toBeGreaterThan(BOUND)
  expect(worstZ(biased, exact, factor)).toBeLessThan(BOUND)
})
