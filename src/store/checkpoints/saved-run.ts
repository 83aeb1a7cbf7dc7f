/**
 * A run that can be resumed: the contents of a checkpoint file and of the browser's storage, and the schema to
 * read them. Strict: an unknown setting, row or mark rejects the whole.
 */
import {
  anyRecord,
  integer,
  list,
  Mismatch,
  number,
  optional,
  record,
  boundedText,
  type Schema,
} from '../../formats/schema.ts'
import { FIRST_LANE, FORKS } from '../../protocol/lanes.ts'
import { FormatError } from '../../formats/errors.ts'
import type { DatasetInfo } from '../../protocol/engine.ts'
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  SETTINGS,
  legalValues,
  parseSetting,
  presentName,
  liveSettings,
  settingConflict,
  type BackendName,
  type LiveSettings,
  type SettingKey,
  type Settings,
} from '../../protocol/settings.ts'
import {
  backendNameShape,
  datasetShape,
  evaluationShape,
  probeShape,
  rowShape,
  forked,
  lane,
  snapshotShapeWith,
  step,
} from '../../protocol/shapes.ts'
import type { Snapshot } from '../../protocol/snapshot.ts'
import { settingText } from '../export.ts'
import {
  MAX_EVALUATIONS,
  MAX_MARKS,
  MAX_NAME,
  MAX_PROBES,
  type Curves,
  type LaneCurves,
  type Mark,
  type MarkKind,
  type RecordedRun,
} from '../history.ts'

/** Its curves, up to the snapshot's step. */
export type SavedHistory = Pick<
  RecordedRun,
  'settings' | 'dataset' | 'stepsPerEpoch' | keyof Curves | 'lanes' | 'name'
>

export interface SavedRun {
  /** The settings of the model. */
  readonly settings: Settings
  readonly dataset: DatasetInfo
  /** The backend it was computed on: on another one it continues equal only up to rounding. */
  readonly backend: BackendName
  readonly snapshot: Snapshot
  readonly history: SavedHistory
  /** The latent space's sliders; empty if never moved. */
  readonly sliders: readonly number[]
}

const MAX_ROWS = 20_000

const isNumbers = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'number')

function settingFrom(key: SettingKey, value: unknown, at: string): Settings[SettingKey] {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value) || isNumbers(value)
  const parsed = parseSetting(key, isPlain ? settingText(key, value) : '')
  if (!parsed.ok) throw new Mismatch(at, legalValues(SETTINGS[key]))
  return parsed.value
}

/** A setting missing in a run of an older version has its default, which is what that version did. */
export const settingsSchema: Schema<Settings> = (value, at) => {
  const given = anyRecord(value, at)
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [name, one] of Object.entries(given)) {
    const key = presentName(name)
    if (!(SETTING_KEYS as readonly string[]).includes(key))
      throw new Mismatch(`${at}.${key}`, 'a known setting')
    settings[key] = settingFrom(key as SettingKey, one, `${at}.${key}`)
  }
  const read = settings as unknown as Settings
  const conflict = settingConflict(read)
  if (conflict) throw new Mismatch(at, `settings that go together (${conflict.code})`)
  return read
}

const textOrNumber: Schema<string | number> = (value, at) =>
  typeof value === 'string' ? boundedText(60)(value, at) : number()(value, at)

const markKind: Schema<MarkKind> = (value, at) => {
  const kind = boundedText(30)(value, at)
  return presentName(kind) as MarkKind
}

const markSchema = record<Mark>({ step, kind: markKind, value: textOrNumber })

/** Settings missing in an older file have their defaults, but for sigma, which all lanes had from the run. */
const liveSchemaOf =
  ({ sigma }: Settings): Schema<LiveSettings> =>
  (value, at) =>
    liveSettings(settingsSchema({ sigma, ...anyRecord(value, at) }, at))

const curvesFields = {
  rows: list(rowShape, MAX_ROWS),
  evaluations: list(evaluationShape, MAX_EVALUATIONS),
  probes: list(probeShape, MAX_PROBES),
  marks: list(markSchema, MAX_MARKS),
}

const laneSchema = (live: Schema<LiveSettings>) =>
  record<LaneCurves>({ lane: forked, from: lane, step, live, ...curvesFields })

const historySchema = (live: Schema<LiveSettings>) =>
  record<SavedHistory>({
    settings: settingsSchema,
    dataset: boundedText(30),
    stepsPerEpoch: integer({ min: 1 }),
    ...curvesFields,
    lanes: optional(list(laneSchema(live), FORKS.length)),
    name: optional(boundedText(MAX_NAME)),
  })

const schema: Schema<SavedRun> = (value, at) => {
  const live = liveSchemaOf(settingsSchema(anyRecord(value, at).settings, 'settings'))
  return record<SavedRun>({
    settings: settingsSchema,
    dataset: datasetShape,
    backend: backendNameShape,
    snapshot: snapshotShapeWith(live),
    history: historySchema(live),
    sliders: list(number(), SETTINGS.latent.max),
  })(value, at)
}

const isIncreasing = (list: readonly { readonly step: number }[], last: number): boolean =>
  list.every(({ step }, i) => step <= last && (i === 0 || list[i - 1]!.step <= step))

function checkSteps({ rows, evaluations, probes, marks }: Curves, last: number): void {
  for (const [name, steps] of Object.entries({ rows, evaluations, probes, marks }))
    if (!isIncreasing(steps, last))
      throw new Mismatch(`history.${name}`, 'steps in order, none after the last')
}

/** Each lane has curves and a state, and has left the first lane or one that is there. */
function checkLanes({ history: { lanes = [] }, snapshot }: SavedRun): void {
  const numbers = lanes.map(({ lane }) => lane).join(' ')
  const inSnapshot = (snapshot.lanes ?? []).map(({ lane }) => lane).join(' ')
  if (numbers !== inSnapshot || new Set(lanes.map(({ lane }) => lane)).size < lanes.length)
    throw new Mismatch('history.lanes', 'those of the state')
  const leads = (from: number, hops = lanes.length): boolean =>
    from === FIRST_LANE || (hops > 0 && lanes.some((one) => one.lane === from && leads(one.from, hops - 1)))
  if (!lanes.every((one) => one.step <= snapshot.step && leads(one.from)))
    throw new Mismatch('history.lanes', 'lanes that lead back to the first')
}

/** `file` only names the source in errors. */
export function readSavedRun(value: unknown, file: string): SavedRun {
  try {
    const saved = schema(value, '')
    for (const curves of [saved.history, ...(saved.history.lanes ?? [])])
      checkSteps(curves, saved.snapshot.step)
    checkLanes(saved)
    return saved
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause
    throw new FormatError('contents-wrong', { file, at: cause.at, expected: cause.expected }, { cause })
  }
}
