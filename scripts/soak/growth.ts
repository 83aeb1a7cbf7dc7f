/** What is looked at, how it is written, and by how much it may grow. Pure. */
import type { Sample } from './measure.ts'
import { slopeOf } from './slope.ts'

/** Until then caches fill, every view is made for the first time, and the curves get most of their points. */
const WARM_UP = { share: 0.3, steps: 20_000 }
/** Fewer samples than this have no slope worth the name. */
const FEWEST = 5

const MB = 1e6
const count = (value: number) => value.toFixed(0)
const megabytes = (value: number) => (value / MB).toFixed(2)

interface Column {
  readonly of: keyof Sample
  readonly head: string
  readonly text: (value: number) => string
  /** The most that it may grow by in 100,000 steps after the warm-up. */
  readonly most?: number
}

/**
 * Bounds above 0 are of what grows with the logarithm of the steps by design (the curves' points: 900 a decade), or of
 * what browsers tidy up when they like. WASM's memory grows by a fifth at a time, 4.9 MB here, when what is alive at one
 * moment is more than ever before: one such step in the middle of a run has a slope of up to 10 MB, and is to be looked at.
 */
export const COLUMNS: readonly Column[] = [
  { of: 'step', head: 'step', text: count },
  { of: 'seconds', head: 'seconds', text: count },
  { of: 'tensors', head: 'tensors', text: count, most: 0.5 },
  { of: 'tensorBytes', head: 'in them MB', text: megabytes, most: 1000 },
  { of: 'wasmBytes', head: 'wasm MB', text: megabytes, most: 8 * MB },
  { of: 'workerHeap', head: 'worker MB', text: megabytes, most: 2 * MB },
  { of: 'pageHeap', head: 'page MB', text: megabytes, most: 4 * MB },
  { of: 'canvases', head: 'canvases', text: count, most: 0.5 },
  { of: 'elements', head: 'elements', text: count, most: 100 },
  { of: 'nodes', head: 'nodes', text: count, most: 500 },
  { of: 'listeners', head: 'listeners', text: count, most: 50 },
  { of: 'stored', head: 'stored MB', text: megabytes, most: 50 * MB },
]

export interface Growth {
  readonly head: string
  readonly growth: string
  readonly most: string
  readonly isFlat: boolean
}

/** In 100,000 steps, of every column that has a bound; none where there are too few samples to say. */
export function growthOf(samples: readonly Sample[], steps: number): readonly Growth[] {
  const warm = samples.filter(({ step }) => step >= Math.max(WARM_UP.share * steps, WARM_UP.steps))
  if (warm.length < FEWEST) return []
  return COLUMNS.filter(({ most }) => most !== undefined).map(({ of, head, text, most }) => {
    const growth = 100_000 * slopeOf(warm.map((sample) => ({ step: sample.step, value: sample[of] })))
    return { head, growth: text(growth), most: text(most!), isFlat: growth <= most! }
  })
}
