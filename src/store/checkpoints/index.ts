/**
 * Runs that are kept and go on: saved by themselves, offered when the page opens, taken up after a crash, taken away
 * as files (files.ts) and opened again.
 */
import { isDeviceFault, type Notice } from '../../protocol/errors.ts'
import type { RunStorage, RunSummary } from '../../storage/runs.ts'
import type { Core } from '../core.ts'
import type { Wish } from '../opening.ts'
import { createAutosave, type Autosave } from './autosave.ts'
import { fetchFileParts, packFile, readFile, type CheckpointFile } from './files.ts'
import type { SavedRun } from './saved-run.ts'
import { createShelf, type ShelfActions } from './shelf.ts'

export interface CheckpointActions extends ShelfActions {
  /** Null, and a message, if it could not be made. */
  pack(file: CheckpointFile, version: string): Promise<Blob | null>
  /** Goes on with a saved run. */
  resume(id: string): Promise<void>
  /** The saved runs are not wanted now. They stay saved. */
  startFresh(): void
  /** Keeps the run as it is now. */
  save(): Promise<void>
}

export interface Checkpoints extends CheckpointActions {
  /** Looks for saved runs. */
  look(): Promise<void>
  tick(): void
  /** Opens a checkpoint file; a wrong one changes nothing but the messages. */
  openFile(file: File): Promise<void>
  /** The engine has ended: true if the run goes on, or could. */
  recover(fault: Notice): boolean
  /** Brings back the run whose worker died too often. */
  revive(): Promise<boolean>
}

/** What of the lab is needed. */
export interface Around {
  open(wish: Wish): Promise<boolean>
  train(): Promise<void>
}

/** Crashes without a step forward between them, after which the person is asked. */
const MOST_CRASHES = 2

/** The files of a person's own that a run on them needs; the engine tells whether they are the same. */
function filesFor(core: Core, saved: SavedRun, own: readonly File[] | null): readonly File[] | null {
  return saved.dataset.name === 'custom' ? (own ?? core.get().files) : null
}

/** The fallback may have trained on other images than its settings name. */
function wishFor(core: Core, saved: SavedRun, own: readonly File[] | null): Wish {
  const { name } = saved.dataset
  const dataset = name === 'custom' ? saved.settings.dataset : name
  const settings = { ...saved.settings, dataset }
  return { settings, files: filesFor(core, saved, own), adopt: settings, saved }
}

/** Starts the run again whose engine has ended, from what was kept of it; if that is nothing yet, from its beginning. */
function createRecovery(
  core: Core,
  autosave: Autosave,
  around: Around,
): Pick<Checkpoints, 'recover' | 'revive'> {
  let crashes = { count: 0, step: -1 }

  async function revive(): Promise<boolean> {
    const saved = autosave.latest()
    if (!saved) return false
    const { adopt: _, ...wish } = wishFor(core, saved, core.get().files)
    return around.open({ ...wish, goesOn: true })
  }

  function again(): Promise<boolean> {
    const { applied, opened, files } = core.get()
    if (autosave.latest() || !applied) return revive()
    return around.open({
      settings: applied,
      files: opened?.dataset.name === 'custom' ? files : null,
      goesOn: true,
    })
  }

  /** A crash that comes again at the same step would come for ever. Devices are the client's business. */
  function comesAgain(code: string, step: number): boolean {
    if (code !== 'worker-crashed') return false
    crashes = { count: crashes.step === step ? crashes.count + 1 : 1, step }
    return crashes.count > MOST_CRASHES
  }

  async function goOn({ code, params }: Notice, step: number, wasTraining: boolean): Promise<void> {
    const before = core.get().opened?.backend.name ?? ''
    if (!(await again())) return
    const told = { ...params, fault: code, step, before, now: core.get().opened?.backend.name ?? '' }
    if (code === 'out-of-memory') return core.tell('error', { code: 'out-of-memory-kept', params: told })
    core.tell('notice', {
      code: isDeviceFault({ code }) ? 'device-replaced' : 'worker-restarted',
      params: told,
    })
    if (wasTraining) await around.train()
  }

  function recover(fault: Notice): boolean {
    const { phase } = core.get()
    if (phase === 'none') return false
    const step = autosave.latest()?.snapshot.step ?? 0
    core.set({ phase: 'none', stepsPerSecond: 0 })
    if (comesAgain(fault.code, step))
      core.tell('error', { code: 'worker-crashed-again', params: { ...fault.params, step } })
    else void goOn(fault, step, phase === 'training')
    return true
  }

  return { revive, recover }
}

/** Where there is a run to lose, what takes it away is fetched while the server is there. */
function tick(autosave: Autosave): void {
  autosave.tick()
  if (autosave.latest()) fetchFileParts()
}

export function createCheckpoints(core: Core, storage: RunStorage | null, around: Around): Checkpoints {
  const autosave = createAutosave(core, storage)

  const offer = (offered: readonly RunSummary[]) =>
    core.set({ checkpoints: { ...core.get().checkpoints, offered, shelf: null } })

  async function goOn(saved: SavedRun, own: readonly File[] | null): Promise<boolean> {
    if (!(await around.open(wishFor(core, saved, own)))) return false
    const { opened } = core.get()
    if (opened && opened.backend.name !== saved.backend)
      core.tell('notice', {
        code: 'resumed-elsewhere',
        params: { before: saved.backend, now: opened.backend.name },
      })
    core.announce('resumed', { step: saved.snapshot.step })
    return true
  }

  async function look(): Promise<void> {
    const found = await storage?.list().catch(() => [])
    if (found && found.length > 0) offer(found)
  }

  async function resume(id: string): Promise<void> {
    try {
      const record = await storage?.read(id)
      const { readSavedRun } = await import('./saved-run.ts')
      const saved = record && readSavedRun(record.run, 'autosave')
      await autosave.now() // the present run gives way
      if (!saved || !(await storage?.claim(id))) return await lost()
      if (!(await goOn(saved, record.files))) return
      autosave.adopt(id, saved)
      offer([])
      if (record.isTraining) await around.train()
    } catch (thrown) {
      core.fail(thrown)
    }
  }

  /** Another tab has taken it, or the browser has cleared it. */
  async function lost(): Promise<void> {
    core.tell('notice', { code: 'saved-run-gone', params: {} })
    offer((await storage?.list().catch(() => [])) ?? [])
  }

  return {
    look,
    resume,
    ...createRecovery(core, autosave, around),
    ...createShelf(core, storage),
    startFresh: () => offer([]),
    tick: () => tick(autosave),
    save: autosave.now,
    async openFile(file) {
      try {
        const saved = await readFile(file)
        if (saved.dataset.name === 'custom' && !filesFor(core, saved, null))
          return core.tell('error', { code: 'checkpoint-needs-files', params: { file: file.name } })
        if (await goOn(saved, null)) offer([])
      } catch (thrown) {
        core.fail(thrown)
      }
    },
    pack: (file, version) => packFile(core, file, version),
  }
}
