/**
 * What the lab knows at a moment, and what follows from it. Plain values; what changes them is lab.ts and its parts.
 */
import {
  NO_RATES,
  type Decoded,
  type EngineTask,
  type Opened,
  type Rates,
  type Reconstructions,
} from '../protocol/engine.ts'
import type { Notice } from '../protocol/errors.ts'
import type { CoordinateReport, ProbeReport } from '../protocol/variance.ts'
import type { OwnFiles } from '../storage/files.ts'
import { SETTINGS, SETTING_KEYS, sameSetting, type SettingKey, type Settings } from '../protocol/settings.ts'
import { initialCompare, type CompareState } from './compare/state.ts'
import { initialCheckpoints, type CheckpointState } from './checkpoints/state.ts'
import { emptyRun, type History } from './history.ts'
import { initialLatent, type LatentState } from './latent/state.ts'

export type Measurement = 'now' | 'batches' | 'against-samples' | 'coordinates'

export interface Measuring {
  readonly what: Measurement
  /** Probes done and wanted; a curve against L takes many. */
  readonly done: number
  readonly total: number
  /** Of the probe under way. */
  readonly step: Progress | null
}

export interface VarianceViews {
  /** Reports for several L and baselines at nearly the same weights; null before the first is in. */
  readonly againstSamples: readonly ProbeReport[] | null
  readonly coordinates: CoordinateReport | null
  /** One for each of several batches of images, all at the same weights. */
  readonly batches: readonly ProbeReport[] | null
}

/** What the engine's model does; "none" = there is no model (not opened yet, could not be, or its worker died). */
export type Phase = 'none' | 'ready' | 'training' | 'paused' | 'diverged'

export type Status = 'opening' | 'failed' | Exclude<Phase, 'none'>

export interface Progress {
  readonly task: EngineTask
  readonly done: number
  /** 0 = not known. */
  readonly total: number
}

/** A code and its parameters, told until dismissed. The sentence is the page's. */
export interface Message extends Notice {
  readonly id: number
  readonly tone: 'error' | 'notice'
}

/** Told once, to screen readers: `id` changes with each. */
export interface Announcement extends Notice {
  readonly id: number
}

export interface Pictures {
  readonly prior: Decoded
  readonly reconstructions: Reconstructions
}

/** What has become of the variance probe in this run. */
export interface Probing {
  /** Measurements, also those that the history has thinned out. */
  readonly count: number
  /** The share of the clock that it takes, where its own share cannot pay for it; else null. */
  readonly overShare: number | null
}

export const NOT_PROBED: Probing = { count: 0, overShare: null }

export interface LabState {
  /** What the person wants; live settings reach the engine at once, the others at the next reset. */
  readonly settings: Settings
  /** What the engine has. */
  readonly applied: Settings | null
  /** IDX files a person gave, kept for the next reset. */
  readonly files: OwnFiles | null
  /** Whether the person wants these files rather than `settings.dataset`. */
  readonly useFiles: boolean
  readonly phase: Phase
  /** Not null while the engine is opening a model. */
  readonly opening: Progress | null
  /** Train was pressed before there was a model: it begins as soon as there is one. */
  readonly willTrain: boolean
  readonly opened: Opened | null
  /** The person's own files that the model learns from; null if it learns from a named set. */
  readonly openedFiles: OwnFiles | null
  readonly step: number
  readonly rates: Rates
  readonly probing: Probing
  readonly history: History
  /** How much the training curves are smoothed, and with them the training values that the page shows: 0 (not) to 1. */
  readonly smoothing: number
  readonly pictures: Pictures | null
  /** Not null while an evaluation that a person asked for goes on. */
  readonly evaluating: Progress | null
  /** Not null while the probe measures something that a person asked for. */
  readonly measuring: Measuring | null
  /** What was measured by hand about the gradient's noise, of the present model. */
  readonly varianceViews: VarianceViews
  readonly latent: LatentState
  readonly compare: CompareState
  readonly checkpoints: CheckpointState
  readonly messages: readonly Message[]
  readonly announcement: Announcement | null
}

const BEGINNING: Progress = { task: 'backend', done: 0, total: 0 }

/** The first model is about to be opened: the page says so from its first paint. */
export const NOTHING_MEASURED: VarianceViews = { againstSamples: null, coordinates: null, batches: null }

export const initialState = (settings: Settings): LabState => ({
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
  smoothing: 0.9,
  pictures: null,
  evaluating: null,
  measuring: null,
  varianceViews: NOTHING_MEASURED,
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

/** Nothing would be lost if the model were made anew. */
export const isUntrained = ({ phase, step }: LabState): boolean =>
  phase === 'none' || (phase !== 'training' && step === 0)

/** The files that the next model would learn from. */
export const wantedFiles = ({ useFiles, files }: Pick<LabState, 'useFiles' | 'files'>): OwnFiles | null =>
  useFiles ? files : null

function waits(state: LabState, applied: Settings, key: SettingKey): boolean {
  if (SETTINGS[key].applies !== 'reset') return false
  if (key === 'dataset' && wantedFiles(state)?.key !== state.openedFiles?.key) return true
  if (key === 'dataset' && state.useFiles) return false
  // The width of a Gaussian that is not used changes nothing.
  if (key === 'sigma' && state.settings.likelihood !== 'gaussian') return false
  return !sameSetting(key, state.settings, applied)
}

/** The settings that differ from the model's and wait for a reset. */
export function pendingReset(state: LabState): readonly SettingKey[] {
  const { applied } = state
  return applied ? SETTING_KEYS.filter((key) => waits(state, applied, key)) : []
}
