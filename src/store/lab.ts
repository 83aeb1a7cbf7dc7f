/**
 * The lab without its presentation: one state, and the actions that change it. Uses the engine through its
 * interface, and is independent of the page and of React.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { Engine, EngineEvent } from '../protocol/engine.ts'
import { withTurn, type FileStorage } from '../storage/files.ts'
import type { RunStorage } from '../storage/runs.ts'
import type { Notice } from '../protocol/errors.ts'
import {
  DEFAULT_SETTINGS,
  whenApplied,
  SETTING_KEYS,
  sameSetting,
  settingConflict,
  type SettingKey,
  type SettingProblem,
  type Settings,
} from '../protocol/settings.ts'
import { createBeside, createPortraits, type CompareActions } from './compare/index.ts'
import { createCheckpoints, type CheckpointActions, type Checkpoints } from './checkpoints/index.ts'
import { takeRun } from './checkpoints/take.ts'
import { compareWhenCalm } from './comparing.ts'
import { createCore, type Core, type Surroundings } from './core.ts'
import { createEvaluating } from './evaluating.ts'
import { readConfig } from './export.ts'
import { createKeptFiles, type KeptFiles } from './kept-files.ts'
import type { Examples } from './examples.ts'
import { createExperiments, measureAtSwitch, type ExperimentActions } from './experiments/index.ts'
import { createGuide, type GuideActions, type GuideStore } from './guide/index.ts'
import { NO_GUIDE, type Guide } from './guide/state.ts'
import type { LatentActions } from './latent/index.ts'
import { createLatentStore } from './latent/index.ts'
import { createLanes, type LaneActions } from './lanes/index.ts'
import { byStep, lanesFrom, type LaneChange } from './lanes/state.ts'
import { createLiveSettings, isLive, withoutWaiting } from './live.ts'
import { createMeasuring, type MeasuringActions } from './measuring.ts'
import { createOpening, type Wish } from './opening.ts'
import { openFiles } from './opening-files.ts'
import { createLikelihood, type LikelihoodActions } from './likelihood/index.ts'
import { createPictures } from './pictures.ts'
import { react } from './reactions.ts'
import { createRepeat, type RepeatActions } from './repeat/index.ts'
import { createRuns, type RunActions } from './runs.ts'
import { isUntrained, pendingReset, wantedFiles, type LabState } from './state.ts'
import { broughtAlong, withCompany } from './together.ts'
import type { ReadSettings } from './url.ts'
import { withChoices, type ViewChoices, type Panel, type Picked, type Views } from './views.ts'

export interface ViewActions {
  /** Shows a panel, where only one is shown at a time. */
  open(panel: Panel): void
  /** Changes the view of a panel, or choices of its charts. */
  choose<P extends Panel>(panel: P, change: Partial<ViewChoices[P]>): void
  pick(change: Partial<Picked>): void
  /** Sets the problems of examples of the view of one dimension. */
  setExamples(change: Partial<Examples>): void
  /** Shows what a link names. */
  follow(views: Views): void
}

export interface Lab extends MeasuringActions {
  readonly checkpoints: CheckpointActions
  readonly store: StoreApi<LabState>
  readonly latent: LatentActions
  readonly compare: CompareActions
  /** Opens the first model, and trains if the settings say so. */
  start(): Promise<void>
  train(): Promise<void>
  pause(): Promise<void>
  step(): Promise<void>
  /** Opens a new model with the present settings. */
  reset(): Promise<void>
  /** Loads missing parts of the backend, or the backend itself; the run continues. */
  retryBackend(): Promise<void>
  /** Cancels loading. */
  cancel(): void
  set<K extends SettingKey>(key: K, value: Settings[K]): void
  /** Applies all settings at once: from a link or a config.json. */
  apply(read: ReadSettings): void
  /** Whether to train on the user's own files, or on `settings.dataset`. */
  chooseFiles(use: boolean): void
  /** Whether to exchange the rows and columns of the user's images. */
  turnFiles(turned: boolean): void
  /** Opens IDX files for training, a config.json, or a checkpoint; distinguished by their contents. */
  openFiles(files: readonly File[]): Promise<void>
  /** Applies text that may be a config.json; false if it is not one. */
  paste(text: string): boolean
  evaluate(): Promise<void>
  cancelEvaluation(): void
  readonly likelihood: LikelihoodActions
  readonly lanes: LaneActions
  readonly runs: RunActions
  readonly repeat: RepeatActions
  readonly views: ViewActions
  readonly guide: GuideActions
  readonly experiments: ExperimentActions
  /** Smoothing of the training curves, 0 to just under 1. */
  smooth(smoothing: number): void
  dismiss(id: number): void
  announce(code: string): void
  tell(code: string, params?: Notice['params']): void
}

const problemNotice = ({ key, given, reason, legal }: SettingProblem): Notice => ({
  code: `setting-${reason}`,
  params: { key, given, legal },
})

function tellProblems(core: Core, { problems, conflicts }: ReadSettings): void {
  for (const problem of problems) core.tell('notice', problemNotice(problem))
  for (const conflict of conflicts) core.tell('notice', conflict)
}

function partsOf(core: Core, storage: RunStorage | null, files: FileStorage | null) {
  const models = modelsOf(core)
  const kept = createKeptFiles(core, files, storage)
  const around = {
    open: (wish: Wish): Promise<boolean> => openModel(parts, wish),
    train: (): Promise<void> => begin(parts),
    kept,
  }
  const guide: GuideStore = createGuide(core, {
    change: (settings) => change(parts, settings, {}, true),
    sync: () => models.live.sync(),
    fork: models.lanes.leave,
    atSwitch: () => measureAtSwitch(core, meansOf(models)),
    stand: (step) => stand(parts, { type: 'paused', step }),
    train: () => begin(parts),
  })
  const parts: Parts = { ...models, kept, guide, checkpoints: createCheckpoints(core, storage, around) }
  return parts
}

function modelsOf(core: Core) {
  const pictures = createPictures(core)
  const live = createLiveSettings(core)
  return {
    core,
    opening: createOpening(core),
    live,
    lanes: createLanes(core, { sync: live.sync, onChange: pictures.refresh }),
    pictures,
    latent: createLatentStore(core),
    portraits: createPortraits(core),
    evaluating: createEvaluating(core),
    measuring: createMeasuring(core),
    likelihood: createLikelihood(core),
  }
}

type Models = ReturnType<typeof modelsOf>

/** What guided experiments measure with. */
const meansOf = ({ measuring, likelihood, latent }: Models) => ({
  ...measuring,
  likelihood,
  latent: latent.actions,
})

type Parts = Models & {
  readonly checkpoints: Checkpoints
  readonly kept: KeptFiles
  readonly guide: GuideStore
}

/** After these events the weights are constant, and the images should show them. */
const STANDS_STILL: readonly EngineEvent['type'][] = ['paused', 'diverged']

/** Updates everything that shows the present weights. */
function refresh({ pictures, latent, portraits }: Models): void {
  pictures.refresh()
  latent.refresh()
  portraits.refresh()
}

/** Training stands still, as this event says. */
function stand(parts: Parts, event: EngineEvent): void {
  react(parts.core, event)
  refresh(parts)
  void parts.checkpoints.save()
  parts.kept.again()
}

function listen(parts: Parts): void {
  const { core, pictures, latent, portraits, checkpoints } = parts
  core.engine.subscribe((event) => {
    if (event.type === 'ended' && checkpoints.recover(event.fault)) return
    if (event.type === 'paused' && parts.guide.arrived(event.step)) return
    if (STANDS_STILL.includes(event.type)) return stand(parts, event)
    react(core, event)
    if (event.type === 'trained') {
      checkpoints.tick()
      pictures.tick()
      latent.tick()
      portraits.tick()
    }
  })
}

/** Ends training, also where it stands still at a switch and would go on. */
async function halt({ core, guide }: Parts): Promise<void> {
  if (core.get().phase !== 'training') return
  await guide.pausing()
  await core.engine.pause()
}

async function begin({ core, guide }: Parts): Promise<void> {
  core.set({ willTrain: false })
  try {
    const until = await guide.ready()
    if (until !== null) await core.engine.train(until)
  } catch (thrown) {
    core.fail(thrown)
  }
}

/** Opens a model, then applies what was requested while it was opening. */
async function openModel(parts: Parts, wish: Wish): Promise<boolean> {
  if (wish.saved && wish.goesOn) parts.guide.recall(wish.saved.snapshot.step)
  const isThere = await parts.opening.open(wish)
  void parts.live.sync()
  if (isThere && wish.saved && !wish.goesOn) {
    const { guide, step } = parts.core.get()
    // Lanes that left before are the saved run's.
    const forks = guide.forks.filter((one) => one.step > step)
    parts.core.set({ landed: [], guide: { ...guide, forks } })
  }
  if (isThere) await parts.lanes.opened(wish.saved ? (wish.saved.snapshot.lanes ?? []) : null)
  else void parts.lanes.stayed()
  parts.latent.opened()
  parts.portraits.opened()
  if (!isThere) return false
  parts.pictures.refresh()
  if (parts.core.get().willTrain) await begin(parts)
  return true
}

/** Moves the present run, at the same step, to the backend now known to be the fastest. */
async function moveRun(parts: Parts): Promise<boolean> {
  const { core } = parts
  const { applied, opened, files, step } = core.get()
  if (!applied) return false
  const saved = step > 0 ? await takeRun(core) : null
  if (core.get().phase === 'training' || (step > 0 && !saved)) return false
  return openModel(parts, {
    settings: applied,
    files: opened?.dataset.name === 'custom' ? files : null,
    ...(saved && { saved }),
    goesOn: true,
    anew: true,
  })
}

async function openDesired(parts: Parts): Promise<void> {
  parts.guide.rewind()
  const state = parts.core.get()
  await openModel(parts, { settings: state.settings, files: wantedFiles(state) })
}

function runActions(parts: Parts) {
  const { core } = parts
  return {
    start() {
      void parts.checkpoints.look()
      return openDesired(parts)
    },
    reset: () => openDesired(parts),
    async retryBackend() {
      const wasTraining = core.get().phase === 'training'
      await halt(parts).catch(core.fail)
      await moveRun(parts).catch(core.fail)
      const { opening, phase } = core.get()
      if (wasTraining && !opening && (phase === 'paused' || phase === 'ready')) await begin(parts)
    },
    cancel: parts.opening.cancel,
    async train() {
      const { opening, phase } = core.get()
      if (phase === 'training') return
      if (!opening && phase !== 'none') return begin(parts)
      core.set({ willTrain: true })
      if (!opening && !(await parts.checkpoints.revive())) await openDesired(parts)
    },
    async pause() {
      core.set({ willTrain: false })
      await halt(parts).catch(core.fail)
    },
    async step() {
      const { opening, phase } = core.get()
      if (opening || phase === 'none' || phase === 'training') return
      core.set({ phase: 'paused' }) // unless the step diverges
      try {
        const step = await core.engine.step()
        core.set({ step })
        parts.guide.stepped(step)
        core.announce('stepped', { step })
        void parts.checkpoints.save()
        parts.latent.refresh()
        parts.portraits.refresh()
        parts.pictures.refresh()
      } catch (thrown) {
        core.fail(thrown)
      }
    },
  } satisfies Partial<Lab>
}

/** Live settings go to the engine; for others, an untrained model is rebuilt at once. */
function bring(parts: Parts, needsReset: boolean): void {
  void parts.live.sync()
  const state = parts.core.get()
  const isBehind = state.opening !== null || state.phase === 'none' || pendingReset(state).length > 0
  if (needsReset && isUntrained(state) && isBehind) void openDesired(parts)
}

const differing = (a: Settings, b: Settings): readonly SettingKey[] =>
  SETTING_KEYS.filter((key) => !sameSetting(key, a, b))

/** The images for the next model, beside `settings.dataset`. */
type DataChoice = Pick<LabState, 'useFiles' | 'files'>

/** `isApart`: no gesture of a person's, so each change leaves a mark of its own. */
function change(parts: Parts, settings: Settings, data: Partial<DataChoice> = {}, isApart = false): void {
  const { core, live } = parts
  const before = core.get()
  const keys = differing(settings, before.settings)
  core.set({ settings, ...data })
  const when = (key: SettingKey) => whenApplied(key, before.applied ?? before.settings, settings)
  for (const key of keys) if (isLive(key) && when(key) === 'live') live.mark(key, settings, isApart)
  if (keys.includes('estimator')) {
    const { step } = before
    const waits = when('estimator') === 'reset' && !isUntrained(before)
    core.announce(waits ? 'switched-on-reset' : 'switched', { estimator: settings.estimator, step })
  }
  const hasOtherData = wantedFiles(core.get())?.key !== wantedFiles(before)?.key
  bring(parts, hasOtherData || keys.some((key) => when(key) === 'reset'))
}

/**
 * Settings from elsewhere replace the user's own images only if they name a data set other than the present
 * setting, and then a message says so. The page itself never writes the default to an address: whoever names it
 * there means it.
 */
function applyRead(parts: Parts, read: ReadSettings, isAddress: boolean): void {
  const { core } = parts
  const { settings, useFiles } = core.get()
  const { dataset } = read.settings
  const isMeant = dataset !== settings.dataset || (isAddress && dataset === DEFAULT_SETTINGS.dataset)
  const leaves = useFiles && isMeant && (read.named ?? []).includes('dataset')
  tellProblems(core, read)
  change(parts, read.settings, leaves ? { useFiles: false } : {})
  if (leaves) core.tell('notice', { code: 'files-set-aside', params: { dataset } })
}

/** Null if the text is no config.json. One that names no lanes leaves those of the page alone. */
function pasteConfig(parts: Parts, text: string): Promise<void> | null {
  const { core, lanes } = parts
  const read = readConfig(text)
  const forks = read?.forks
  if (forks) {
    const later = byStep(forks.filter(({ step }) => step > 0))
    core.set({ guide: { ...core.get().guide, forks: later } })
  }
  if (read) applyRead(parts, read, false)
  const first = forks?.filter(({ step }) => step === 0).map(({ change }) => change)
  return read && (first ? lanes.actions.follow(first) : Promise.resolve())
}

/** The settings from which one is chosen. With the family of the model, what waited with another one is taken back. */
function chosenFrom({ settings, applied }: LabState, key: SettingKey, value: unknown): Settings {
  if (key !== 'family' || !applied || value !== applied.family) return settings
  return { ...settings, ...withoutWaiting(settings, applied) }
}

function settingActions(parts: Parts) {
  const { core } = parts
  const actions: Pick<Lab, 'set' | 'apply' | 'chooseFiles' | 'turnFiles' | 'paste' | 'openFiles'> = {
    /** Rejects, with a remedy, a value that conflicts with the present settings. A family or an objective brings along what goes with it. */
    set(key, value) {
      const { settings, brought } = withCompany(chosenFrom(core.get(), key, value), key, value)
      const conflict = settingConflict(settings)
      if (conflict) return core.tell('error', conflict)
      change(parts, settings)
      const notice = broughtAlong(key, settings, brought)
      if (notice) core.tell('notice', notice)
    },
    apply: (read) => applyRead(parts, read, true),
    chooseFiles: (use) => change(parts, core.get().settings, { useFiles: use && core.get().files !== null }),
    turnFiles(turned) {
      const { files, settings } = core.get()
      if (files) change(parts, settings, { files: withTurn(files, turned) })
    },
    paste: (text) => pasteConfig(parts, text) !== null,
    openFiles: (files) =>
      openFiles(
        { ...parts, open: (wish) => openModel(parts, wish), paste: (text) => pasteConfig(parts, text) },
        files,
      ),
  }
  return actions
}

function viewActions({ get, set }: Core): ViewActions {
  const change = (views: Partial<Views>) => set({ views: { ...get().views, ...views } })
  return {
    open: (panel) => change({ panel }),
    choose: (panel, chosen) => set({ views: withChoices(get().views, panel, chosen) }),
    setExamples: (examples) => set({ examples: { ...get().examples, ...examples } }),
    pick: (picked) => change({ picked: { ...get().views.picked, ...picked } }),
    follow: ({ panel, opened, chosen }) => change({ panel, opened, chosen }),
  }
}

export interface LabOptions extends Partial<Surroundings> {
  /** The initial settings and views, and what was wrong with them. */
  readonly begin: ReadSettings & {
    readonly views?: Views
    readonly forks?: readonly LaneChange[]
    readonly guide?: Guide
  }
  /** Storage for runs; without it they are lost with the page. */
  readonly storage?: RunStorage
  /** Storage for the user's own files; without it they, too, are lost with the page. */
  readonly files?: FileStorage
}

export function createLab(engine: Engine, options: LabOptions): Lab {
  const {
    begin,
    storage = null,
    files = null,
    now = () => performance.now(),
    isVisible = () => true,
  } = options
  const core = createCore(engine, begin, { now, isVisible })
  core.set({ lanes: lanesFrom(begin.settings, begin.forks ?? []), guide: begin.guide ?? NO_GUIDE })
  const parts = partsOf(core, storage, files)
  tellProblems(core, begin)
  listen(parts)
  compareWhenCalm(core, () => moveRun(parts))
  return {
    store: core.store,
    latent: parts.latent.actions,
    checkpoints: parts.checkpoints,
    compare: {
      watch: parts.portraits.watch,
      ...createBeside(core, { open: (wish) => openModel(parts, wish), pause: () => halt(parts) }),
    },
    ...runActions(parts),
    ...settingActions(parts),
    lanes: parts.lanes.actions,
    runs: createRuns(core, (read) => applyRead(parts, read, true)),
    views: viewActions(core),
    guide: parts.guide.actions,
    repeat: createRepeat(core, {
      evaluate: parts.evaluating.evaluate,
      open: () => openDesired(parts),
      pause: () => halt(parts),
    }),
    experiments: createExperiments(core, { ...meansOf(parts), open: () => openDesired(parts) }),
    evaluate: parts.evaluating.evaluate,
    cancelEvaluation: parts.evaluating.cancel,
    ...parts.measuring,
    likelihood: parts.likelihood,
    smooth: (smoothing) => core.set({ smoothing }),
    dismiss: (id) => core.set({ messages: core.get().messages.filter((message) => message.id !== id) }),
    announce: (code) => core.announce(code),
    tell: (code, params = {}) => core.tell('notice', { code, params }),
  }
}
