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
  record,
  boundedText,
  type Schema,
} from '../../formats/schema.ts'
import { FormatError } from '../../formats/errors.ts'
import type { DatasetInfo } from '../../protocol/engine.ts'
import {
  DEFAULT_SETTINGS,
  FORMER_NAMES,
  SETTING_KEYS,
  SETTINGS,
  legalValues,
  parseSetting,
  settingConflict,
  type BackendName,
  type SettingKey,
  type Settings,
} from '../../protocol/settings.ts'
import {
  backendNameShape,
  datasetShape,
  evaluationShape,
  probeShape,
  rowShape,
  snapshotShape,
  step,
} from '../../protocol/shapes.ts'
import type { Snapshot } from '../../protocol/snapshot.ts'
import { settingText } from '../export.ts'
import {
  MAX_EVALUATIONS,
  MAX_MARKS,
  MAX_PROBES,
  type Mark,
  type MarkKind,
  type RecordedRun,
} from '../history.ts'

/** Its curves, up to the snapshot's step. */
export type SavedHistory = Pick<
  RecordedRun,
  'settings' | 'dataset' | 'stepsPerEpoch' | 'rows' | 'evaluations' | 'probes' | 'marks'
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
const MAX_LATENT = 64

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
    const key = FORMER_NAMES[name] ?? name
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
  return (FORMER_NAMES[kind] ?? kind) as MarkKind
}

const markSchema = record<Mark>({ step, kind: markKind, value: textOrNumber })

const historySchema = record<SavedHistory>({
  settings: settingsSchema,
  dataset: boundedText(30),
  stepsPerEpoch: integer({ min: 1 }),
  rows: list(rowShape, MAX_ROWS),
  evaluations: list(evaluationShape, MAX_EVALUATIONS),
  probes: list(probeShape, MAX_PROBES),
  marks: list(markSchema, MAX_MARKS),
})

const schema = record<SavedRun>({
  settings: settingsSchema,
  dataset: datasetShape,
  backend: backendNameShape,
  snapshot: snapshotShape,
  history: historySchema,
  sliders: list(number(), MAX_LATENT),
})

const isIncreasing = (list: readonly { readonly step: number }[], last: number): boolean =>
  list.every(({ step }, i) => step <= last && (i === 0 || list[i - 1]!.step <= step))

/** `file` only names the source in errors. */
export function readSavedRun(value: unknown, file: string): SavedRun {
  try {
    const saved = schema(value, '')
    const { rows, evaluations, probes, marks } = saved.history
    for (const [name, steps] of Object.entries({ rows, evaluations, probes, marks }))
      if (!isIncreasing(steps, saved.snapshot.step))
        throw new Mismatch(`history.${name}`, 'steps in order, none after the last')
    return saved
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause
    throw new FormatError('contents-wrong', { file, at: cause.at, expected: cause.expected }, { cause })
  }
}
