/**
 * Measures how many helper threads are worth using on a machine with more cores than a step can certainly use.
 * Tries more and more helpers, and keeps the fewest that are nearly as fast as the best.
 */

/** Rates within this factor of the fastest count as equal: other programs need the cores. */
const NEARLY = 0.97
/** The search stops at a count whose rate falls below this fraction of the best. */
const LOST = 0.85
const SPELLS = 5
/** Time for helpers to start, in milliseconds; later ones are not used. */
const PATIENCE_MS = 2000
const LOOK_MS = 10

export interface Threads {
  readonly mostHelpers: number
  helpersReady(): number
  useHelpers(count: number): void
}

/** Counts from `first` to `most`, growing by about a half each time. */
export function candidates(first: number, most: number): number[] {
  const counts = [first]
  while (counts.at(-1)! < most) counts.push(Math.min(most, Math.ceil(counts.at(-1)! * 1.5)))
  return counts
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

/** The fewest helpers whose rate is nearly the best. */
export function fewestThatPay(rates: ReadonlyMap<number, number>): number {
  const best = Math.max(...rates.values())
  return Math.min(...[...rates].filter(([, rate]) => rate >= NEARLY * best).map(([count]) => count))
}

async function areReady(threads: Threads, count: number): Promise<boolean> {
  for (let waited = 0; threads.helpersReady() < count && waited < PATIENCE_MS; waited += LOOK_MS)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  return threads.helpersReady() >= count
}

/** Keeps the number of helpers chosen by measurement. `spell` takes a few steps and resolves with their rate. */
export async function tuneThreads(
  threads: Threads,
  first: number,
  spell: () => Promise<number>,
): Promise<void> {
  const rates = new Map<number, number>()
  for (const count of candidates(first, threads.mostHelpers)) {
    threads.useHelpers(count)
    if (!(await areReady(threads, count))) break
    const spells: number[] = []
    for (let i = 0; i < SPELLS; i++) spells.push(await spell())
    rates.set(count, median(spells))
    if (rates.get(count)! < LOST * Math.max(...rates.values())) break
  }
  threads.useHelpers(rates.size > 0 ? fewestThatPay(rates) : first)
}
