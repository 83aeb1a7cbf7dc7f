import { expect, test } from 'vitest'
import { createBreath } from './breathe.ts'

test('work of small pieces yields by the clock, not at every piece, and counts anew from there', async () => {
  let now = 0
  const breath = createBreath(() => now)
  /** Whether it takes a turn of the event loop, which is later than any microtask. */
  const yields = async () => {
    let isDone = false
    const breathing = breath().then(() => (isDone = true))
    for (let i = 0; i < 10; i++) await Promise.resolve()
    const took = !isDone
    await breathing
    return took
  }
  const seen: boolean[] = []
  for (const at of [0, 5, 7, 9, 12, 16, 18, 40, 41]) {
    now = at
    seen.push(await yields())
  }
  expect(seen).toEqual([false, false, false, true, false, false, true, true, false])
})
