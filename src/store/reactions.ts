/** Applies the engine's events to the state. One function per event; nothing here calls the engine. */
import type { EngineEvent } from '../protocol/engine.ts'
import type { Core } from './core.ts'
import { addEvaluation, addMark, addProbe, addRows } from './history.ts'

type EventOf<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>

function onProgress(core: Core, { task, done, total }: EventOf<'progress'>): void {
  const { opening, evaluating, measuring, latent, likelihood } = core.get()
  const progress = { task, done, total }
  if (task === 'evaluate') {
    if (evaluating) core.set({ evaluating: progress })
  } else if (task === 'variance') {
    if (measuring) core.set({ measuring: { ...measuring, step: progress } })
  } else if (task === 'posterior') {
    if (latent.integrating) core.set({ latent: { ...latent, integrating: { done, total } } })
  } else if (task === 'likelihood') {
    if (likelihood.weighing) core.set({ likelihood: { ...likelihood, weighing: { done, total } } })
  } else if (task === 'ways') {
    if (latent.taking) core.set({ latent: { ...latent, taking: { done, total } } })
  } else if (opening) core.set({ opening: progress })
}

function onTrained(core: Core, { step, rates, rows, lanes = [] }: EventOf<'trained'>): void {
  const first = addRows(core.get().history, rows)
  const history = lanes.reduce((before, one) => addRows(before, one.rows, one.lane), first)
  core.set({ step, rates, history })
}

/** Each turn of the probe counts once, however many lanes it measures. */
function onProbed(core: Core, { report, overShare, lane }: EventOf<'probed'>): void {
  const { history, probing } = core.get()
  const count = probing.count + (lane === undefined ? 1 : 0)
  core.set({ history: addProbe(history, report, lane), probing: { count, overShare } })
}

function onPaused(core: Core, { step }: EventOf<'paused'>): void {
  const { phase } = core.get()
  if (phase !== 'training') return
  core.set({ phase: 'paused', step })
  core.announce('paused', { step })
}

function onDiverged(core: Core, { step, restoredStep, lane }: EventOf<'diverged'>): void {
  const mark = { step, kind: 'diverged', value: restoredStep } as const
  core.set({
    phase: 'diverged',
    step: restoredStep,
    history: addMark(core.get().history, mark, false, lane),
  })
  if (lane === undefined) core.tell('error', { code: 'diverged', params: { step, restoredStep } })
  else core.tell('error', { code: 'lane-diverged', params: { step, restoredStep, lane } })
}

/** Training ended with an error: the weights are those of the last good step. */
function onFailed(core: Core, { fault }: EventOf<'failed'>): void {
  core.set({ phase: core.get().phase === 'training' ? 'paused' : core.get().phase })
  core.fail(fault)
}

export function react(core: Core, event: EngineEvent): void {
  switch (event.type) {
    case 'progress':
      return onProgress(core, event)
    case 'notice':
      return core.tell('notice', event.notice)
    case 'trained':
      return onTrained(core, event)
    case 'evaluated':
      return core.set({ history: addEvaluation(core.get().history, event.evaluation, event.lane) })
    case 'probed':
      return onProbed(core, event)
    case 'started':
      core.set({ phase: 'training' })
      return core.announce('started')
    case 'paused':
      return onPaused(core, event)
    case 'failed':
      return onFailed(core, event)
    case 'diverged':
      return onDiverged(core, event)
    case 'ended':
      return core.fail(event.fault)
    default:
      event satisfies never
  }
}
