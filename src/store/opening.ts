/**
 * Opens models: the first one, a fresh one at a reset, one on a person's own files. One after the other, so that data
 * that is on its way is not loaded twice; of several wishes that wait the newest wins, and one for another backend, for
 * which another worker is started anyway, ends what is under way. What cannot be opened leaves everything as it was.
 */
import { NO_RATES, type Opened, type OpenRequest } from '../protocol/engine.ts'
import { toFault } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import { takeKeepsake } from './compare/keepsake.ts'
import type { Portrait } from './compare/state.ts'
import { compareOfNext } from './compare/state.ts'
import type { OwnFiles } from '../storage/files.ts'
import type { Core } from './core.ts'
import type { SavedRun } from './checkpoints/saved-run.ts'
import { continueRun, startRun, withoutCurves } from './history.ts'
import { latentOfNext, type LatentState } from './latent/state.ts'
import { NOTHING_MEASURED, NOT_PROBED, type Progress } from './state.ts'

export interface Wish {
  readonly settings: Settings
  /** A person's own, in place of `settings.dataset`. */
  readonly files: OwnFiles | null
  /** What becomes the person's settings once the model is there; without it they are as they were. */
  readonly adopt?: Partial<Settings>
  /** Goes on from here. */
  readonly saved?: SavedRun
  /** The engine does not take it; why, by its code. The person is told. */
  readonly onRefused?: (code: string) => void
  /** It is the present run that goes on, or begins again, since its engine has ended. */
  readonly goesOn?: boolean
  /** On a backend that is chosen anew. */
  readonly anew?: boolean
}

export interface Opening {
  /** Resolves with whether the model is there. */
  readonly open: (wish: Wish) => Promise<boolean>
  /** Gives up what is being opened. */
  readonly cancel: () => void
}

const BEGINNING: Progress = { task: 'backend', done: 0, total: 0 }

/** What is left of the latent space when the present model gives way to this one. */
function nextLatent(core: Core, { settings, files }: Wish, { dataset }: Opened): LatentState {
  const { opened, applied, latent, openedFiles } = core.get()
  const sameFiles = files?.key === openedFiles?.key
  const sameData =
    sameFiles && dataset.name === opened?.dataset.name && dataset.testImages === opened.dataset.testImages
  const sameOrder = applied?.seed === settings.seed
  const { testImages } = dataset
  return latentOfNext(latent, { latent: settings.latent, sameData, sameOrder, testImages })
}

/** A run that goes on has its sliders where they were. */
function slidersOf({ settings, saved, goesOn }: Wish): Pick<LatentState, 'point'> | null {
  return saved && !goesOn && saved.sliders.length === settings.latent ? { point: saved.sliders } : null
}

interface Outcome {
  readonly opened: Opened
  /** Of the model that gave way. */
  readonly keepsake: Portrait | null
  /** Another wish waits already. */
  readonly goesOn: boolean
}

function settle(core: Core, wish: Wish, { opened, keepsake, goesOn }: Outcome): void {
  const { history, compare } = core.get()
  const { settings, files, adopt, saved, goesOn: sameRun = false } = wish
  core.set({
    ...(adopt && { settings: { ...core.get().settings, ...adopt } }),
    opening: goesOn ? BEGINNING : null,
    opened,
    openedFiles: files,
    applied: settings,
    phase: saved ? 'paused' : 'ready',
    step: saved?.snapshot.step ?? 0,
    rates: NO_RATES,
    probing: { ...NOT_PROBED, count: saved?.history.probes.length ?? 0 },
    pictures: null,
    varianceViews: NOTHING_MEASURED,
    latent: { ...nextLatent(core, wish, opened), ...slidersOf(wish) },
    compare: compareOfNext(compare, keepsake),
    ...(files && { files }),
    ...(!goesOn && { useFiles: files !== null }),
    history: saved
      ? continueRun(history, saved.history, sameRun)
      : startRun(
          sameRun ? withoutCurves(history) : history,
          settings,
          opened.dataset.name,
          opened.stepsPerEpoch,
        ),
  })
  // Whoever lost the engine tells what took its place.
  const notices = opened.notices.filter(({ code }) => !sameRun || code !== 'backend-given-up')
  for (const notice of notices) core.tell('notice', notice)
  if (!goesOn) core.announce('ready', { dataset: opened.dataset.name, backend: opened.backend.name })
}

const CANCELLED: readonly string[] = ['aborted', 'data-cancelled']

function refuse(core: Core, thrown: unknown): void {
  core.set({ opening: null, willTrain: false })
  if (CANCELLED.includes(toFault(thrown).code)) core.tell('notice', { code: 'opening-cancelled', params: {} })
  else core.fail(thrown)
}

const requestOf = ({ key, files, turned }: OwnFiles): Pick<OpenRequest, 'files' | 'filesKey' | 'turned'> => ({
  files,
  filesKey: key,
  turned,
})

/** One opening, and how it is given up. */
interface UnderWay {
  readonly wish: Wish
  /** Where there is no model to go back to, this ends only the wait for a download. */
  readonly cancel: AbortController
  readonly end: AbortController
}

const begin = (wish: Wish): UnderWay => ({
  wish,
  cancel: new AbortController(),
  end: new AbortController(),
})

function giveUp({ cancel, end }: UnderWay): void {
  cancel.abort()
  end.abort()
}

/** Without a model there must be something to train on: a download gives way to other images, but only once. */
function cancelOpening(core: Core, underWay: UnderWay): void {
  const { phase, opening } = core.get()
  const isDownload = opening?.task === 'download' && !underWay.cancel.signal.aborted
  if (phase === 'none' && isDownload) underWay.cancel.abort()
  else giveUp(underWay)
}

async function openIn({ engine }: Core, { wish, cancel, end }: UnderWay): Promise<Opened> {
  const { settings, files, saved, anew } = wish
  const request = {
    settings,
    ...(files && requestOf(files)),
    ...(saved && { snapshot: saved.snapshot }),
    ...(anew && { anew }),
  }
  return engine.open(request, cancel.signal, end.signal)
}

export function createOpening(core: Core): Opening {
  let newest: Promise<boolean> = Promise.resolve(false)
  let newestWish: Wish | null = null
  let underWay: UnderWay | null = null

  async function attempt(wish: Wish): Promise<boolean> {
    const isNewest = () => newestWish === wish
    if (!isNewest()) return false
    const own = (underWay = begin(wish))
    try {
      const keepsake = await takeKeepsake(core, own.end.signal)
      own.end.signal.throwIfAborted()
      const opened = await openIn(core, own)
      settle(core, wish, { opened, keepsake, goesOn: !isNewest() })
      return isNewest()
    } catch (thrown) {
      if (isNewest()) refuse(core, thrown)
      wish.onRefused?.(toFault(thrown).code)
      return false
    } finally {
      underWay = null
    }
  }

  return {
    open(wish) {
      newestWish = wish
      core.set({ opening: BEGINNING })
      if (underWay && underWay.wish.settings.backend !== wish.settings.backend) giveUp(underWay)
      newest = newest.then(() => attempt(wish))
      return newest
    },
    cancel: () => underWay && cancelOpening(core, underWay),
  }
}
