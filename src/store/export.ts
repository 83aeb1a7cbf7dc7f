/**
 * The files that a user exports, as text, and config.json read back. Independent of the browser: ui/download.ts
 * saves.
 */
import { csvText, type CsvCell, type CsvColumn } from '../formats/csv.ts'
import type { BackendInfo, DatasetInfo } from '../protocol/engine.ts'
import {
  ESTIMATOR_IDS,
  isIntervention,
  metaOf,
  varianceColumnOf,
  type EstimatorId,
} from '../protocol/estimators.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import { OBJECTIVE_IDS, type ObjectiveId } from '../protocol/objectives.ts'
import { elboOf, type Evaluation, type TrainRow } from '../protocol/metrics.ts'
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  estimatorsWithoutReset,
  formatSetting,
  type SettingKey,
  type Settings,
} from '../protocol/settings.ts'
import type { ProbeReport } from '../protocol/variance.ts'
import { initialOf, valueBefore, type Curves, type Mark, type RecordedRun } from './history.ts'
import { lanesOf } from './lanes/curves.ts'
import { readForks, writeForks, type RunWithLanes } from './lanes/link.ts'
import type { Fork } from './lanes/state.ts'
import { readSettings, type ReadSettings } from './url.ts'

/** The variance of an estimator's gradient, and the ends of its interval. */
const varianceColumns = (id: EstimatorId): CsvColumn<Line>[] =>
  (['value', 'lo', 'hi'] as const).map((end) => [
    varianceColumnOf(id) + (end === 'value' ? '' : `_${end}`),
    ({ probe }) => probe?.estimators[id]?.total[end],
  ])

/** Whether a file has its columns whatever was trained: that of an estimator with a column name of its own. */
const isInEveryFile = (id: EstimatorId): boolean => metaOf(id).column !== undefined

/** The squared bias of a biased estimator, and the ends of its interval. */
const biasColumns = (id: EstimatorId): CsvColumn<Line>[] =>
  (['value', 'lo', 'hi'] as const).map((end) => [
    varianceColumnOf(id).replace('grad_var_', 'grad_bias2_') + (end === 'value' ? '' : `_${end}`),
    ({ probe }) => probe?.estimators[id]?.bias?.square[end],
  ])

/** The columns of every metrics.csv; a cell is empty if its value was not measured or does not exist. */
const RUN_COLUMNS: readonly CsvColumn<Line>[] = [
  ['step', ({ step }) => step],
  ['epoch', ({ epoch }) => epoch],
  ['seconds', ({ row }) => row?.seconds],
  ['estimator', ({ row }) => row?.estimator],
  ['samples', ({ row }) => row?.samples],
  ['beta', ({ row }) => row?.beta],
  ['elbo', ({ row }) => row && elboOf(row)],
  ['recon', ({ row }) => row?.recon],
  ['kl', ({ row }) => row?.kl],
  ['test_elbo', ({ test }) => test && elboOf(test)],
  ['test_recon', ({ test }) => test?.recon],
  ['test_kl', ({ test }) => test?.kl],
]

/** Whether another bound than the ELBO was trained. */
const hasBound = (lines: readonly Line[]): boolean => lines.some(({ row, test }) => row?.bound ?? test?.bound)

/** Only in a file of a run that trained another bound than the ELBO. */
const BOUND_COLUMNS: readonly CsvColumn<Line>[] = [
  ['k', ({ row, test }) => (row ?? test)?.bound?.k],
  ['bound', ({ row }) => row?.bound?.value],
  ['test_bound', ({ test }) => test?.bound?.value],
]

/** Only in a file of a run with antithetic noise. */
const NOISE_COLUMN: CsvColumn<Line> = ['noise', ({ row }) => row && (row.noise ?? 'independent')]

/** Of the row's last step, if its estimator has one, or else of the measurement. */
const temperatureOf = ({ row, probe }: Line): number | undefined => row?.temperature ?? probe?.temperature

/** Only in a file of a run in which something had a temperature. */
const TEMPERATURE_COLUMN: CsvColumn<Line> = ['temperature', temperatureOf]

const hasTemperature = (lines: readonly Line[]): boolean =>
  lines.some((line) => temperatureOf(line) !== undefined)

/** The objectives that the lines trained, or that of the settings. */
const objectivesOf = (settings: Settings, lines: readonly Line[]): readonly ObjectiveId[] =>
  hasBound(lines) ? OBJECTIVE_IDS : [settings.objective]

/**
 * The variances of the two estimators that every file has, and of those that the model can be trained with, with the squared
 * biases of the biased ones; of interventions only where they were used.
 */
function columnsOf(settings: Settings, lines: readonly Line[] = []): readonly CsvColumn<Line>[] {
  const able = objectivesOf(settings, lines).flatMap((objective) =>
    estimatorsWithoutReset({ ...settings, objective }),
  )
  const isThere = (id: EstimatorId) =>
    !isIntervention(id) || id === settings.estimator || lines.some(({ probe }) => probe?.estimators[id])
  const ids = ESTIMATOR_IDS.filter((id) => isInEveryFile(id) || (able.includes(id) && isThere(id)))
  return [
    ...RUN_COLUMNS,
    ...ids.flatMap(varianceColumns),
    ...ids.filter((id) => !metaOf(id).isUnbiased).flatMap(biasColumns),
  ]
}

export const metricsColumns = (settings: Settings): string[] => columnsOf(settings).map(([name]) => name)

const marksOf = (run: RecordedRun, lane: number): readonly Mark[] =>
  lane === FIRST_LANE ? run.marks : lanesOf(run).find((one) => one.lane === lane)!.marks

/** The sigma of the step that ended at a line's. */
function sigmaAt(run: RecordedRun, { lane, step }: Line) {
  const before = marksOf(run, lane).filter((mark) => mark.step < step)
  return valueBefore(initialOf(run, lane), before, { kind: 'sigma' })
}

/** Whether sigma was changed, or differs between the lanes, and means something. */
function hasSigmas(run: RecordedRun): boolean {
  const lanes = [FIRST_LANE, ...lanesOf(run).map(({ lane }) => lane)]
  const isOwn = (lane: number) => initialOf(run, lane).sigma !== run.settings.sigma
  const isChanged = (lane: number) => marksOf(run, lane).some(({ kind }) => kind === 'sigma')
  return run.settings.likelihood === 'gaussian' && lanes.some((lane) => isOwn(lane) || isChanged(lane))
}

/** Only in a file of such a run. */
const sigmaColumn = (run: RecordedRun): CsvColumn<Line> => ['sigma', (line) => line.row && sigmaAt(run, line)]

/** Only in a file of several lanes. */
const LANE_COLUMN: CsvColumn<Line> = ['lane', ({ lane }) => lane]

interface Line {
  readonly lane: number
  readonly step: number
  readonly epoch: CsvCell
  readonly row?: TrainRow
  readonly test?: Evaluation
  readonly probe?: ProbeReport
}

/** One line per logged step; an evaluation or a probe is on the line of its step, or on its own. */
function linesOf({ rows, evaluations, probes }: Curves, stepsPerEpoch: number, lane: number): Line[] {
  const lines = new Map<number, Line>(
    rows.map((row) => [row.step, { lane, step: row.step, epoch: row.epoch, row }]),
  )
  const add = (step: number, cells: Pick<Line, 'test'> | Pick<Line, 'probe'>) => {
    const epoch = stepsPerEpoch > 0 ? step / stepsPerEpoch : undefined
    lines.set(step, { ...(lines.get(step) ?? { lane, step, epoch }), ...cells })
  }
  for (const test of evaluations) add(test.step, { test })
  for (const probe of probes) add(probe.step, { probe })
  return [...lines.values()].sort((a, b) => a.step - b.step)
}

/** The lines of a lane beside the first follow those of the one before, and begin after its fork. */
export function metricsCsv(run: RecordedRun): string {
  const { lanes = [], stepsPerEpoch, settings } = run
  const lines = [
    ...linesOf(run, stepsPerEpoch, FIRST_LANE),
    ...lanes.flatMap((one) => linesOf(one, stepsPerEpoch, one.lane)),
  ]
  const columns = [
    ...columnsOf(settings, lines),
    ...(hasBound(lines) ? BOUND_COLUMNS : []),
    ...(lines.some(({ row }) => row?.noise) ? [NOISE_COLUMN] : []),
    ...(hasTemperature(lines) ? [TEMPERATURE_COLUMN] : []),
    ...(hasSigmas(run) ? [sigmaColumn(run)] : []),
    ...(lanes.length > 0 ? [LANE_COLUMN] : []),
  ]
  return csvText(columns, lines)
}

export interface Config {
  readonly app: 'elbo-lab'
  readonly version: string
  readonly settings: Settings
  /** The lanes of a duel, in the words of a link; missing if there are none. */
  readonly forks?: readonly string[]
  readonly dataset: DatasetInfo | null
  readonly backend: BackendInfo | null
  /** Steps taken when the file was written. */
  readonly step: number
}

export const configJson = (config: Omit<Config, 'app'>): string =>
  `${JSON.stringify({ app: 'elbo-lab', ...config }, null, 2)}\n`

interface Run extends RunWithLanes {
  readonly step: number
  readonly opened: { readonly dataset: DatasetInfo; readonly backend: BackendInfo } | null
}

/** The run as config.json has it. */
export function configOf(run: Run, version: string): Omit<Config, 'app'> {
  const { settings, opened, step } = run
  const forks = writeForks(run)
  return {
    version,
    settings,
    ...(forks.length > 0 && { forks }),
    dataset: opened?.dataset ?? null,
    backend: opened?.backend ?? null,
    step,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON value as it would be written in the URL. */
export function settingText(key: string, value: unknown): string {
  const fits =
    (SETTING_KEYS as readonly string[]).includes(key) &&
    typeof value === typeof DEFAULT_SETTINGS[key as SettingKey] &&
    Array.isArray(value) === Array.isArray(DEFAULT_SETTINGS[key as SettingKey])
  return fits ? formatSetting(key as SettingKey, value as never) : (JSON.stringify(value) ?? String(value))
}

/** Many times the output of configJson: a longer text is something else. */
export const MAX_CONFIG_LENGTH = 100_000

interface ReadConfig extends ReadSettings {
  /** Null if the file says nothing of lanes that could be used. */
  readonly forks: readonly Fork[] | null
}

/** What is no text is told as it stands in the file. */
const forkText = (entry: unknown): string => (typeof entry === 'string' ? entry : JSON.stringify(entry))

/** The run has no switches, so its settings are the same at each step. */
function forksIn(given: unknown, settings: Settings) {
  if (given === undefined) return { forks: null, problems: [] }
  const texts = Array.isArray(given) ? given.map(forkText) : [JSON.stringify(given)]
  const { forks, problems } = readForks(texts, () => settings)
  return { forks: forks.length > 0 || problems.length === 0 ? forks : null, problems }
}

/** Reads the settings and the lanes of a config.json; null if the text is not one. */
export function readConfig(text: string): ReadConfig | null {
  if (text.length > MAX_CONFIG_LENGTH) return null
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(parsed) || parsed.app !== 'elbo-lab' || !isRecord(parsed.settings)) return null
  const read = readSettings(
    Object.entries(parsed.settings).map(([key, value]) => [key, settingText(key, value)] as const),
  )
  const { forks, problems } = forksIn(parsed.forks, read.settings)
  return { ...read, forks, problems: [...read.problems, ...problems] }
}
