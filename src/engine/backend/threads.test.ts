import { expect, test } from 'vitest'
import { candidates, fewestThatPay, tuneThreads, type Threads } from './threads.ts'

/** The threads of a machine whose step rate depends on the number of helpers. */
function machine(
  most: number,
  rateOf: (helpers: number) => number,
  starts: (helpers: number) => boolean = () => true,
) {
  const tried: number[] = []
  let helpers = 3
  const threads: Threads = {
    mostHelpers: most,
    helpersReady: () => (starts(helpers) ? helpers : 0),
    useHelpers: (count) => void tried.push((helpers = count)),
  }
  const spell = () => Promise.resolve(rateOf(helpers))
  return { threads, spell, tried, helpers: () => helpers }
}

test('the counts tried grow to what the machine has', () => {
  expect(candidates(3, 3)).toEqual([3])
  expect(candidates(3, 7)).toEqual([3, 5, 7])
  expect(candidates(3, 11)).toEqual([3, 5, 8, 11])
})

test('of those that are nearly as fast, the fewest', () => {
  expect(
    fewestThatPay(
      new Map([
        [3, 80],
        [5, 99],
        [7, 100],
      ]),
    ),
  ).toBe(5)
  expect(
    fewestThatPay(
      new Map([
        [3, 100],
        [5, 60],
      ]),
    ),
  ).toBe(3)
})

test('more helpers stay where they pay', async () => {
  const one = machine(11, (helpers) => Math.min(helpers, 8))
  await tuneThreads(one.threads, 3, one.spell)
  expect(one.helpers()).toBe(8)
})

test('a count that is far behind ends the trial', async () => {
  const one = machine(11, (helpers) => 10 - helpers)
  await tuneThreads(one.threads, 3, one.spell)
  expect(one.tried).toEqual([3, 5, 3])
})

test('one slow spell decides nothing', async () => {
  let spells = 0
  const one = machine(5, (helpers) => (spells++ === 6 ? 0.01 : helpers))
  await tuneThreads(one.threads, 3, one.spell)
  expect(one.helpers()).toBe(5)
})

test('helpers that do not start are done without', async () => {
  const one = machine(
    7,
    (helpers) => helpers,
    (helpers) => helpers <= 5,
  )
  await tuneThreads(one.threads, 3, one.spell)
  expect(one.helpers()).toBe(5)
})
