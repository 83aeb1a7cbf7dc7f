/**
 * The importance-weighted bound with one number of draws: a run with the learning rates of Burda et al., 2015, and at its end
 * log p(x) of test images by importance sampling.
 */
import { createClient } from '../../../src/client/index.ts'
import type { LikelihoodReport } from '../../../src/protocol/likelihood.ts'
import type { Snapshot } from '../../../src/protocol/snapshot.ts'
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

/** A run on its way, at the end of an epoch: another page can go on with it, exactly. */
export interface BoundPart {
  readonly snapshot: Snapshot
  /** Of training, so far. */
  readonly seconds: number
}

export interface AskedBound extends BoundRequest {
  /** A run that goes on; null to begin. */
  readonly from: BoundPart | null
  /** After so long the run is given back as it is at the end of that epoch. */
  readonly seconds: number
}

type Ended = { readonly outcome: BoundOutcome } | { readonly part: BoundPart }

const secondsSince = (began: number) => (performance.now() - began) / 1000

export async function measureBound(asked: AskedBound): Promise<Ended> {
  const { epochs, images, draws, from } = asked
  const settings: Settings = { ...DEFAULT_SETTINGS, backend: 'wasm', ...asked.settings, probe: 0 }
  const engine = createClient()
  const { dataset, stepsPerEpoch } = await engine.open({ settings, ...(from && { snapshot: from.snapshot }) })
  const steps = Math.max(1, Math.round(epochs * stepsPerEpoch))
  const began = performance.now()
  const training = () => (from?.seconds ?? 0) + secondsSince(began)
  let step = from?.snapshot.step ?? 0
  while (step < steps) {
    const epoch = Math.floor(step / stepsPerEpoch)
    await engine.configure({ ...liveSettings(settings), lr: rateOfEpoch(epoch) })
    step = Math.min(steps, (epoch + 1) * stepsPerEpoch)
    await trainUntil(engine, step)
    console.info(
      `k = ${settings.k}, seed ${settings.seed}: step ${step} of ${steps}, ${training().toFixed(0)} s`,
    )
    if (step < steps && secondsSince(began) > asked.seconds) {
      const part = { snapshot: await engine.snapshot(), seconds: training() }
      engine.dispose()
      return { part }
    }
  }
  const seconds = training()
  const weighing = performance.now()
  const likelihood = await engine.likelihood(images, draws)
  engine.dispose()
  return {
    outcome: {
      dataset: dataset.name,
      steps,
      likelihood,
      seconds: { training: seconds, likelihood: secondsSince(weighing) },
    },
  }
}

export type MeasureBound = typeof measureBound
