/** Repeats the present run with each seed in turn: the present settings, to the present step, then the whole test set. */
import { elboOf } from '../../protocol/metrics.ts'
import { isRandom } from '../../protocol/settings.ts'
import type { Core } from '../core.ts'
import { isAtEnd } from '../state.ts'
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
}

function createSeries(core: Core, means: RepeatMeans) {
  const { get, set } = core
  /** The model that trains for the present seed; null before it is there, and when it is at its end. */
  let own: number | null = null

  const update = (change: Partial<Repeat>) => {
    const { repeat } = get()
    if (repeat) set({ repeat: { ...repeat, ...change } })
  }
  function end(): void {
    own = null
    update({ running: null })
  }

  async function begin(seed: number): Promise<void> {
    const { repeat, settings, history } = get()
    if (!repeat) return
    own = null
    update({ running: seed })
    set({ settings: { ...settings, seed, steps: repeat.steps }, lanes: [], willTrain: true })
    await means.open()
    if (get().repeat?.running !== seed) return
    const { id } = get().history.current
    // Cancelled, or refused: the run before is still there.
    if (id === history.current.id) return end()
    own = id
    watch()
  }

  async function conclude(seed: number, id: number): Promise<void> {
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

  function watch(): void {
    const state = get()
    const { repeat } = state
    if (own === null || !repeat || repeat.running === null) return
    const id = own
    if (state.history.current.id !== id) return end()
    if (!isAtEnd(state, repeat)) return
    own = null
    void conclude(repeat.running, id)
  }
  core.store.subscribe(watch)
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
      if (phase === 'training') await core.engine.pause().catch(core.fail)
      set({ repeat: { steps: get().step, running: null, values: [], isBound: isRandom(settings) } })
      await begin(first!)
    },
    async stop() {
      end()
      set({ willTrain: false })
      if (get().phase === 'training') await core.engine.pause().catch(core.fail)
    },
  }
}
