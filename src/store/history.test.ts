import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import {
  MAX_EARLIER,
  MAX_EVALUATIONS,
  MAX_MARKS,
  addEvaluation,
  addMark,
  addRows,
  beginWith,
  continueRun,
  emptyRun,
  marksInForce,
  startRun,
  withLook,
  withoutCurves,
  withoutRun,
  type History,
  type Mark,
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

  test('one that showed nothing is not kept, and leaves its number to the next', () => {
    const { current, earlier } = again(again(fresh))
    expect([earlier, current.number, current.id]).toEqual([[], 1, 2])
  })

  const trained = (history: History) => again(addRows(history, [rowAt(1)]))

  test('a pinned one keeps its place beside newer ones', () => {
    let history = withLook(fresh, 0, { isPinned: true })
    for (let i = 0; i < 2 * MAX_EARLIER; i++) history = trained(history)
    expect(history.earlier).toHaveLength(MAX_EARLIER)
    expect(history.earlier.map(({ number }) => number)).toEqual([10, 9, 8, 7, 1])
    for (const { id } of history.earlier) history = withLook(history, id, { isPinned: true })
    expect(trained(history).earlier.map(({ number }) => number)).toEqual([10, 9, 8, 7, 1])
  })

  test('no two that are shown beside each other have the same colour, whichever stay', () => {
    let history = fresh
    for (let i = 0; i < 30; i++) {
      history = withLook(trained(history), i, { isPinned: i % 4 === 0 })
      if (i % 7 === 3) history = withoutRun(history, history.earlier[1]!.id)
      const colours = [history.current, ...history.earlier].map(({ colour }) => colour)
      expect(new Set(colours).size).toBe(colours.length)
    }
  })

  test('what a person chose of a run outlives its loss of the engine, and its name a save', () => {
    const history = withLook(trained(fresh), 1, { name: 'mine', isPinned: true })
    expect(withoutCurves(history).current).toMatchObject({ name: 'mine', number: 2, isPinned: true })
    const { id: _, number: __, colour: ___, ...saved } = history.current
    expect(continueRun(history, saved, true).current).toMatchObject({ name: 'mine', isPinned: true })
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

  const beta = (step: number, value: number): Mark => ({ step, kind: 'beta', value })
  const switchTo = (step: number, value: string): Mark => ({ step, kind: 'estimator', value })
  const after = (...marks: readonly Mark[]) =>
    marks.reduce((history, mark) => addMark(history, mark), fresh).current.marks

  test('a switch there and back before a step was taken leaves none', () => {
    expect(after(switchTo(10, 'score-function'), switchTo(10, 'reparameterized'))).toEqual([])
    expect(
      after(switchTo(10, 'score-function'), beta(10, 4), switchTo(10, 'reparameterized'), beta(10, 1)),
    ).toEqual([])
  })

  test('of several at one step the last counts, whatever else was switched between', () => {
    expect(after(beta(10, 4), switchTo(10, 'score-function'), beta(10, 2))).toEqual([
      switchTo(10, 'score-function'),
      beta(10, 2),
    ])
    expect(after(beta(10, 4), beta(20, 3), switchTo(20, 'score-function'), beta(20, 4))).toEqual([
      beta(10, 4),
      switchTo(20, 'score-function'),
    ])
  })

  test('a switch there and back with steps between leaves two', () => {
    expect(after(beta(10, 4), beta(11, 1))).toHaveLength(2)
  })

  test('a gesture that comes back to where it began keeps what it went through', () => {
    const once = addMark(addMark(fresh, beta(10, 4)), beta(20, 3), true)
    expect(addMark(once, beta(30, 1), true).current.marks).toEqual([beta(20, 3), beta(30, 1)])
  })

  test('are in force once a step was taken', () => {
    const marks = [beta(2, 4), beta(3, 2)]
    expect(marksInForce({ marks, rows: [rowAt(1), rowAt(2), rowAt(3)] })).toEqual([beta(2, 4)])
    expect(marksInForce({ marks, rows: [rowAt(3), rowAt(4)] })).toEqual(marks)
    expect(marksInForce({ marks, rows: [] })).toEqual([])
    const diverged: Mark = { step: 7, kind: 'diverged', value: 5 }
    expect(marksInForce({ marks: [diverged], rows: [rowAt(5)] })).toEqual([diverged])
  })

  test('what is set before the first step is what the run begins with', () => {
    const { settings } = beginWith(fresh, { ...DEFAULT_SETTINGS, beta: 4, latent: 2 }).current
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, beta: 4 })
  })
})
