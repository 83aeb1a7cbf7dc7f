/**
 * The end of the engine: its device is lost, or memory is refused. Reported once, whatever fails afterwards as
 * a consequence. Does NOT stop anything: the client starts a new worker.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { endsEngine, isFault, toFault, type Fault } from '../protocol/errors.ts'

export interface Ending {
  end(fault: Fault): Fault
  /**
   * Converts what was thrown to a fault: the one that ended the engine, if that is its cause. `onGpu`: there is
   * a device that may be lost.
   */
  explain(thrown: unknown, onGpu: boolean): Promise<Fault>
}

/** Calls fail before the loss of their device is reported: the GPU process may be busy. */
const PATIENCE_MS = 5000

export function createEnding(emit: (event: EngineEvent) => void): Ending {
  let told: Fault | null = null
  let onEnd: (fault: Fault) => void = () => {}
  const happens = new Promise<Fault>((resolve) => (onEnd = resolve))

  function end(fault: Fault): Fault {
    if (!told) emit({ type: 'ended', fault })
    told ??= fault
    onEnd(told)
    return told
  }

  async function explain(thrown: unknown, onGpu: boolean): Promise<Fault> {
    const fault = isFault(thrown) ? thrown : toFault(thrown)
    if (endsEngine(fault)) return end(fault)
    if (!onGpu || fault.code !== 'unexpected') return fault
    const later = new Promise<Fault>((resolve) => setTimeout(() => resolve(fault), PATIENCE_MS))
    return Promise.race([happens, later])
  }

  return { end, explain }
}
