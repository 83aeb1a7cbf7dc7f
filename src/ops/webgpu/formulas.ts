/** The formulas of a step between encoder and decoder, as composed in estimators/, one kernel each. */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { Formulas } from '../types.ts'
import { KEY, KEY_ARGUMENTS, keyNumbers, type NoiseRecipe } from './inputs.ts'
import { groupsFor, pointwise, totalOver, type Kernel } from './kernel.ts'
import type { RowSumsRecipe } from './likelihood.ts'
import { BOX_MULLER, PHILOX } from './random.ts'
import type { Recorder } from './recorder.ts'

const IMAGE_THREADS = 32

/** One workgroup per image, with all its draws; `eps` is the noise at place i. */
const drawKernel = (
  name: string,
  noise: Pick<Kernel, 'writes' | 'reads' | 'numbers'>,
  helpers: string,
  eps: string,
): Kernel => ({
  name,
  writes: { z: 'f32', kl: 'f32', ...noise.writes },
  reads: { gamma: 'f32', ...noise.reads },
  numbers: { images: 'u32', latent: 'u32', samples: 'u32', ...noise.numbers },
  threads: IMAGE_THREADS,
  helpers: `${helpers}${totalOver(IMAGE_THREADS)}`,
  body: `
  let width = given.latent;
  for (var image = group.x; image < given.images; image += groups.x) {
    let mean = image * 2u * width;
    for (var j = thread; j < given.samples * width; j += ${IMAGE_THREADS}u) {
      let d = j % width;
      let i = (j / width * given.images + image) * width + d;
      ${eps}
      z[i] = gamma[mean + d] + exp(0.5 * gamma[mean + width + d]) * eps;
    }
    var sum = 0.0;
    for (var d = thread; d < width; d += ${IMAGE_THREADS}u) {
      let mu = gamma[mean + d];
      let logVariance = gamma[mean + width + d];
      sum += mu * mu + exp(logVariance) - (logVariance + 1.0);
    }
    let all = total(thread, sum);
    if (thread == 0u) { kl[image] = 0.5 * all; }
  }`,
})

const DRAW = drawKernel(
  'draw latents',
  { writes: {}, reads: { noise: 'f32' }, numbers: {} },
  '',
  'let eps = noise[i];',
)

/** Also generates the noise: the numbers of `normal`. */
const DRAW_NOISE = drawKernel(
  'draw noise and latents',
  { writes: { noise: 'f32' }, reads: {}, numbers: KEY },
  `${PHILOX}${BOX_MULLER}`,
  `let words = philox(i / 4u, ${KEY_ARGUMENTS});
      let pair = select(words.xy, words.zw, (i & 2u) == 2u);
      let eps = boxMuller(pair.x, pair.y)[i & 1u];
      noise[i] = eps;`,
)

/** For one component of mu and its log sigma^2, over all draws. */
const GRADIENT_NUMBERS = { count: 'u32', latent: 'u32', samples: 'u32', exact: 'f32' } as const

const gradientKernel = (
  name: string,
  numbers: Kernel['numbers'],
  reads: Kernel['reads'],
  draw: string,
  finish = '',
) =>
  pointwise(
    {
      name,
      writes: { gradient: 'f32' },
      reads: { gamma: 'f32', noise: 'f32', ...reads },
      numbers: { ...GRADIENT_NUMBERS, ...numbers },
    },
    `let image = i / given.latent;
    let place = i + image * given.latent;
    let mu = gamma[place];
    let logVariance = gamma[place + given.latent];
    let sigma = exp(0.5 * logVariance);
    var viaMu = 0.0;
    var viaLogVariance = 0.0;
    for (var sample = 0u; sample < given.samples; sample++) {
      let at = sample * given.count + i;
      let eps = noise[at];
      ${draw}
    }
    ${finish}
    if (given.exact != 0.0) {
      viaMu += given.exact * mu;
      viaLogVariance += given.exact * 0.5 * (exp(logVariance) - 1.0);
    }
    gradient[place] = viaMu;
    gradient[place + given.latent] = viaLogVariance;`,
  )

const PATHWISE = gradientKernel(
  'pathwise gradient',
  { prior: 'f32', posterior: 'f32', entropy: 'f32' },
  { dz: 'f32' },
  `var slope = dz[at];
      if (given.prior != 0.0) { slope += given.prior * (mu + sigma * eps); }
      if (given.posterior != 0.0) { slope -= given.posterior * (eps / sigma); }
      viaMu += slope;
      viaLogVariance += slope * (sigma * eps);`,
  'viaLogVariance = 0.5 * viaLogVariance - given.entropy;',
)

const SCORE = gradientKernel(
  'score gradient',
  { images: 'u32' },
  { weight: 'f32' },
  `let w = weight[sample * given.images + image];
      viaMu += w * (eps / sigma);
      viaLogVariance += w * (eps * eps - 1.0) * 0.5;`,
)

const SUM_THREADS = 128

/** One workgroup: a few thousand numbers. */
const SUMS: Kernel = {
  name: 'sums of a step',
  writes: { sums: 'f32', nextAverage: 'f32' },
  reads: { logLikelihood: 'f32', drawn: 'f32', kl: 'f32', gradient: 'f32', average: 'f32' },
  numbers: {
    parts: 'u32',
    draws: 'u32',
    images: 'u32',
    squares: 'u32',
    perSample: 'f32',
    perDraw: 'f32',
    kept: 'f32',
  },
  threads: SUM_THREADS,
  helpers: totalOver(SUM_THREADS, 'vec4f'),
  body: `
  var own = vec4f();
  for (var i = thread; i < given.parts; i += ${SUM_THREADS}u) { own.x += logLikelihood[i]; }
  for (var i = thread; i < given.draws; i += ${SUM_THREADS}u) { own.w += drawn[i]; }
  for (var i = thread; i < given.images; i += ${SUM_THREADS}u) { own.y += kl[i]; }
  for (var i = thread; i < given.squares; i += ${SUM_THREADS}u) { own.z += gradient[i] * gradient[i]; }
  let all = total(thread, own);
  if (thread == 0u) {
    sums[0] = all.x * given.perSample;
    sums[1] = all.y;
    sums[2] = all.z;
    nextAverage[0] = given.kept * average[0] + (1.0 - given.kept) * (all.w * given.perDraw);
  }`,
}

export const FORMULA_KERNELS: readonly Kernel[] = [DRAW, DRAW_NOISE, PATHWISE, SCORE, SUMS]

/** From gamma [B, 2D] and noise [L B, D]. */
function sizesOf(gamma: Tensor2D, noise: Tensor2D) {
  const [images, twice] = gamma.shape
  return { images, latent: twice / 2, samples: noise.shape[0] / images }
}

/** More numbers than this are too many for one workgroup. */
const MOST_PARTS = 8192

/** With noise that has not been generated yet, both in one dispatch. */
const drawLatentsWith =
  ({ create, run, putOff }: Recorder): Formulas['drawLatents'] =>
  (gamma, noise) => {
    const sizes = sizesOf(gamma, noise)
    const z = create<Tensor2D>(noise.shape)
    const kl = create<Tensor1D>([sizes.images])
    const groups = [groupsFor(sizes.images)] as const
    const recipe = putOff.recipe(noise)
    if (recipe?.of === 'noise') {
      const numbers = { ...sizes, ...keyNumbers((recipe as NoiseRecipe).key) }
      putOff.instead(recipe, () =>
        run(DRAW_NOISE, { writes: [z, kl, noise], reads: [gamma], numbers, groups }),
      )
    } else run(DRAW, { writes: [z, kl], reads: [gamma, noise], numbers: sizes, groups })
    return { z, kl }
  }

export function formulas(recorder: Recorder): Formulas {
  const { create, run, putOff } = recorder
  /** Row sums that have not been computed yet, as their partial sums. */
  function inParts(rows: Tensor): Tensor {
    const recipe = putOff.recipe(rows) as RowSumsRecipe | null
    return recipe?.of === 'row sums' && recipe.partial.size <= MOST_PARTS ? recipe.partial : rows
  }

  return {
    drawLatents: drawLatentsWith(recorder),

    pathwiseGradient(gamma, noise, dz, kl) {
      const gradient = create<Tensor2D>(gamma.shape)
      const sizes = sizesOf(gamma, noise)
      const count = sizes.images * sizes.latent
      const numbers = { ...sizes, count, ...kl }
      run(PATHWISE, {
        writes: [gradient],
        reads: [gamma, noise, dz],
        numbers,
        groups: [PATHWISE.groups(count)],
      })
      return gradient
    },

    scoreGradient(gamma, noise, weight, exact) {
      const gradient = create<Tensor2D>(gamma.shape)
      const sizes = sizesOf(gamma, noise)
      const count = sizes.images * sizes.latent
      const numbers = { ...sizes, count, exact }
      run(SCORE, {
        writes: [gradient],
        reads: [gamma, noise, weight],
        numbers,
        groups: [SCORE.groups(count)],
      })
      return gradient
    },

    sumStep({ logLikelihood, signal, kl, gradGamma, movingAverage, kept }) {
      const sums = create<Tensor1D>([3])
      const next = create<Scalar>([])
      const [draws, images] = [logLikelihood.size, kl.size]
      const [parts, drawn] = [logLikelihood, signal].map(inParts) as [Tensor, Tensor]
      run(SUMS, {
        writes: [sums, next],
        reads: [parts, drawn, kl, gradGamma, movingAverage],
        numbers: {
          parts: parts.size,
          draws: drawn.size,
          images,
          squares: gradGamma.size,
          perSample: images / draws,
          perDraw: 1 / draws,
          kept,
        },
        groups: [1],
      })
      return { sums, movingAverage: next }
    },
  }
}
