/** The formulas of the categorical family as WebGPU kernels, one each. The noise comes from plain numbers. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { ownedBy } from '../../ops/table.ts'
import type { WebGpuFormulas } from '../../ops/webgpu/formulas.ts'
import { groupsFor, IMAGE_THREADS, perImage, pointwise } from '../../ops/webgpu/kernel.ts'
import type { Recorder } from '../../ops/webgpu/recorder.ts'
import type { CategoricalFormulas } from './formulas.ts'

/** `logSumExpOf(first, classes)`: of one latent's logits, which begin at that place of gamma. */
const LOG_SUM_EXP = `
fn logSumExpOf(first: u32, classes: u32) -> f32 {
  var most = gamma[first];
  for (var c = 1u; c < classes; c++) { most = max(most, gamma[first + c]); }
  var sum = 0.0;
  for (var c = 0u; c < classes; c++) { sum += exp(gamma[first + c] - most); }
  return most + log(sum);
}`

/** With all draws of an image; one latent at a time in each thread. */
const DRAW = perImage(
  {
    name: 'draw classes',
    writes: { z: 'f32', kl: 'f32' },
    reads: { gamma: 'f32', noise: 'f32' },
    numbers: { images: 'u32', latents: 'u32', classes: 'u32', samples: 'u32', uniform: 'f32' },
    helpers: LOG_SUM_EXP,
  },
  `let classes = given.classes;
    let width = given.latents * classes;
    for (var j = thread; j < given.samples * given.latents; j += ${IMAGE_THREADS}u) {
      let latent = j % given.latents;
      let logits = image * width + latent * classes;
      let first = (j / given.latents * given.images + image) * width + latent * classes;
      var largest = 0u;
      var most = gamma[logits] + noise[first];
      for (var c = 1u; c < classes; c++) {
        let value = gamma[logits + c] + noise[first + c];
        if (value > most) { most = value; largest = c; }
      }
      for (var c = 0u; c < classes; c++) { z[first + c] = select(0.0, 1.0, c == largest); }
    }
    for (var latent = thread; latent < given.latents; latent += ${IMAGE_THREADS}u) {
      let first = image * width + latent * classes;
      let normaliser = logSumExpOf(first, classes);
      for (var c = 0u; c < classes; c++) {
        let logProbability = gamma[first + c] - normaliser;
        sum += exp(logProbability) * (logProbability - given.uniform);
      }
    }`,
  'kl[image] = all;',
)

/** For one latent of one image, over all its draws. */
const SCORE = pointwise(
  {
    name: 'score gradient of classes',
    writes: { gradient: 'f32' },
    reads: { gamma: 'f32', z: 'f32', weight: 'f32' },
    numbers: { count: 'u32', images: 'u32', latents: 'u32', classes: 'u32', samples: 'u32', exact: 'f32' },
    helpers: LOG_SUM_EXP,
  },
  `let image = i / given.latents;
    let first = i * given.classes;
    let all = logSumExpOf(first, given.classes);
    var mean = 0.0;
    for (var c = 0u; c < given.classes; c++) { mean += exp(gamma[first + c] - all) * gamma[first + c]; }
    for (var c = 0u; c < given.classes; c++) {
      let place = first + c;
      let p = exp(gamma[place] - all);
      var sum = 0.0;
      for (var sample = 0u; sample < given.samples; sample++) {
        let at = sample * given.count * given.classes + place;
        sum += weight[sample * given.images + image] * (z[at] - p);
      }
      if (given.exact != 0.0) { sum += given.exact * (p * (gamma[place] - mean)); }
      gradient[place] = sum;
    }`,
)

/** From gamma [B, D K] and draws [L B, D K]. */
function sizesOf(gamma: Tensor2D, draws: Tensor2D, classes: number) {
  const [images, width] = gamma.shape
  return { images, latents: width / classes, classes, samples: draws.shape[0] / images }
}

const formulasOf = ({ create, run }: Recorder): CategoricalFormulas => ({
  drawClasses(gamma, noise, classes) {
    const numbers = { ...sizesOf(gamma, noise, classes), uniform: -Math.log(classes) }
    const z = create<Tensor2D>(noise.shape)
    const kl = create<Tensor1D>([numbers.images])
    run(DRAW, { writes: [z, kl], reads: [gamma, noise], numbers, groups: [groupsFor(numbers.images)] })
    return { z, kl }
  },

  classesScoreGradient(gamma, z, weight, exact, classes) {
    const gradient = create<Tensor2D>(gamma.shape)
    const count = gamma.size / classes
    const numbers = { ...sizesOf(gamma, z, classes), count, exact }
    run(SCORE, { writes: [gradient], reads: [gamma, z, weight], numbers, groups: [SCORE.groups(count)] })
    return gradient
  },
})

export const categoricalWebGpu: WebGpuFormulas = {
  kernels: [DRAW, SCORE],
  of: (recorder) => ownedBy('categorical', formulasOf(recorder)),
}
