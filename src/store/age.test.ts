import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { agoOf, isStale, lastSwitchOf, STALE_AFTER } from './age.ts'
import { addMark, addRows, emptyRun, startRun, type History, type Mark } from './history.ts'
import { rowAt } from './testing/fake-engine.ts'

describe('a value is stale', () => {
  test.each([
    ['of this step', 100, 100, 0, false],
    ['of step 0, nothing trained', 0, 0, 0, false],
    ['500 steps old', 100, 600, 0, false],
    ['501 steps old', 100, 601, 0, true],
    ['of the step at which a setting was switched: the same weights', 100, 100, 100, false],
    ['of after the switch', 101, 130, 100, false],
    ['of a step before the switch', 99, 100, 100, true],
    ['of before the switch, and old', 1, 5000, 4000, true],
    ['of after the switch, and old', 4001, 4600, 4000, true],
    ['of weights that were given up', 650, 600, 0, true],
  ])('%s', (_, step, now, lastSwitch, stale) => expect(isStale(step, now, lastSwitch)).toBe(stale))

  test('and stays so while training goes on', () => {
    const step = fc.nat(1e6)
    fc.assert(
      fc.property(step, step, step, step, (at, older, later, lastSwitch) => {
        const now = at + older
        if (isStale(at, now, lastSwitch)) expect(isStale(at, now + later, lastSwitch)).toBe(true)
        expect(isStale(now, now, Math.min(lastSwitch, now))).toBe(false)
      }),
    )
  })
})

describe('the last switch', () => {
  const mark = (step: number, change: Partial<Mark> = {}): Mark => ({
    step,
    kind: 'beta',
    value: 2,
    ...change,
  })

  test('is the newest mark of a live setting', () => {
    expect(lastSwitchOf([])).toBe(0)
    expect(lastSwitchOf([mark(10), mark(30, { kind: 'estimator', value: 'score-function' })])).toBe(30)
  })

  test('is behind the weights that a divergence brought back', () => {
    const diverged = mark(40, { kind: 'diverged', value: 25 })
    expect(lastSwitchOf([mark(10), mark(30), diverged])).toBe(25)
    expect(lastSwitchOf([mark(10), diverged])).toBe(10)
    expect(lastSwitchOf([mark(10), diverged, mark(27)])).toBe(27)
  })
})

describe('how long ago', () => {
  const fresh: History = { current: emptyRun(0, DEFAULT_SETTINGS), earlier: [] }
  const stand = (step: number, phase = 'paused', history = fresh) => ({ step, phase, history })

  test('is told of what is stale alone', () => {
    expect(agoOf(100, stand(727))).toBe(627)
    expect(agoOf(300, stand(727))).toBeNull()
    const switched = addMark(fresh, { step: 400, kind: 'estimator', value: 'score-function' })
    expect(agoOf(300, stand(401, 'training', switched))).toBe(101)
    expect(agoOf(400, stand(401, 'training', switched))).toBeNull()
  })

  test('an answer that is ahead of what training told is fresh; after a divergence it is of no model', () => {
    expect(agoOf(110, stand(100, 'training'))).toBeNull()
    expect(agoOf(110, stand(100))).toBeNull()
    const diverged = addMark(fresh, { step: 120, kind: 'diverged', value: 100 })
    expect(agoOf(110, stand(100, 'diverged', diverged))).toBe(-10)
    expect(agoOf(105, stand(103, 'training', diverged))).toBeNull()
  })

  test('of an earlier run it is counted from its end', () => {
    const trained = addRows(fresh, [rowAt(1), rowAt(STALE_AFTER + 50)])
    const next = startRun(trained, DEFAULT_SETTINGS, 'mnist', 469)
    expect(agoOf(20, stand(0, 'ready', next), 0)).toBe(STALE_AFTER + 30)
    expect(agoOf(STALE_AFTER, stand(0, 'ready', next), 0)).toBeNull()
    expect(agoOf(20, stand(0, 'ready', next), 7)).toBeNull()
  })
})
