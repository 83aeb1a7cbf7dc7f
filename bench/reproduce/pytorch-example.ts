/** Trains the set-up of the PyTorch example `vae` for ten epochs and sets our test loss beside the published one. */
import { table } from '../table.ts'
import type { LabPages } from './lab-page.ts'
import { PYTORCH_EXAMPLE_TEST_LOSS, TOLERANCE } from './published.ts'

export const EPOCHS = 10
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

export interface PyTorchExample {
  readonly seed: number
  readonly backend: string
  readonly steps: number
  /** Of the test set after each epoch, nats per image. */
  readonly losses: readonly number[]
  /** Of the last epoch, ours less theirs. */
  readonly gap: number
  readonly agrees: boolean
  /** Of training, without evaluations and probes. */
  readonly seconds: number
}

export async function trainPyTorchExample(
  lab: LabPages,
  options: { readonly seed: number; readonly backend: string },
): Promise<PyTorchExample> {
  const steps = EPOCHS * STEPS_PER_EPOCH
  const rows = await lab.run({ ...SETTINGS, ...options }, steps)
  const losses = Array.from({ length: EPOCHS }, (_, i) => {
    const row = rows.find(({ step }) => Number(step) === (i + 1) * STEPS_PER_EPOCH)
    return row?.test_elbo ? -Number(row.test_elbo) : NaN
  })
  const gap = losses[EPOCHS - 1]! - PYTORCH_EXAMPLE_TEST_LOSS.get(EPOCHS)!
  const seconds = Number(rows.findLast((row) => row.seconds !== '')?.seconds)
  return { ...options, steps, losses, gap, agrees: Math.abs(gap) <= TOLERANCE, seconds }
}

export function reportPyTorchExample({
  seed,
  backend,
  steps,
  losses,
  gap,
  agrees,
  seconds,
}: PyTorchExample): string {
  const rows = losses.map((loss, i) => {
    const published = PYTORCH_EXAMPLE_TEST_LOSS.get(i + 1)
    return [String(i + 1), loss.toFixed(2), published?.toFixed(2) ?? '']
  })
  const verdict = agrees ? 'within' : 'NOT within'
  return [
    `PyTorch example vae: 784-400-20-400-784, Adam 1e-3, batch 128, grey; ${backend}, seed ${seed}.`,
    table(['epoch', 'ours', 'published'], rows),
    `Epoch ${EPOCHS}: ${gap >= 0 ? '+' : ''}${gap.toFixed(2)} nats, ${verdict} ${TOLERANCE}; ` +
      `${seconds.toFixed(1)} s of training, ${(steps / seconds).toFixed(1)} steps/s.`,
  ].join('\n\n')
}
