/**
 * The lab's engine on a page of its own, for experiments that need what no file of the lab holds: one run from step 0
 * to a step, then a thorough probe and an evaluation at the weights reached, and if asked for the bias of its estimator.
 */
import { measureBound } from './bounds.ts'
import { measureCommon, type Engine } from './common-weights.ts'
import { createClient } from '../../../src/client/index.ts'
import type { EngineEvent } from '../../../src/protocol/engine.ts'
import type { Evaluation, TrainRow } from '../../../src/protocol/metrics.ts'
import { isAble } from '../../../src/protocol/estimators.ts'
import type { Snapshot } from '../../../src/protocol/snapshot.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/protocol/settings.ts'
import { requestFor, type ProbeReport, type ProbeRequest } from '../../../src/protocol/variance.ts'
import { biasOf, type Bias } from '../bias.ts'
import { meanOfLastEpoch, type Trained } from '../last-epoch.ts'

export interface Outcome {
  readonly dataset: string
  /** Null if the run diverged. */
  readonly evaluation: Evaluation | null
  readonly probe: ProbeReport | null
  /** Means over the last epoch of training; null if the run diverged. */
  readonly trained: Trained | null
  /** Null if it was not asked for, if the codes cannot be enumerated, or if the estimator is exact. */
  readonly bias: Bias | null
  /** Of training, without evaluation and probe. */
  readonly seconds: number
}

/** Draws of the probe: more where one draw has few samples, and so little of the signal. */
const drawsFor = (samples: number): number => Math.max(64, 256 / samples)

/** Of the gradient with respect to the biases of gamma, over the probe's batch; enumeration gives the exact one. */
async function measureBias(engine: Engine, settings: Settings, request: ProbeRequest): Promise<Bias | null> {
  if (!isAble('enumeration', settings) || settings.estimator === 'enumeration') return null
  const { batch } = await engine.coordinates(request, 0)
  return biasOf(batch[settings.estimator]!, batch.enumeration!, request.draws)
}

export interface Measuring {
  /** Draws of the probe; null for as many as suit the number of samples, 0 for no probe. */
  readonly draws: number | null
  readonly bias: boolean
}

/** A run on its way: another page can go on with it, exactly. */
export interface RunPart {
  readonly snapshot: Snapshot
  /** All that were logged so far. */
  readonly rows: readonly TrainRow[]
}

export interface Asked {
  readonly settings: Partial<Settings>
  /** In all. */
  readonly steps: number
  readonly measuring: Measuring
  /** A run that goes on; null to begin. */
  readonly from: RunPart | null
  /** After so long the run is given back as it is then. */
  readonly seconds: number
}

type Ended = { readonly outcome: Outcome } | { readonly part: RunPart }

/** Collects the rows of a run, after those that it has already, and waits for its end. */
function watch(engine: Engine, before: readonly TrainRow[]) {
  const rows = [...before]
  const ended = new Promise<EngineEvent>((resolve) => {
    engine.subscribe((event) => {
      if (event.type === 'trained') rows.push(...event.rows)
      if (event.type === 'paused' || event.type === 'diverged' || event.type === 'failed') resolve(event)
    })
  })
  return { rows, ended }
}

async function measure(engine: Engine, settings: Settings, { draws, bias }: Measuring) {
  const request = requestFor(settings, draws ?? drawsFor(settings.samples))
  return {
    evaluation: await engine.evaluate(),
    probe: request.draws > 0 ? await engine.probe(request) : null,
    bias: bias ? await measureBias(engine, settings, request) : null,
  }
}

const NOT_MEASURED = { evaluation: null, probe: null, bias: null }

async function run({ settings: changes, steps, measuring, from, seconds }: Asked): Promise<Ended> {
  const settings: Settings = { ...DEFAULT_SETTINGS, backend: 'wasm', ...changes, probe: 0 }
  const engine = createClient()
  const { rows, ended } = watch(engine, from?.rows ?? [])
  const { dataset, stepsPerEpoch } = await engine.open({ settings, ...(from && { snapshot: from.snapshot }) })
  await engine.train(steps)
  const timer = setTimeout(() => void engine.pause(), 1000 * seconds)
  const healthy = (await ended).type === 'paused'
  clearTimeout(timer)
  const snapshot = healthy ? await engine.snapshot() : null
  if (snapshot && snapshot.step < steps) {
    engine.dispose()
    return { part: { snapshot, rows } }
  }
  const measured = healthy ? await measure(engine, settings, measuring) : NOT_MEASURED
  engine.dispose()
  const trained = healthy ? meanOfLastEpoch(rows, stepsPerEpoch) : null
  return { outcome: { dataset: dataset.name, ...measured, trained, seconds: rows.at(-1)?.seconds ?? 0 } }
}

export type RunExperiment = typeof run
Object.assign(window, { runExperiment: run, measureCommon, measureBound })
