/**
 * The schemas of the protocol's data: settings, rows, measurements, snapshots. Used for messages across the
 * worker (messages.ts), and for data read from a file or from the browser's storage (store/checkpoints).
 */
import { BASELINES } from '../estimators/options.ts'
import { KL_MODES, NOISE_KINDS } from '../families/options.ts'
import type { DatasetInfo, KnownBackends, MeasuredBackend } from './engine.ts'
import type { Fault, Notice } from './errors.ts'
import { ESTIMATOR_IDS, type EstimatorId } from './estimators.ts'
import { FIRST_LANE, MOST_LANES } from './lanes.ts'
import type { ChosenImage } from './latent.ts'
import type { Evaluation, TrainRow, WeightedBound } from './metrics.ts'
import {
  anyNumber,
  anyRecord,
  boolean,
  bytes,
  choice,
  float32Array,
  integer,
  list,
  Mismatch,
  number,
  optional,
  orNull,
  record,
  boundedText,
  type Schema,
} from '../formats/schema.ts'
import {
  BACKEND_NAMES,
  DATASET_NAMES,
  LIVE_KEYS,
  SETTING_KEYS,
  SETTINGS,
  settingConflict,
  type LiveSettings,
  type SettingKey,
  type Settings,
  type SettingSpec,
} from './settings.ts'
import type { DataMark, LaneSnapshot, NamedTensor, OptimizerSteps, SinceRow, Snapshot } from './snapshot.ts'
import type {
  CoordinateSignal,
  EstimatorVariance,
  GradientBias,
  Interval,
  ProbeReport,
  ProbeRequest,
  Signal,
} from './variance.ts'

export const step = integer()

export const lane = integer({ min: FIRST_LANE, max: MOST_LANES })
/** A lane beside the first. */
export const forked = integer({ min: FIRST_LANE + 1, max: MOST_LANES })

const widths =
  (most: number, widest: number): Schema<readonly number[]> =>
  (value, at) => {
    const read = list(integer({ min: 1, max: widest }), most)(value, at)
    if (read.length === 0) throw new Mismatch(at, 'at least one width')
    return read
  }

function settingSchema(spec: SettingSpec): Schema<unknown> {
  switch (spec.kind) {
    case 'choice':
      return choice(...spec.choices)
    case 'integer':
      return integer(spec)
    case 'real':
      return number(spec)
    case 'widths':
      return widths(spec.maxLayers, spec.maxWidth)
    case 'flag':
      return boolean
  }
}

const SETTING_SCHEMAS = Object.fromEntries(
  SETTING_KEYS.map((key) => [key, settingSchema(SETTINGS[key])]),
) as { readonly [K in SettingKey]: Schema<Settings[K]> }

/** Requires all settings to be present, legal, and compatible with each other. */
function together<T extends LiveSettings>(schema: Schema<T>): Schema<T> {
  return (value, at) => {
    const read = schema(value, at)
    const conflict = settingConflict(read)
    if (conflict) throw new Mismatch(at, `settings that go together (${conflict.code})`)
    return read
  }
}

export const settingsShape: Schema<Settings> = together(record<Settings>(SETTING_SCHEMAS))

export const liveSettingsShape: Schema<LiveSettings> = together(
  record<LiveSettings>(
    Object.fromEntries(LIVE_KEYS.map((key) => [key, SETTING_SCHEMAS[key]])) as unknown as {
      readonly [K in keyof LiveSettings]: Schema<LiveSettings[K]>
    },
  ),
)

export const datasetShape = record<DatasetInfo>({
  name: choice(...DATASET_NAMES, 'custom'),
  origin: choice('same-origin', 'mirror', 'cache', 'generated', 'files'),
  trainImages: integer({ min: 1 }),
  testImages: integer({ min: 1 }),
  classes: optional(integer({ max: 256 })),
})

export const backendNameShape = choice(...BACKEND_NAMES)

const mostBackends = BACKEND_NAMES.length

/** Measured rates of the backends. */
export const measuredShape = list(
  record<MeasuredBackend>({ name: backendNameShape, stepsPerSecond: number() }),
  mostBackends,
)

/** Stored by the browser at an earlier visit. */
export const knownBackendsShape = record<KnownBackends>({
  remembered: orNull(
    record<NonNullable<KnownBackends['remembered']>>({
      name: backendNameShape,
      measured: measuredShape,
    }),
  ),
  avoided: list(backendNameShape, mostBackends),
  withoutThreads: optional(boolean),
})

const boundShape = optional(record<WeightedBound>({ k: integer(SETTINGS.k), value: number() }))

export const rowShape = record<TrainRow>({
  step,
  epoch: number({ min: 0 }),
  seconds: number({ min: 0 }),
  estimator: boundedText(60),
  samples: integer({ min: 1, max: SETTINGS.samples.max }),
  beta: number({ min: 0 }),
  temperature: optional(number({ min: 0 })),
  recon: number(),
  kl: orNull(number()),
  bound: boundShape,
  noise: optional(choice(...NOISE_KINDS)),
})

export const evaluationShape = record<Evaluation>({
  step,
  recon: number(),
  kl: orNull(number()),
  images: integer({ min: 1 }),
  bound: boundShape,
})

/** With few draws an interval may have no upper end. */
const intervalShape = record<Interval>({ value: anyNumber, lo: anyNumber, hi: anyNumber })

const meanErrorFields = {
  square: intervalShape,
  error: optional(intervalShape),
  cosine: orNull(intervalShape),
}
const MOST_LAYERS = 16

const varianceShape = record<EstimatorVariance>({
  total: intervalShape,
  layers: list(intervalShape, MOST_LAYERS),
  noiseToSignal: optional(orNull(intervalShape)),
  ratio: optional(intervalShape),
  weights: optional(
    record<CoordinateSignal>({ coordinates: integer(), square: intervalShape, plain: number() }),
  ),
  bias: optional(
    record<GradientBias>({
      ...meanErrorFields,
      layers: optional(list(record(meanErrorFields), MOST_LAYERS)),
    }),
  ),
})

/** An entry for each estimator measured. */
const ofEstimatorsShape = record<ProbeReport['estimators']>(
  Object.fromEntries(ESTIMATOR_IDS.map((id) => [id, optional(varianceShape)])) as Record<
    EstimatorId,
    Schema<EstimatorVariance>
  >,
)

const signalShape = record<Signal>({ by: choice(...ESTIMATOR_IDS, 'pooled'), square: intervalShape })

/** The limit of the noise keys, and more than anyone would wait for. */
const MOST_DRAWS = 4096

export const drawsShape = integer({ min: 2, max: MOST_DRAWS })

export const probeRequestShape = record<ProbeRequest>({
  draws: drawsShape,
  samples: integer(SETTINGS.samples),
  kl: choice(...KL_MODES),
  baseline: choice(...BASELINES),
  noise: optional(choice(...NOISE_KINDS)),
  temperature: optional(number(SETTINGS.temperature)),
  importance: optional(integer(SETTINGS.k)),
})

export const probeShape = record<ProbeReport>({
  step,
  draws: integer({ min: 2 }),
  images: integer({ min: 1 }),
  samples: integer({ min: 1 }),
  k: optional(integer(SETTINGS.k)),
  kl: choice(...KL_MODES),
  baseline: choice(...BASELINES),
  noise: optional(choice(...NOISE_KINDS)),
  temperature: optional(number(SETTINGS.temperature)),
  importance: optional(integer(SETTINGS.k)),
  estimators: ofEstimatorsShape,
  minibatch: anyNumber,
  signal: optional(signalShape),
  seconds: number({ min: 0 }),
})

const tensorShape = record<NamedTensor>({
  name: boundedText(),
  shape: list(integer(), 8),
  values: float32Array,
})

const sinceShape = record<SinceRow>({
  steps: integer(),
  recon: number(),
  kl: orNull(number()),
  bound: optional(number()),
})
const optimizerStepsShape = record<OptimizerSteps>({ encoder: integer(), decoder: integer() })
const tensorsShape = list(tensorShape, 1000)

/** `liveShape`: files of older versions may lack settings. */
export const laneSnapshotShape = (liveShape: Schema<LiveSettings>) =>
  record<LaneSnapshot>({
    lane: forked,
    live: liveShape,
    seconds: number({ min: 0 }),
    since: sinceShape,
    optimizerSteps: optimizerStepsShape,
    tensors: tensorsShape,
  })

export const snapshotShapeWith = (liveShape: Schema<LiveSettings>) =>
  record<Snapshot>({
    step,
    seconds: number({ min: 0 }),
    since: sinceShape,
    data: record<DataMark>({ trainImages: integer(), testImages: integer(), checksum: boundedText(20) }),
    optimizerSteps: optional(optimizerStepsShape),
    tensors: tensorsShape,
    took: number({ min: 0 }),
    lanes: optional(list(laneSnapshotShape(liveShape), MOST_LANES - FIRST_LANE)),
  })

export const snapshotShape = snapshotShapeWith(liveSettingsShape)

const IMAGE_BYTES = 784
const testImage = record<{ readonly test: number }>({ test: integer() })
const ownImage = record<{ readonly pixels: Uint8Array }>({ pixels: bytes(IMAGE_BYTES) })

/** The index of a test image, or the pixels of a drawn one. */
export const chosenShape: Schema<ChosenImage> = (value, at) =>
  'pixels' in anyRecord(value, at) ? ownImage(value, at) : testImage(value, at)

/** Text from a driver or a server may be long. */
const MOST_TEXT = 100_000

const paramsShape: Schema<Fault['params']> = (value, at) => {
  const given = anyRecord(value, at)
  for (const [name, one] of Object.entries(given))
    if (typeof one !== 'number') boundedText(MOST_TEXT)(one, `${at}.${name}`)
  return given as Fault['params']
}

export const noticeShape = record<Notice>({ code: boundedText(), params: paramsShape })
export const faultShape = record<Fault>({
  code: boundedText(),
  params: paramsShape,
  message: boundedText(MOST_TEXT),
})
