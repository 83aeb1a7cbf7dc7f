import { describe, expect, test } from 'vitest'
import { countUsed, probableStates } from './states.ts'

describe('the probable states', () => {
  const posterior = Float64Array.of(0.05, 0.6, 0.05, 0.3, 0)
  test('are those of the posterior, and the favourites of q', () => {
    const guess = Float64Array.of(0, 0.1, 0, 0, 0.9)
    expect(probableStates({ posterior, guess }, 4).map(({ state }) => state)).toEqual([1, 3, 0, 4])
    expect(probableStates({ posterior, guess }, 4)[3]).toEqual({ state: 4, posterior: 0, guess: 0.9 })
  })
  test('are all states where there are no more', () =>
    expect(probableStates({ posterior, guess: posterior }, 8).map(({ state }) => state)).toEqual([
      1, 3, 0, 2, 4,
    ]))
})

test('a code is used if some image has it as its most probable one', () =>
  expect(countUsed({ modes: Uint32Array.of(0, 7, 1, 0) })).toEqual({ used: 2, dead: 2 }))
