/** The gap averaged over test images: kept fresh while something shows it, and measured on request. */
import type { GapReport } from '../../protocol/latent.ts'
import { GAP_RULE } from '../../schedule/rules.ts'
import { createKeeper } from '../keeper.ts'
import { createTask } from '../task.ts'
import type { LatentContext } from './context.ts'
import { isDiscrete } from './kept.ts'

/** Number of images over which the gap is averaged. */
const GAP_IMAGES = 100
const MAX_GAPS = 500

export function createGaps({ core, show, isWatched }: LatentContext) {
  const { get, engine } = core
  const task = createTask(core, () => show({ averaging: false }))

  function ask(signal: AbortSignal): Promise<GapReport> {
    const { step, latent } = get()
    // After a divergence training is at an earlier step again: those weights are lost.
    if (latent.gaps.some((one) => one.step > step))
      show({ gaps: latent.gaps.filter((one) => one.step <= step) })
    return engine.gap(GAP_IMAGES, signal)
  }

  /** By step, each once: the answer to a later question may have come before. */
  function join(gap: GapReport): void {
    const others = get().latent.gaps.filter(({ step }) => step !== gap.step)
    show({ gaps: [...others, gap].toSorted((a, b) => a.step - b.step).slice(-MAX_GAPS) })
  }

  async function average(signal: AbortSignal): Promise<void> {
    show({ averaging: true })
    const run = get().history.current.id
    const gap = await ask(signal)
    if (get().history.current.id === run) join(gap)
  }

  /** Whether there is something to measure: training stands still at the step of the newest, or not. */
  function isOpen(): boolean {
    const { phase, step, latent } = get()
    return !latent.averaging && (phase === 'training' || latent.gaps.at(-1)?.step !== step)
  }

  return {
    keeper: createKeeper(core, {
      rule: GAP_RULE,
      isWanted: () => isWatched('gaps') && get().latent.point.length === 2 && !isDiscrete(core) && isOpen(),
      load: ask,
      keep: join,
    }),
    measureGap: () => task.run(average),
    cancelGap: task.cancel,
  }
}
