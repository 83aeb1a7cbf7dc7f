/** Trains the set-up of the PyTorch example `vae` for ten epochs and sets our test loss beside the published one. */
import { PYTORCH_EXAMPLE_TEST_LOSS, TOLERANCE } from './published.ts'
import type { LabPages } from './lab-page.ts'

const EPOCHS = 10
const STEPS_PER_EPOCH = Math.ceil(60_000 / 128)

const SETTINGS = {
  dataset: 'mnist',
  estimator: 'reparameterized',
  latent: 20,
  hidden: '400',
  activation: 'relu',
  likelihood: 'bernoulli',
  targets: 'grey',
  optimizer: 'adam',
  lr: 1e-3,
  batch: 128,
} as const

/** True if the last epoch agrees with the published figure. */
export async function reproducePyTorchExample(lab: LabPages, options: { seed: number; backend: string }) {
  console.log(`PyTorch example vae: 784-400-20-400-784, Adam 1e-3, batch 128, grey (seed ${options.seed})`)
  const rows = await lab.run({ ...SETTINGS, ...options }, EPOCHS * STEPS_PER_EPOCH)
  const losses = Array.from({ length: EPOCHS }, (_, i) => {
    const row = rows.find(({ step }) => Number(step) === (i + 1) * STEPS_PER_EPOCH)
    return row?.test_elbo ? -Number(row.test_elbo) : NaN
  })
  console.log('epoch   ours  published')
  losses.forEach((loss, i) => {
    const published = PYTORCH_EXAMPLE_TEST_LOSS.get(i + 1)
    console.log(
      `${String(i + 1).padStart(5)} ${loss.toFixed(2).padStart(6)}  ${published?.toFixed(2) ?? '-'}`,
    )
  })
  const gap = losses[EPOCHS - 1]! - PYTORCH_EXAMPLE_TEST_LOSS.get(EPOCHS)!
  const agrees = Math.abs(gap) <= TOLERANCE
  const seconds = Number(rows.findLast((row) => row.seconds !== '')?.seconds)
  console.log(
    `epoch ${EPOCHS}: ${gap >= 0 ? '+' : ''}${gap.toFixed(2)} nats, ${agrees ? 'within' : 'NOT within'} ${TOLERANCE}; ` +
      `${seconds.toFixed(0)} s of training`,
  )
  return agrees
}
