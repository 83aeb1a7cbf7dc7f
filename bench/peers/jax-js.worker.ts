/**
 * The same model as people write it in jax-js: one jitted function for the loss, its gradient and a full Adam. Batches and noise are made just as the lab makes them.
 *
 * jax-js counts references: a function owns its arguments, `.ref` keeps one for another use.
 */
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad, type Device } from '@jax-js/jax'
import { targetsOf } from '../../src/math/targets.ts'
import { parameterSpecs } from '../../src/model/architecture.ts'
import { architectureOf, createProblem, type Problem } from '../problem.ts'
import { servePeer, variantOf } from './browser-peer.ts'

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8]

type State = { parameters: np.Array[]; m: np.Array[]; v: np.Array[] }

let problem: Problem
let state: State
let step = 0

const dense = (x: np.Array, weight: np.Array, bias: np.Array) => np.matmul(x, weight).add(bias)

/** Consumes its arguments. */
function negElboPerImage(parameters: np.Array[], x: np.Array, noise: np.Array): np.Array {
  const [w0, b0, w1, b1, w2, b2, w3, b3] = parameters as [
    np.Array,
    np.Array,
    np.Array,
    np.Array,
    np.Array,
    np.Array,
    np.Array,
    np.Array,
  ]
  const count = x.shape[0]!
  const { beta } = problem.settings
  const gamma = dense(nn.relu(dense(x.ref, w0, b0)), w1, b1)
  const [mu, logVariance] = np.split(gamma, 2, 1) as [np.Array, np.Array]
  const z = mu.ref.add(np.exp(logVariance.ref.mul(0.5)).mul(noise))
  const logits = dense(nn.relu(dense(z, w2, b2)), w3, b3)
  const recon = np.sum(x.mul(logits.ref).sub(nn.softplus(logits)))
  const kl = np.sum(np.square(mu).add(np.exp(logVariance.ref)).sub(logVariance).sub(1)).mul(0.5 * beta)
  return kl.sub(recon).mul(1 / count)
}

const lossAndGradients = valueAndGrad(negElboPerImage)

/** One step of Adam; the two factors correct the bias of the young averages. */
const advance = jit(
  (old: State, x: np.Array, noise: np.Array, correction1: np.Array, correction2: np.Array) => {
    const [loss, gradients] = lossAndGradients(
      old.parameters.map((array) => array.ref),
      x,
      noise,
    )
    const { lr } = problem.settings
    const next: State = { parameters: [], m: [], v: [] }
    gradients.forEach((gradient, i) => {
      const m = old.m[i]!.mul(BETA1).add(gradient.ref.mul(1 - BETA1))
      const v = old.v[i]!.mul(BETA2).add(np.square(gradient).mul(1 - BETA2))
      const scale = np.sqrt(v.ref.mul(correction2.ref)).add(EPSILON)
      next.parameters.push(old.parameters[i]!.sub(m.ref.mul(correction1.ref).mul(lr).div(scale)))
      next.m.push(m)
      next.v.push(v)
    })
    correction1.dispose()
    correction2.dispose()
    return { next, loss }
  },
)

function inputsAt(at: number): [np.Array, np.Array] {
  const batch = problem.batches.at(at)
  const count = batch.indices.length
  return [
    np.array(targetsOf(batch)).reshape([count, 784]),
    np.array(problem.noiseAt(at, count)).reshape([count, problem.settings.latent]),
  ]
}

const correction = (decay: number, count: number) => np.array(Float32Array.of(1 / (1 - decay ** count)))

servePeer({
  async prepare(images, settings) {
    const device = variantOf(self.name).backend as Device
    const there = await init(device)
    if (!there.includes(device)) throw new Error(`jax-js has no device ${device} here`)
    defaultDevice(device)
    problem = createProblem(settings, images)
    const parameters = parameterSpecs(architectureOf(settings)).map(({ shape }, i) =>
      np.array(problem.parameters[i]!).reshape([...shape]),
    )
    const zeros = () => parameters.map((array) => np.zeros(array.shape))
    state = { parameters, m: zeros(), v: zeros() }
    const threads =
      device === 'wasm' && self.crossOriginIsolated ? `, up to ${navigator.hardwareConcurrency} threads` : ''
    return `${device}${threads}`
  },
  firstLoss: async () => {
    const loss = negElboPerImage(
      state.parameters.map((array) => array.ref),
      ...inputsAt(0),
    )
    return (await loss.data())[0]!
  },
  async run(steps) {
    for (let i = 1; i <= steps; i++, step++) {
      const corrections = [correction(BETA1, step + 1), correction(BETA2, step + 1)] as const
      const { next, loss } = advance(state, ...inputsAt(step), ...corrections)
      state = next
      if (i === steps) await loss.data()
      else loss.dispose()
    }
  },
})
