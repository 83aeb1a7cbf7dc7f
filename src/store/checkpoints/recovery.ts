/** Restarts a run whose engine has ended, from its last saved state, or from its beginning if there is none. */
import { NO_RATES } from '../../protocol/engine.ts'
import { isDeviceFault, type Notice } from '../../protocol/errors.ts'
import type { Core } from '../core.ts'
import type { Autosave } from './autosave.ts'
import { wishFor, type Around } from './going-on.ts'

export interface Recovery {
  /** Call when the engine has ended: true if the run resumes, or could. */
  recover(fault: Notice): boolean
  /** Resumes the run after repeated crashes. */
  revive(): Promise<boolean>
}

/** After this many crashes without progress between them, the user is asked. */
const MOST_CRASHES = 2

export function createRecovery(core: Core, autosave: Autosave, around: Around): Recovery {
  let crashes = { count: 0, step: -1 }

  async function revive(): Promise<boolean> {
    const saved = autosave.latest()
    if (!saved) return false
    const { adopt: _, ...wish } = wishFor(core, saved, core.get().openedFiles)
    return around.open({ ...wish, goesOn: true })
  }

  function again(): Promise<boolean> {
    const { applied, openedFiles } = core.get()
    if (autosave.latest() || !applied) return revive()
    return around.open({ settings: applied, files: openedFiles, goesOn: true })
  }

  /** A crash that recurs at the same step would recur forever. The client handles device faults. */
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
    core.set({ phase: 'none', rates: NO_RATES })
    if (comesAgain(fault.code, step))
      core.tell('error', { code: 'worker-crashed-again', params: { ...fault.params, step } })
    else void goOn(fault, step, phase === 'training')
    return true
  }

  return { revive, recover }
}
