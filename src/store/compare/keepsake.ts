/** The last portrait of a model that is being replaced. */
import type { Core } from '../core.ts'
import { takePortrait } from './portrait.ts'
import type { Portrait } from './state.ts'

/** Whether the portrait shows the model in its present state. */
function isFresh(core: Core, { run, step, settings }: Portrait): boolean {
  const { phase, history, step: present, applied } = core.get()
  const isSame = run === history.current.id && settings.family === applied?.family
  return phase !== 'training' && isSame && step === present
}

/** The present model's portrait if it has been trained; null if the model no longer responds. */
export async function takeKeepsake(core: Core, signal: AbortSignal): Promise<Portrait | null> {
  const { phase, step, compare } = core.get()
  if (phase === 'none' || step === 0) return null
  if (compare.present && isFresh(core, compare.present)) return compare.present
  return takePortrait(core, signal).catch(() => null)
}
