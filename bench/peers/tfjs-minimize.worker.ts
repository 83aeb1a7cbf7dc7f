/**
 * The same model as people write it in TF.js: variables, a loss, `tf.train.adam().minimize`. The likelihood is written
 * in its numerically stable form, and batches and noise are made just as the lab makes them.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import * as tf from '@tensorflow/tfjs-core'
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm'
import { targetsOf } from '../../src/math/targets.ts'
import { DEVICES } from '../../src/engine/backend/devices.ts'
import { parameterSpecs } from '../../src/model/architecture.ts'
import type { BackendName } from '../../src/protocol/settings.ts'
import { architectureOf, createProblem, type Problem } from '../problem.ts'
import { servePeer, variantOf } from './browser-peer.ts'

let problem: Problem
let variables: tf.Variable[]
let optimizer: tf.AdamOptimizer
let step = 0

function dense(x: tf.Tensor2D, layer: number): tf.Tensor2D {
  return tf.add(tf.matMul(x, variables[2 * layer] as tf.Variable<tf.Rank.R2>), variables[2 * layer + 1]!)
}

function negElboPerImage(x: tf.Tensor2D, noise: tf.Tensor2D): tf.Scalar {
  const { latent, beta } = problem.settings
  const gamma = dense(tf.relu(dense(x, 0)), 1)
  const mu = tf.slice(gamma, [0, 0], [-1, latent])
  const logVariance = tf.slice(gamma, [0, latent], [-1, latent])
  const z = tf.add<tf.Tensor2D>(mu, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise))
  const logits = dense(tf.relu(dense(z, 2)), 3)
  const recon = tf.sum(tf.sub(tf.mul(x, logits), tf.softplus(logits)))
  const kl = tf.mul(tf.sum(tf.sub(tf.add(tf.square(mu), tf.exp(logVariance)), tf.add(logVariance, 1))), 0.5)
  return tf.div(tf.sub(tf.mul(kl, beta), recon), x.shape[0])
}

function lossAt(at: number): tf.Scalar {
  const batch = problem.batches.at(at)
  const count = batch.indices.length
  return negElboPerImage(
    tf.tensor2d(targetsOf(batch), [count, 784]),
    tf.tensor2d(problem.noiseAt(at, count), [count, problem.settings.latent]),
  )
}

servePeer({
  async prepare(images, settings) {
    const { backend } = variantOf(self.name)
    // The backend as it comes: not equipped with the lab's kernels.
    await DEVICES[backend as BackendName].load()
    if (!(await tf.setBackend(backend))) throw new Error(`TF.js could not start ${backend}`)
    await tf.ready()
    problem = createProblem(settings, images)
    variables = parameterSpecs(architectureOf(settings)).map(({ shape }, i) =>
      tf.variable(tf.tensor(problem.parameters[i]!, [...shape])),
    )
    optimizer = tf.train.adam(settings.lr, 0.9, 0.999, 1e-8)
    const threads = backend === 'wasm' ? `, threads: ${getThreadsCount()}` : ''
    return `${backend}${threads}, TF.js ${tf.version_core}`
  },
  firstLoss: async () => {
    const loss = tf.tidy(() => lossAt(0))
    const [value] = await loss.data()
    loss.dispose()
    return value!
  },
  async run(steps) {
    for (let i = 1; i <= steps; i++, step++) {
      const loss = tf.tidy(() => optimizer.minimize(() => lossAt(step), true)!)
      if (i === steps) await loss.data()
      loss.dispose()
    }
  },
})
