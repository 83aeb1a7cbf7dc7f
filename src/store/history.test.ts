import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import {
  MAX_EARLIER,
  MAX_EVALUATIONS,
  MAX_MARKS,
  addEvaluation,
  addMark,
  addRows,
  emptyRun,
  startRun,
  type History,
} from './history.ts'
import { evaluationAt, rowAt } from './testing/fake-engine.ts'

const fresh: History = { current: emptyRun(0, DEFAULT_SETTINGS), earlier: [] }
const again = (history: History) => startRun(history, DEFAULT_SETTINGS, 'mnist', 469)

describe('rows', () => {
  test('are appended', () => {
    const { current } = addRows(addRows(fresh, [rowAt(1), rowAt(2)]), [rowAt(3)])
    expect(current.rows.map(({ step }) => step)).toEqual([1, 2, 3])
  })

  test('logged again after a divergence replace what went wrong', () => {
    const before = addRows(fresh, [rowAt(1), rowAt(2), rowAt(3), rowAt(4)])
    const { rows } = addRows(before, [rowAt(3, { kl: 7 })]).current
    expect(rows.map(({ step, kl }) => [step, kl])).toEqual([
      [1, 25],
      [2, 25],
      [3, 7],
    ])
  })
})

describe('runs', () => {
  test('only the last few are kept, newest first', () => {
    let history = fresh
    for (let i = 0; i < MAX_EARLIER + 3; i++) history = again(addRows(history, [rowAt(1)]))
    expect(history.earlier.map(({ id }) => id)).toEqual([7, 6, 5, 4, 3])
    expect(history.current).toMatchObject({ id: 8, rows: [] })
  })

  test('one that showed nothing is not kept', () => {
    expect(again(again(fresh)).earlier).toEqual([])
  })
})

test('evaluations are thinned, the first and the last stay', () => {
  let history = fresh
  for (let step = 1; step <= 2 * MAX_EVALUATIONS; step++) history = addEvaluation(history, evaluationAt(step))
  const { evaluations } = history.current
  expect(evaluations.length).toBeLessThanOrEqual(MAX_EVALUATIONS)
  expect([evaluations.at(0)?.step, evaluations.at(-1)?.step]).toEqual([1, 2 * MAX_EVALUATIONS])
})

test('an evaluation of the same step replaces the one before', () => {
  const once = addEvaluation(fresh, evaluationAt(10))
  expect(addEvaluation(once, evaluationAt(10)).current.evaluations).toHaveLength(1)
})

describe('marks', () => {
  test('one gesture leaves one mark', () => {
    const dragged = addMark(
      addMark(fresh, { step: 10, kind: 'beta', value: 2 }),
      { step: 20, kind: 'beta', value: 3 },
      true,
    )
    expect(dragged.current.marks).toEqual([{ step: 20, kind: 'beta', value: 3 }])
  })

  test('two gestures leave two', () => {
    const twice = addMark(addMark(fresh, { step: 10, kind: 'beta', value: 2 }), {
      step: 20,
      kind: 'beta',
      value: 3,
    })
    expect(twice.current.marks).toHaveLength(2)
  })

  test('are bounded', () => {
    let history = fresh
    for (let step = 1; step < 500; step++) history = addMark(history, { step, kind: 'lr', value: step })
    expect(history.current.marks).toHaveLength(MAX_MARKS)
  })
})
