/**
 * Opens models: the first one, a fresh one at a reset, one on a person's own files. The newest wish wins; what cannot
 * be opened leaves everything as it was.
 */
import type { Opened } from '../protocol/engine.ts'
import { toFault } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import type { Core } from './core.ts'
import { startRun } from './history.ts'

export interface Wish {
  readonly settings: Settings
  readonly files: readonly File[] | null
}

export interface Opening {
  /** Resolves with whether the model is there. */
  readonly open: (wish: Wish) => Promise<boolean>
  /** Gives up what is being opened. */
  readonly cancel: () => void
}

function settle(core: Core, { settings, files }: Wish, opened: Opened): void {
  const { history } = core.get()
  core.set({
    opening: null,
    opened,
    applied: settings,
    phase: 'ready',
    step: 0,
    stepsPerSecond: 0,
    pictures: null,
    useFiles: files !== null,
    ...(files && { files }),
    history: startRun(history, settings, opened.dataset.name, opened.stepsPerEpoch),
  })
  for (const notice of opened.notices) core.tell('notice', notice)
  core.announce('ready', { dataset: opened.dataset.name, backend: opened.backend.name })
}

const CANCELLED: readonly string[] = ['aborted', 'data-cancelled']

function refuse(core: Core, thrown: unknown): void {
  core.set({ opening: null, willTrain: false })
  if (CANCELLED.includes(toFault(thrown).code)) core.tell('notice', { code: 'opening-cancelled', params: {} })
  else core.fail(thrown)
}

export function createOpening(core: Core): Opening {
  let newest = { abort: new AbortController(), done: Promise.resolve(false) }

  async function attempt(wish: Wish, abort: AbortController, before: Promise<boolean>): Promise<boolean> {
    await before
    const isNewest = () => newest.abort === abort
    if (!isNewest()) return false
    try {
      const request = { settings: wish.settings, ...(wish.files && { files: wish.files }) }
      const opened = await core.engine.open(request, abort.signal)
      if (!isNewest()) return false
      settle(core, wish, opened)
      return true
    } catch (thrown) {
      if (isNewest()) refuse(core, thrown)
      return false
    }
  }

  return {
    open(wish) {
      const before = newest.done
      newest.abort.abort()
      const abort = new AbortController()
      core.set({ opening: { task: 'backend', done: 0, total: 0 } })
      newest = { abort, done: Promise.resolve(false) }
      newest.done = attempt(wish, abort, before)
      return newest.done
    },
    cancel: () => newest.abort.abort(),
  }
}
