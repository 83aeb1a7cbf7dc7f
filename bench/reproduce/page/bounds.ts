/**
 * The importance-weighted bound with one number of draws: a run with the learning rates of Burda et al., 2015, and at its end
 * log p(x) of test images by importance sampling.
 */
import { createClient } from '../../../src/client/index.ts'
import type { LikelihoodReport } from '../../../src/protocol/likelihood.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../../src/protocol/settings.ts'
import { rateOfEpoch } from '../rates.ts'
import { trainUntil } from './common-weights.ts'

export interface BoundRequest {
  readonly settings: Partial<Settings>
  /** May be a part of one. */
  readonly epochs: number
  /** Test images, and draws of z for each. */
  readonly images: number
  readonly draws: number
}

export interface BoundOutcome {
  readonly dataset: string
  readonly steps: number
  readonly likelihood: LikelihoodReport
  /** Of training, and of the likelihood. */
  readonly seconds: { readonly training: number; readonly likelihood: number }
}

const secondsSince = (began: number) => (performance.now() - began) / 1000

export async function measureBound({
  settings: changes,
  epochs,
  images,
  draws,
}: BoundRequest): Promise<BoundOutcome> {
  const settings: Settings = { ...DEFAULT_SETTINGS, backend: 'wasm', ...changes, probe: 0 }
  const engine = createClient()
  const { dataset, stepsPerEpoch } = await engine.open({ settings })
  const steps = Math.max(1, Math.round(epochs * stepsPerEpoch))
  const began = performance.now()
  for (let epoch = 0; epoch * stepsPerEpoch < steps; epoch++) {
    await engine.configure({ ...liveSettings(settings), lr: rateOfEpoch(epoch) })
    const until = Math.min(steps, (epoch + 1) * stepsPerEpoch)
    await trainUntil(engine, until)
    console.info(
      `k = ${settings.k}, seed ${settings.seed}: step ${until} of ${steps}, ${secondsSince(began).toFixed(0)} s`,
    )
  }
  const training = secondsSince(began)
  const weighing = performance.now()
  const likelihood = await engine.likelihood(images, draws)
  engine.dispose()
  const seconds = { training, likelihood: secondsSince(weighing) }
  return { dataset: dataset.name, steps, likelihood, seconds }
}

export type MeasureBound = typeof measureBound
