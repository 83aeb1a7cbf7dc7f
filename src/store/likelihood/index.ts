/** Estimates log p(x) of test images on the user's request; training continues. */
import type { LaneLikelihood } from '../../protocol/engine.ts'
import { FIRST_LANE } from '../../protocol/lanes.ts'
import type { Core } from '../core.ts'
import { createTask } from '../task.ts'
import type { LikelihoodState } from './state.ts'

export interface LikelihoodActions {
  /** Of this many test images, drawn at random, by every lane at the same step. */
  estimate(images: number): Promise<void>
  cancel(): void
}

/** As many as published results use. */
const DRAWS = 5000

/** The first lane first. */
async function estimateAll(
  { engine, get }: Core,
  images: number,
  signal: AbortSignal,
): Promise<readonly LaneLikelihood[]> {
  if (get().lanes.length > 0) return engine.likelihoodLanes(images, DRAWS, signal)
  return [{ lane: FIRST_LANE, report: await engine.likelihood(images, DRAWS, signal) }]
}

export function createLikelihood(core: Core): LikelihoodActions {
  const show = (change: Partial<LikelihoodState>) =>
    core.set({ likelihood: { ...core.get().likelihood, ...change } })
  const task = createTask(core, () => show({ weighing: null }))

  async function estimateNow(images: number, signal: AbortSignal): Promise<void> {
    show({ run: FIRST_LANE, weighing: { done: 0, total: 0 } })
    const { id } = core.get().history.current
    const measured = await estimateAll(core, images, signal)
    const { history, lanes, likelihood } = core.get()
    if (history.current.id !== id) return
    show({
      report: measured.find(({ lane }) => lane === likelihood.run)?.report ?? null,
      lanes: measured.filter(({ lane }) => lanes.some((one) => one.lane === lane)),
    })
    core.announce('measured')
  }

  return {
    estimate: (images) => task.run((signal) => estimateNow(images, signal)),
    cancel: task.cancel,
  }
}
