/** The interleaving itself, on a session that keeps its own time. */
import { expect, test } from 'vitest'
import { measure, roundsThatFit, stepsOfSpell } from './measure.ts'
import type { Entrant } from './peers/index.ts'
import type { Session } from './session.ts'

const entrant = (id: string): Entrant => ({ id, script: 'elbo-lab', variant: 'wasm' })

/** Each takes a fixed time a step and three dispatches; one does not start. */
function pretendSession(msPerStep: Readonly<Record<string, number>>) {
  const order: string[] = []
  const session: Session = {
    browser: 'none',
    start: ({ id }) =>
      id in msPerStep
        ? Promise.resolve({ id: 0, value: `${id} here`, milliseconds: 0 })
        : Promise.reject(new Error('no such device')),
    ask(id, method, steps) {
      if (method !== 'run') return Promise.resolve({ id: 0, value: 7, milliseconds: 0 })
      order.push(id)
      const counted = { dispatches: 3 * (steps as number), submits: steps as number, readbacks: 1 }
      const gpu = { ...counted, bindGroups: 0, buffers: 0, writes: 0 }
      return Promise.resolve({ id: 0, milliseconds: msPerStep[id]! * (steps as number), gpu })
    },
    stop: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  return { session, order }
}

test('entrants take turns, and one that does not start is left out with its reason', async () => {
  const { session, order } = pretendSession({ quick: 10, slow: 500 })
  const entrants = [entrant('quick'), entrant('absent'), entrant('slow')]
  const plan = { entrants, rounds: 3, seconds: 1, mostSeconds: 60 }
  const { measured, leftOut, rounds } = await measure(session, plan)
  expect(leftOut).toEqual([{ id: 'absent', reason: 'no such device' }])
  expect(rounds).toBe(3)
  expect(order.slice(-6)).toEqual(['quick', 'slow', 'quick', 'slow', 'quick', 'slow'])
  expect(measured.map(({ median }) => median)).toEqual([100, 2])
  expect(measured[0]!.rates).toHaveLength(3)
  expect(measured[0]!.gpuCallsPerStep).toMatchObject({ dispatches: 3, submits: 1, readbacks: 0.01 })
})

test('a spell is five steps at least, but of slow steps only what fits into five seconds', () => {
  expect(stepsOfSpell(170, 1)).toBe(170)
  expect(stepsOfSpell(3, 1)).toBe(5)
  expect(stepsOfSpell(0.8, 1)).toBe(4)
  expect(stepsOfSpell(0.1, 1)).toBe(2)
})

test('slow entrants have fewer rounds, but three', () => {
  const plan = { rounds: 9, seconds: 1, mostSeconds: 60 }
  expect(roundsThatFit(plan, [100, 200])).toBe(9)
  expect(roundsThatFit(plan, [0.5, 100])).toBe(8) // a round is 3 steps in 6 s, and 1 s
  expect(roundsThatFit(plan, [0.1])).toBe(3)
  expect(roundsThatFit({ ...plan, rounds: 2 }, [0.1])).toBe(2)
})
