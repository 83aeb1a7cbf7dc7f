/** Repeats the present run with each seed in turn: the present settings, to the present step, then the whole test set. */
import { elboOf } from '../../protocol/metrics.ts'
import { isRandom } from '../../protocol/settings.ts'
import type { Core } from '../core.ts'
import { createAwaitEnd } from '../run-end.ts'
import { SEEDS, type Repeat } from './state.ts'

export interface RepeatActions {
  /** In place of the present run, which stays among the earlier ones. Nothing without a step to train to. */
  run(): Promise<void>
  /** Pauses the present seed's run, which is not counted; the values of those before it stay. */
  stop(): Promise<void>
}

interface RepeatMeans {
  /** Opens a model with the present settings, and trains if that is wanted. */
  open(): Promise<void>
  /** Evaluates the whole test set. */
  evaluate(): Promise<void>
  /** Ends training, if there is some. */
  pause(): Promise<void>
}

function createSeries(core: Core, means: RepeatMeans) {
  const { get, set } = core
  const awaitEnd = createAwaitEnd(core)

  const update = (change: Partial<Repeat>) => {
    const { repeat } = get()
    if (repeat) set({ repeat: { ...repeat, ...change } })
  }
  function end(): void {
    awaitEnd(null)
    update({ running: null })
  }

  async function begin(seed: number): Promise<void> {
    const { repeat, settings, history, guide } = get()
    if (!repeat) return
    const { steps } = repeat
    awaitEnd(null)
    update({ running: seed })
    set({
      settings: { ...settings, seed, steps },
      lanes: [],
      guide: { ...guide, forks: [] },
      willTrain: true,
    })
    await means.open()
    if (get().repeat?.running !== seed) return
    const { id } = get().history.current
    // Cancelled, or refused: the run before is still there.
    if (id === history.current.id) return end()
    awaitEnd({ id, end: { steps, reached: () => void conclude(seed, id) }, replaced: end })
  }

  async function conclude(seed: number, id: number): Promise<void> {
    awaitEnd({ id, replaced: end })
    await means.evaluate()
    const { repeat, history } = get()
    if (repeat?.running !== seed || history.current.id !== id) return
    const last = history.current.evaluations.at(-1)
    // Cancelled: a value of another step is not this seed's.
    if (last?.step !== repeat.steps) return end()
    const value = elboOf(last) ?? last.recon
    const next = SEEDS[SEEDS.indexOf(seed) + 1]
    update({
      values: [...repeat.values, { seed, run: id, value, images: last.images }],
      running: next ?? null,
    })
    if (next === undefined) core.announce('seeds-done')
    else await begin(next)
  }
  return { begin, end }
}

export function createRepeat(core: Core, means: RepeatMeans): RepeatActions {
  const { get, set } = core
  const { begin, end } = createSeries(core, means)

  return {
    async run() {
      const { step, phase, repeat, settings } = get()
      const [first] = SEEDS
      if (step === 0 || phase === 'none' || repeat?.running != null) return
      await means.pause().catch(core.fail)
      set({ repeat: { steps: get().step, running: null, values: [], isBound: isRandom(settings) } })
      await begin(first!)
    },
    async stop() {
      end()
      set({ willTrain: false })
      await means.pause().catch(core.fail)
    },
  }
}
