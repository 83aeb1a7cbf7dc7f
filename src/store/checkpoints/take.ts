/** Takes the present run as it can be saved. */
import type { Core } from '../core.ts'
import type { RecordedRun } from '../history.ts'
import type { LabState } from '../state.ts'
import type { Snapshot } from '../../protocol/snapshot.ts'
import type { SavedHistory, SavedRun } from './saved-run.ts'

/** The curves up to `step`. Settings changed after it are in force from it on, when the run resumes. */
export function historyUpTo(run: RecordedRun, step: number): SavedHistory {
  const upTo = <T extends { readonly step: number }>(list: readonly T[]) =>
    list.filter((one) => one.step <= step)
  const { settings, dataset, stepsPerEpoch, rows, evaluations, probes, marks } = run
  const before = marks.filter((mark) => mark.step <= step || mark.kind !== 'diverged')
  return {
    settings,
    dataset,
    stepsPerEpoch,
    rows: upTo(rows),
    evaluations: upTo(evaluations),
    probes: upTo(probes),
    marks: before.map((mark) => ({ ...mark, step: Math.min(mark.step, step) })),
  }
}

function savedFrom({ applied, opened, history, latent }: LabState, snapshot: Snapshot): SavedRun | null {
  if (!applied || !opened) return null
  return {
    settings: applied,
    dataset: opened.dataset,
    backend: opened.backend.name,
    snapshot,
    history: historyUpTo(history.current, snapshot.step),
    sliders: latent.point,
  }
}

/** Null if there is no model, or it has been replaced meanwhile. `soon`: does not wait for a running evaluation. */
export async function takeRun(core: Core, soon = false): Promise<SavedRun | null> {
  if (core.get().phase === 'none') return null
  const { id } = core.get().history.current
  const snapshot = await core.engine.snapshot(soon)
  return core.get().history.current.id === id ? savedFrom(core.get(), snapshot) : null
}
