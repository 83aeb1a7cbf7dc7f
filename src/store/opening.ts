/**
 * Opens models: the first one, a new one at a reset, one on the user's own files. One at a time, so that data
 * in transit is not loaded twice; of several waiting requests the newest wins, and one for another backend,
 * which needs a new worker anyway, aborts the present one. A failed opening changes nothing.
 */
import { formOf, legalPoint } from '../protocol/codes.ts'
import { NO_RATES, type Opened, type OpenRequest } from '../protocol/engine.ts'
import { toFault } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import { takeKeepsake } from './compare/portrait.ts'
import type { Portrait } from './compare/state.ts'
import { compareOfNext } from './compare/state.ts'
import { createNewest } from '../waiting/newest.ts'
import type { OwnFiles } from '../storage/files.ts'
import type { Core } from './core.ts'
import type { SavedRun } from './checkpoints/saved-run.ts'
import { continueRun, startRun, withoutCurves } from './history.ts'
import { presentForm } from './latent/form.ts'
import { latentOfNext, type LatentState } from './latent/state.ts'
import { NO_LIKELIHOOD } from './likelihood/state.ts'
import { NOTHING_MEASURED, NOT_PROBED, type LabState, type Progress } from './state.ts'

export interface Wish {
  readonly settings: Settings
  /** The user's own, in place of `settings.dataset`. */
  readonly files: OwnFiles | null
  /** Settings applied once the model is open; without it they stay as they were. */
  readonly adopt?: Partial<Settings>
  /** A run to resume. */
  readonly saved?: SavedRun
  /** Called with a code if the engine rejects it; the user has been informed. */
  readonly onRefused?: (code: string) => void
  /** The present run resumes or restarts after its engine has ended. */
  readonly goesOn?: boolean
  /** Choose the backend anew. */
  readonly anew?: boolean
}

export interface Opening {
  /** Resolves with whether the model is open. */
  readonly open: (wish: Wish) => Promise<boolean>
  /** Cancels the present opening. */
  readonly cancel: () => void
}

const BEGINNING: Progress = { task: 'backend', done: 0, total: 0 }

/** The state of the latent space kept when this model replaces the present one. */
function nextLatent(core: Core, { settings, files }: Wish, { dataset }: Opened): LatentState {
  const { opened, applied, latent, openedFiles } = core.get()
  const sameFiles = files?.key === openedFiles?.key
  const sameData =
    sameFiles && dataset.name === opened?.dataset.name && dataset.testImages === opened.dataset.testImages
  const sameOrder = applied?.seed === settings.seed
  const { testImages } = dataset
  const sameValues = presentForm(core.get()).values === formOf(settings).values
  return latentOfNext(latent, { latent: settings.latent, sameValues, sameData, sameOrder, testImages })
}

/** A resumed run keeps its sliders. */
function slidersOf({ settings, saved, goesOn }: Wish): Pick<LatentState, 'point'> | null {
  if (!saved || goesOn || saved.sliders.length !== settings.latent) return null
  return { point: legalPoint(saved.sliders, formOf(settings)) }
}

/** The lanes of the saved run; of the present one, the newest wishes stay. */
function lanesAfter(lanes: LabState['lanes'], { saved, goesOn }: Wish): LabState['lanes'] {
  return (saved?.snapshot.lanes ?? []).map(({ lane, live }) => {
    const present = goesOn ? lanes.find((one) => one.lane === lane) : undefined
    const step = saved?.history.lanes?.find((one) => one.lane === lane)?.step ?? 0
    return present ?? { lane, step, live }
  })
}

interface Outcome {
  readonly opened: Opened
  /** Of the replaced model. */
  readonly keepsake: Portrait | null
  /** Another request is waiting already. */
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
    likelihood: NO_LIKELIHOOD,
    latent: { ...nextLatent(core, wish, opened), ...slidersOf(wish) },
    compare: compareOfNext(compare, keepsake),
    ...(files && { files }),
    ...(!goesOn && { useFiles: files !== null }),
    lanes: saved ? lanesAfter(core.get().lanes, wish) : core.get().lanes,
    history: saved
      ? continueRun(history, saved.history, sameRun)
      : startRun(
          sameRun ? withoutCurves(history) : history,
          settings,
          opened.dataset.name,
          opened.stepsPerEpoch,
        ),
  })
  // The change of backend after a loss of the engine is reported elsewhere.
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

/** One opening, and how to cancel it. */
interface UnderWay {
  readonly wish: Wish
  /** If there is no model to return to, this only ends the download. */
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

/**
 * Without a model there must be something to train on: a cancelled download falls back to other images, but
 * only once.
 */
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
  let newestWish: Wish | null = null
  let underWay: UnderWay | null = null

  async function attempt(wish: Wish): Promise<boolean> {
    const isNewest = () => newestWish === wish
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

  const attempts = createNewest(attempt)

  return {
    async open(wish) {
      newestWish = wish
      core.set({ opening: BEGINNING })
      if (underWay && underWay.wish.settings.backend !== wish.settings.backend) giveUp(underWay)
      return (await attempts.ask(wish)) && newestWish === wish
    },
    cancel: () => underWay && cancelOpening(core, underWay),
  }
}
