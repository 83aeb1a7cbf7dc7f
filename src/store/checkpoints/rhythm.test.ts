import { expect, test } from 'vitest'
import { BETWEEN_MS, BOUND_MS, createRhythm } from './rhythm.ts'

const TICK_MS = 100

/**
 * How far the newest stored state is behind at most, in a minute of training with these costs and durations of
 * saves: one write at a time, the newest state next, as in writing.ts.
 */
function mostBehind(save: (n: number) => { cost: number; landing: number }): {
  behind: number
  saves: number
} {
  const rhythm = createRhythm()
  let [behind, saves, stored, taken] = [0, 0, 0, 0]
  let write = { from: 0, until: Infinity }
  let isWriting = false
  let waits = false
  const begin = (now: number) => {
    const { cost, landing } = save(saves++)
    rhythm.paid(cost)
    write = { from: now, until: now + landing }
    isWriting = true
    taken = now
  }
  for (let now = 0; now < 60_000; now += TICK_MS) {
    if (isWriting && now >= write.until) {
      behind = Math.max(behind, now - stored)
      stored = write.from
      rhythm.landed(now - write.from)
      isWriting = false
      if (waits) begin(now)
      waits = false
    }
    if (now - taken < rhythm.interval()) continue
    taken = now
    if (isWriting) waits = true
    else begin(now)
  }
  return { behind, saves }
}

test('a cheap save comes every two seconds', () => {
  const { behind, saves } = mostBehind(() => ({ cost: 10, landing: 60 }))
  expect(saves).toBe(29)
  expect(behind).toBeLessThanOrEqual(BETWEEN_MS + 3 * TICK_MS)
})

test('a first save of ten seconds changes nothing afterwards', () => {
  const rhythm = createRhythm()
  rhythm.paid(10_000)
  for (let i = 0; i < 3; i++) {
    rhythm.paid(10)
    rhythm.landed(50)
  }
  expect(rhythm.interval()).toBe(BETWEEN_MS)
})

test('a dear save comes seldomer, within the bound', () => {
  const { behind, saves } = mostBehind(() => ({ cost: 200, landing: 900 }))
  expect(saves).toBeLessThan(22)
  expect(behind).toBeLessThanOrEqual(BOUND_MS)
})

test.each([
  ['slow writes', () => ({ cost: 5, landing: 2300 })],
  ['both', () => ({ cost: 900, landing: 2300 })],
  ['bursts', (n: number) => ({ cost: 20, landing: n % 5 === 4 ? 2900 : 30 })],
  ['a machine four times slower half-way', (n: number) => ({ cost: 50, landing: n < 10 ? 550 : 2200 })],
])('%s: still at most the bound behind', (_, save) => {
  expect(mostBehind(save).behind).toBeLessThanOrEqual(BOUND_MS)
})
