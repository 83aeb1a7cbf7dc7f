/**
 * One row for each method of the engine that crosses the worker: the schemas of its arguments, and whether a
 * call can be aborted. Validation (messages.ts), client and worker are derived from it; a method without a row,
 * or with the wrong abortability, does not compile.
 */
import type { Engine, OpenRequest } from './engine.ts'
import { MOST_LIKELIHOOD_DRAWS } from './likelihood.ts'
import { SETTINGS, WIDEST_CODE } from './settings.ts'
import { MOST_PROBE_BATCHES } from './variance.ts'
import {
  boolean,
  file,
  float32Array,
  integer,
  list,
  Mismatch,
  optional,
  record,
  boundedText,
  type Schema,
} from '../formats/schema.ts'
import {
  chosenShape,
  drawsShape,
  forked,
  knownBackendsShape,
  lane,
  liveSettingsShape,
  probeRequestShape,
  settingsShape,
  snapshotShape,
  step,
} from './shapes.ts'

/** More files than anyone drops on purpose; the data loader checks their kinds. */
const MOST_FILES = 10_000
/** The most images per request: many times what the page shows. */
const MOST_PICTURES = 4096
/** The most numbers of codes to decode: the most images times the widest code. */
const MOST_NUMBERS = Math.max(WIDEST_CODE, SETTINGS.latent.max) * MOST_PICTURES

const pictures = integer({ min: 1, max: MOST_PICTURES })
/** May exceed the number of test images: then all are used. */
const testImages = integer({ min: 1 })
const likelihoodDraws = integer({ min: 1, max: MOST_LIKELIHOOD_DRAWS })

/** Coordinates in latent space; NaN is rejected. */
const points: Schema<Float32Array> = (value, at) => {
  const z = float32Array(value, at)
  if (z.length === 0 || z.length > MOST_NUMBERS) throw new Mismatch(at, `1 to ${MOST_NUMBERS} numbers`)
  if (!z.every(Number.isFinite)) throw new Mismatch(at, 'finite numbers')
  return z
}

const openShape = record<OpenRequest>({
  settings: settingsShape,
  files: optional(list(file, MOST_FILES)),
  filesKey: optional(boundedText()),
  turned: optional(boolean),
  snapshot: optional(snapshotShape),
  anew: optional(boolean),
  known: optional(knownBackendsShape),
})

export type EngineMethod = Exclude<keyof Engine, 'subscribe' | 'dispose'>

/** Whether the method's last argument is a signal. */
type IsAbortable<M extends EngineMethod> =
  Required<Parameters<Engine[M]>> extends [...unknown[], AbortSignal] ? true : false

interface Row<M extends EngineMethod> {
  /** In order, without the signal. */
  readonly args: readonly Schema<unknown>[]
  readonly isAbortable: IsAbortable<M>
}

export const METHODS: { readonly [M in EngineMethod]: Row<M> } = {
  open: { args: [openShape], isAbortable: true },
  train: { args: [step], isAbortable: false },
  pause: { args: [], isAbortable: false },
  step: { args: [], isAbortable: false },
  configure: { args: [liveSettingsShape, optional(lane)], isAbortable: false },
  fork: { args: [forked, lane, liveSettingsShape], isAbortable: false },
  dropLane: { args: [forked], isAbortable: false },
  promoteLane: { args: [forked], isAbortable: false },
  snapshot: { args: [optional(boolean)], isAbortable: false },
  evaluate: { args: [], isAbortable: true },
  probe: { args: [probeRequestShape], isAbortable: true },
  probeLanes: { args: [drawsShape], isAbortable: true },
  probeBatches: {
    args: [probeRequestShape, integer({ min: 1, max: MOST_PROBE_BATCHES })],
    isAbortable: true,
  },
  coordinates: { args: [probeRequestShape, integer()], isAbortable: true },
  samplePrior: { args: [pictures, optional(lane)], isAbortable: false },
  reconstruct: { args: [pictures], isAbortable: false },
  decode: { args: [points], isAbortable: false },
  testImages: { args: [testImages], isAbortable: false },
  encodings: { args: [testImages], isAbortable: true },
  codebook: { args: [testImages], isAbortable: true },
  inspect: { args: [chosenShape, integer({ max: MOST_PICTURES })], isAbortable: false },
  exactPosterior: { args: [chosenShape], isAbortable: true },
  waysToPosterior: { args: [chosenShape], isAbortable: true },
  gap: { args: [testImages], isAbortable: true },
  likelihood: { args: [testImages, likelihoodDraws], isAbortable: true },
  likelihoodLanes: { args: [testImages, likelihoodDraws], isAbortable: true },
  compareBackends: { args: [openShape], isAbortable: true },
}

export const ENGINE_METHODS = Object.keys(METHODS) as readonly EngineMethod[]
