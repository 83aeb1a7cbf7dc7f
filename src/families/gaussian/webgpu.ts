/** The formulas of the Gaussian family as WebGPU kernels, one each. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { ownedBy } from '../../ops/table.ts'
import type { WebGpuFormulas } from '../../ops/webgpu/formulas.ts'
import { KEY, KEY_ARGUMENTS, keyNumbers, type NoiseRecipe } from '../../ops/webgpu/inputs.ts'
import { groupsFor, IMAGE_THREADS, perImage, pointwise, type Kernel } from '../../ops/webgpu/kernel.ts'
import { BOX_MULLER, PHILOX } from '../../ops/webgpu/random.ts'
import type { Recorder } from '../../ops/webgpu/recorder.ts'
import type { GaussianFormulas } from './formulas.ts'
import { sizesOf } from './gamma.ts'

/** With all draws of an image; `eps` is the noise at place i. */
const drawKernel = (
  name: string,
  noise: Pick<Kernel, 'writes' | 'reads' | 'numbers'>,
  helpers: string,
  eps: string,
): Kernel =>
  perImage(
    {
      name,
      writes: { z: 'f32', kl: 'f32', ...noise.writes },
      reads: { gamma: 'f32', ...noise.reads },
      numbers: { images: 'u32', latent: 'u32', samples: 'u32', ...noise.numbers },
      helpers,
    },
    `let width = given.latent;
    let mean = image * 2u * width;
    for (var j = thread; j < given.samples * width; j += ${IMAGE_THREADS}u) {
      let d = j % width;
      let i = (j / width * given.images + image) * width + d;
      ${eps}
      z[i] = gamma[mean + d] + exp(0.5 * gamma[mean + width + d]) * eps;
    }
    for (var d = thread; d < width; d += ${IMAGE_THREADS}u) {
      let mu = gamma[mean + d];
      let logVariance = gamma[mean + width + d];
      sum += mu * mu + exp(logVariance) - (logVariance + 1.0);
    }`,
    'kl[image] = 0.5 * all;',
  )

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

/** With noise that has not been generated yet, both in one dispatch. */
const drawLatentsWith =
  ({ create, run, putOff }: Recorder): GaussianFormulas['drawLatents'] =>
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

function formulasOf(recorder: Recorder): GaussianFormulas {
  const { create, run } = recorder
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
  }
}

export const gaussianWebGpu: WebGpuFormulas = {
  kernels: [DRAW, DRAW_NOISE, PATHWISE, SCORE],
  of: (recorder) => ownedBy('gaussian', formulasOf(recorder)),
}
