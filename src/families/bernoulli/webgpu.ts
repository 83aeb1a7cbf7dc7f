/** The formulas of the Bernoulli family as WebGPU kernels, one each. The noise comes from plain numbers. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { ownedBy } from '../../ops/table.ts'
import type { WebGpuFormulas } from '../../ops/webgpu/formulas.ts'
import { groupsFor, IMAGE_THREADS, perImage, pointwise } from '../../ops/webgpu/kernel.ts'
import type { Recorder } from '../../ops/webgpu/recorder.ts'
import type { BernoulliFormulas } from './formulas.ts'

/** Of a logit of any size: nothing overflows. */
const SIGMOID = `
fn sigmoid(logit: f32) -> f32 {
  let e = exp(-abs(logit));
  return select(e, 1.0, logit >= 0.0) / (1.0 + e);
}`

/** With all draws of an image. */
const DRAW = perImage(
  {
    name: 'draw bits',
    writes: { z: 'f32', kl: 'f32' },
    reads: { gamma: 'f32', noise: 'f32' },
    numbers: { images: 'u32', latent: 'u32', samples: 'u32' },
    helpers: SIGMOID,
  },
  `let width = given.latent;
    let first = image * width;
    for (var j = thread; j < given.samples * width; j += ${IMAGE_THREADS}u) {
      let d = j % width;
      let i = (j / width * given.images + image) * width + d;
      z[i] = select(0.0, 1.0, gamma[first + d] + noise[i] > 0.0);
    }
    for (var d = thread; d < width; d += ${IMAGE_THREADS}u) {
      let logit = gamma[first + d];
      sum += sigmoid(logit) * logit - (max(logit, 0.0) + log(1.0 + exp(-abs(logit)))) + ${Math.LN2};
    }`,
  'kl[image] = all;',
)

/** For one bit of one image, over all its draws. */
const SCORE = pointwise(
  {
    name: 'score gradient of bits',
    writes: { gradient: 'f32' },
    reads: { gamma: 'f32', z: 'f32', weight: 'f32' },
    numbers: { count: 'u32', images: 'u32', latent: 'u32', samples: 'u32', exact: 'f32' },
    helpers: SIGMOID,
  },
  `let image = i / given.latent;
    let logit = gamma[i];
    let theta = sigmoid(logit);
    var sum = 0.0;
    for (var sample = 0u; sample < given.samples; sample++) {
      sum += weight[sample * given.images + image] * (z[sample * given.count + i] - theta);
    }
    if (given.exact != 0.0) { sum += given.exact * (theta * (1.0 - theta) * logit); }
    gradient[i] = sum;`,
)

/** From gamma [B, D] and draws [L B, D]. */
function sizesOf(gamma: Tensor2D, draws: Tensor2D) {
  const [images, latent] = gamma.shape
  return { images, latent, samples: draws.shape[0] / images }
}

const formulasOf = ({ create, run }: Recorder): BernoulliFormulas => ({
  drawBits(gamma, noise) {
    const numbers = sizesOf(gamma, noise)
    const z = create<Tensor2D>(noise.shape)
    const kl = create<Tensor1D>([numbers.images])
    run(DRAW, { writes: [z, kl], reads: [gamma, noise], numbers, groups: [groupsFor(numbers.images)] })
    return { z, kl }
  },

  bitsScoreGradient(gamma, z, weight, exact) {
    const gradient = create<Tensor2D>(gamma.shape)
    const count = gamma.size
    const numbers = { ...sizesOf(gamma, z), count, exact }
    run(SCORE, { writes: [gradient], reads: [gamma, z, weight], numbers, groups: [SCORE.groups(count)] })
    return gradient
  },
})

export const bernoulliWebGpu: WebGpuFormulas = {
  kernels: [DRAW, SCORE],
  of: (recorder) => ownedBy('bernoulli', formulasOf(recorder)),
}
