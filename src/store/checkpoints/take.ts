/** Takes the present run as it can be saved. */
import type { Core } from '../core.ts'
import type { Curves, RecordedRun } from '../history.ts'
import type { LabState } from '../state.ts'
import type { Snapshot } from '../../protocol/snapshot.ts'
import type { SavedHistory, SavedRun } from './saved-run.ts'

/** The curves up to `step`. Settings changed after it are in force from it on, when the run resumes. */
export function historyUpTo(run: RecordedRun, step: number): SavedHistory {
  const upTo = <T extends { readonly step: number }>(list: readonly T[]) =>
    list.filter((one) => one.step <= step)
  const curves = ({ rows, evaluations, probes, marks }: Curves): Curves => {
    const before = marks.filter((mark) => mark.step <= step || mark.kind !== 'diverged')
    return {
      rows: upTo(rows),
      evaluations: upTo(evaluations),
      probes: upTo(probes),
      marks: before.map((mark) => ({ ...mark, step: Math.min(mark.step, step) })),
    }
  }
  const { settings, dataset, stepsPerEpoch, lanes, name } = run
  const ofLanes = lanes?.map((lane) => ({ ...lane, ...curves(lane), step: Math.min(lane.step, step) }))
  return {
    settings,
    dataset,
    stepsPerEpoch,
    ...curves(run),
    ...(ofLanes && { lanes: ofLanes }),
    ...(name && { name }),
  }
}

/** The lanes of both: one may have been forked or dropped meanwhile. */
function lanesOfBoth(snapshot: Snapshot, { lanes: known = [], ...history }: SavedHistory) {
  const inSnapshot = (snapshot.lanes ?? []).filter(({ lane }) => known.some((one) => one.lane === lane))
  const { lanes: _, ...first } = snapshot
  const inHistory = known.filter(({ lane }) => inSnapshot.some((one) => one.lane === lane))
  if (inSnapshot.length === 0) return { snapshot: first, history }
  return { snapshot: { ...first, lanes: inSnapshot }, history: { ...history, lanes: inHistory } }
}

function savedFrom({ applied, opened, history, latent }: LabState, snapshot: Snapshot): SavedRun | null {
  if (!applied || !opened) return null
  return {
    settings: applied,
    dataset: opened.dataset,
    backend: opened.backend.name,
    ...lanesOfBoth(snapshot, historyUpTo(history.current, snapshot.step)),
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
