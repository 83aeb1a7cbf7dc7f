/** The state of the lab, and what follows from it. Plain values; changed by lab.ts and its parts. */
import {
  NO_RATES,
  type GeneratedImages,
  type EngineTask,
  type Opened,
  type Rates,
  type Reconstructions,
} from '../protocol/engine.ts'
import type { Notice } from '../protocol/errors.ts'
import type { CoordinateReport, ProbeReport } from '../protocol/variance.ts'
import type { OwnFiles } from '../storage/files.ts'
import {
  SETTING_KEYS,
  sameSetting,
  whenApplied,
  type SettingKey,
  type Settings,
} from '../protocol/settings.ts'
import { initialCompare, type CompareState } from './compare/state.ts'
import { initialCheckpoints, type CheckpointState } from './checkpoints/state.ts'
import { emptyRun, type History } from './history.ts'
import type { Repeat } from './repeat/state.ts'
import type { Examples } from './examples.ts'
import { NO_EXPERIMENTS, type ExperimentsState } from './experiments/state.ts'
import { NO_GUIDE, type Guide, type Landed } from './guide/state.ts'
import type { LaneState } from './lanes/state.ts'
import { initialLatent, type LatentState } from './latent/state.ts'
import { NO_LIKELIHOOD, type LikelihoodState } from './likelihood/state.ts'
import { FIRST_VIEWS, type Views } from './views.ts'

export type Measurement =
  | 'now'
  | 'batches'
  | 'against-samples'
  | 'against-k'
  | 'against-temperature'
  | 'coordinates'

export interface Measuring {
  readonly what: Measurement
  /** Probes done and wanted; a curve against L takes many. */
  readonly done: number
  readonly total: number
  /** Progress of the running probe. */
  readonly step: Progress | null
}

export interface VarianceViews {
  /** Reports for several L and baselines at nearly the same weights; null before the first. */
  readonly againstSamples: readonly ProbeReport[] | null
  /** The same for several K, of the importance-weighted bound. */
  readonly againstK: readonly ProbeReport[] | null
  /** The same for several temperatures. */
  readonly againstTemperature: readonly ProbeReport[] | null
  readonly coordinates: CoordinateReport | null
  /** One for each of several batches of images, all at the same weights. */
  readonly batches: readonly ProbeReport[] | null
}

/**
 * The state of the engine's model; "none" = there is no model (not opened yet, failed to open, or its worker
 * died).
 */
export type Phase = 'none' | 'ready' | 'training' | 'paused' | 'diverged'

export type Status = 'opening' | 'failed' | Exclude<Phase, 'none'>

export interface Progress {
  readonly task: EngineTask
  readonly done: number
  /** 0 = unknown. */
  readonly total: number
}

/** A code and its parameters, shown until dismissed. The page supplies the text. */
export interface Message extends Notice {
  readonly id: number
  readonly tone: 'error' | 'notice'
}

/** Announced once to screen readers: `id` changes with each. */
export interface Announcement extends Notice {
  readonly id: number
}

export interface Pictures {
  readonly prior: GeneratedImages
  readonly reconstructions: Reconstructions
  /** Samples of the prior by the lanes beside the first, from the same noise. */
  readonly lanes: readonly { readonly lane: number; readonly prior: GeneratedImages }[]
}

/** The state of the variance probe in this run. */
export interface Probing {
  /** Number of measurements, including those thinned out of the history. */
  readonly count: number
  /** The share of the clock that it takes, if it exceeds its own; else null. */
  readonly overShare: number | null
}

export const NOT_PROBED: Probing = { count: 0, overShare: null }

export interface LabState {
  /** The settings wanted by the user; live ones reach the engine at once, the others at the next reset. */
  readonly settings: Settings
  /** The engine's settings. */
  readonly applied: Settings | null
  /** The user's IDX files, for the next reset. */
  readonly files: OwnFiles | null
  /** Whether to use these files rather than `settings.dataset`. */
  readonly useFiles: boolean
  readonly phase: Phase
  /** Not null while the engine is opening a model. */
  readonly opening: Progress | null
  /** Train was pressed before there was a model: training begins as soon as there is one. */
  readonly willTrain: boolean
  readonly opened: Opened | null
  /** The user's files that the model is trained on; null for a named data set. */
  readonly openedFiles: OwnFiles | null
  readonly step: number
  readonly rates: Rates
  readonly probing: Probing
  readonly history: History
  /** Beside the first, whose settings are `settings`. */
  readonly lanes: readonly LaneState[]
  /** A fork has been asked for, and is not there yet. */
  readonly isForking: boolean
  readonly views: Views
  /** Of the view of one dimension: those that have been set; the others are as the page begins. */
  readonly examples: Partial<Examples>
  /** What the link asks for beside settings and views. */
  readonly guide: Guide
  /** The switches of the link that have taken place in this run. */
  readonly landed: readonly Landed[]
  readonly experiments: ExperimentsState
  /** The last repetition of a run with other seeds; null before the first. */
  readonly repeat: Repeat | null
  /** Smoothing of the training curves and of the training values shown: 0 (none) to 1. */
  readonly smoothing: number
  readonly pictures: Pictures | null
  /** Not null while an evaluation requested by the user is running. */
  readonly evaluating: Progress | null
  /** Not null while a measurement requested by the user is running. */
  readonly measuring: Measuring | null
  /** Measurements of gradient noise requested by the user, of the present model. */
  readonly varianceViews: VarianceViews
  readonly likelihood: LikelihoodState
  readonly latent: LatentState
  readonly compare: CompareState
  readonly checkpoints: CheckpointState
  readonly messages: readonly Message[]
  readonly announcement: Announcement | null
}

/** The page shows from its first paint that the first model is being opened. */
const BEGINNING: Progress = { task: 'backend', done: 0, total: 0 }

export const NOTHING_MEASURED: VarianceViews = {
  againstSamples: null,
  againstK: null,
  againstTemperature: null,
  coordinates: null,
  batches: null,
}

export const initialState = (settings: Settings, views = FIRST_VIEWS): LabState => ({
  settings,
  applied: null,
  files: null,
  useFiles: false,
  phase: 'none',
  opening: BEGINNING,
  willTrain: settings.autostart,
  opened: null,
  openedFiles: null,
  step: 0,
  rates: NO_RATES,
  probing: NOT_PROBED,
  history: { current: emptyRun(0, settings), earlier: [] },
  lanes: [],
  isForking: false,
  views,
  examples: {},
  guide: NO_GUIDE,
  landed: [],
  experiments: NO_EXPERIMENTS,
  repeat: null,
  smoothing: 0.9,
  pictures: null,
  evaluating: null,
  measuring: null,
  varianceViews: NOTHING_MEASURED,
  likelihood: NO_LIKELIHOOD,
  latent: initialLatent(settings.latent),
  compare: initialCompare,
  checkpoints: initialCheckpoints,
  messages: [],
  announcement: null,
})

export function statusOf({ opening, phase }: Pick<LabState, 'opening' | 'phase'>): Status {
  if (opening) return 'opening'
  return phase === 'none' ? 'failed' : phase
}

/** The run stands still at the step that was to be its last. */
export const isAtEnd = (
  { phase, opening, step }: Pick<LabState, 'phase' | 'opening' | 'step'>,
  { steps }: { readonly steps: number },
): boolean => phase === 'paused' && opening === null && step === steps

/** Nothing would be lost by rebuilding the model. */
export const isUntrained = ({ phase, step }: LabState): boolean =>
  phase === 'none' || (phase !== 'training' && step === 0)

/** The files that the next model would be trained on. */
export const wantedFiles = ({ useFiles, files }: Pick<LabState, 'useFiles' | 'files'>): OwnFiles | null =>
  useFiles ? files : null

function waits(state: LabState, applied: Settings, key: SettingKey): boolean {
  if (whenApplied(key, applied, state.settings) !== 'reset') return false
  if (key === 'dataset' && wantedFiles(state)?.key !== state.openedFiles?.key) return true
  if (key === 'dataset' && state.useFiles) return false
  return !sameSetting(key, state.settings, applied)
}

/** The settings that differ from the model's and take effect at a reset. */
export function pendingReset(state: LabState): readonly SettingKey[] {
  const { applied } = state
  return applied ? SETTING_KEYS.filter((key) => waits(state, applied, key)) : []
}
