/** Opens a model that resumes a saved run. */
import type { OwnFiles } from '../../storage/files.ts'
import type { Core } from '../core.ts'
import type { KeptFiles } from '../kept-files.ts'
import type { Wish } from '../opening.ts'
import type { SavedRun } from './saved-run.ts'

/** The parts of the lab needed here. */
export interface Around {
  open(wish: Wish): Promise<boolean>
  train(): Promise<void>
  readonly kept: KeptFiles
}

/** The user's files needed by a run on them; the engine checks that they are the same. */
export function filesFor(core: Core, saved: SavedRun, own: OwnFiles | null): OwnFiles | null {
  return saved.dataset.name === 'custom' ? (own ?? core.get().files) : null
}

/** The fallback may have trained on other images than its settings name. */
export function wishFor(core: Core, saved: SavedRun, own: OwnFiles | null): Wish {
  const { name } = saved.dataset
  const dataset = name === 'custom' ? saved.settings.dataset : name
  const settings = { ...saved.settings, dataset }
  return { settings, files: filesFor(core, saved, own), adopt: settings, saved }
}

/** Opens the run, and reports where it resumes. `onRefused`: called with the reason why it could not be opened. */
export async function goOn(
  core: Core,
  around: Around,
  saved: SavedRun,
  { own = null, onRefused }: { own?: OwnFiles | null; onRefused?: (code: string) => void } = {},
): Promise<boolean> {
  const wish = wishFor(core, saved, own)
  if (!(await around.open(onRefused ? { ...wish, onRefused } : wish))) return false
  const { opened } = core.get()
  if (opened && opened.backend.name !== saved.backend)
    core.tell('notice', {
      code: 'resumed-elsewhere',
      params: { before: saved.backend, now: opened.backend.name },
    })
  core.announce('resumed', { step: saved.snapshot.step })
  return true
}
