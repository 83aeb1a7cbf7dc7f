/** What is said of lanes: only of steps that all have, and nothing that was not measured. */
import { expect, test } from 'vitest'
import { evaluationAt, reportAt, rowAt } from '../store/testing/fake-engine.ts'
import { compareHeldOut, compareLanes, compareNoise, type MeasuredLane } from './lanes.ts'

const lane = (number: number, change: Partial<MeasuredLane> = {}): MeasuredLane => ({
  lane: number,
  rows: [],
  evaluations: [],
  probes: [],
  estimatorAt: () => 'reparameterized',
  ...change,
})
const rowsTo = (last: number, recon: number) =>
  Array.from({ length: last }, (_, i) => rowAt(i + 1, { recon, kl: 20 }))

test('before all lanes have a step, nothing', () => {
  expect(compareLanes([lane(1, { rows: rowsTo(3, -80) }), lane(2)])).toBeNull()
  expect(compareNoise([lane(1, { probes: [reportAt(3)] }), lane(2)])).toEqual([])
})

test('lanes with the same rows are equal; one other digit and they are not', () => {
  const [first, second] = [lane(1, { rows: rowsTo(30, -80) }), lane(2, { rows: rowsTo(30, -80) })]
  expect(compareLanes([first, second])).toMatchObject({ areEqual: true, step: 30 })
  const other = lane(2, { rows: [rowAt(1, { recon: -80 - 1e-12, kl: 20 }), ...rowsTo(30, -80).slice(1)] })
  expect(compareLanes([first, other])).toMatchObject({ areEqual: false })
})

test('means are over the last rows that all have', () => {
  const lanes = [lane(1, { rows: rowsTo(40, -80) }), lane(2, { rows: rowsTo(33, -90) })]
  expect(compareLanes(lanes)).toEqual({
    step: 33,
    areEqual: false,
    rows: 20,
    relaxed: [],
    elbos: [
      [1, -100],
      [2, -110],
    ],
  })
})

test('without a bound there is no mean', () => {
  const rows = [rowAt(1, { kl: null })]
  expect(compareLanes([lane(1, { rows }), lane(2, { rows })])).toMatchObject({ elbos: null })
})

test('a relaxed objective is compared with nothing: the lane is named', () => {
  const mixed = rowsTo(30, -90).map((row) => (row.step > 25 ? { ...row, estimator: 'gumbel-softmax' } : row))
  const lanes = [lane(1, { rows: rowsTo(30, -80) }), lane(2, { rows: mixed })]
  expect(compareLanes(lanes)).toMatchObject({ elbos: null, relaxed: [2] })
  const earlier = [
    lane(1, { rows: rowsTo(60, -80) }),
    lane(2, { rows: [...mixed, ...rowsTo(60, -90).slice(30)] }),
  ]
  expect(compareLanes(earlier)).toMatchObject({
    relaxed: [],
    elbos: [
      [1, -100],
      [2, -110],
    ],
  })
})

test('held-out values are of the newest step that all have, and of as many images', () => {
  const [at4, at9] = [evaluationAt(4), evaluationAt(9)]
  const first = lane(1, { evaluations: [at4, at9] })
  expect(compareHeldOut([first, lane(2)])).toBeNull()
  expect(compareHeldOut([first, lane(2, { evaluations: [{ ...at4, recon: -90 }] })])).toEqual({
    step: 4,
    elbos: [
      [1, at4.recon - at4.kl!],
      [2, -90 - at4.kl!],
    ],
  })
  const fewer = { ...at9, images: 1 }
  expect(compareHeldOut([first, lane(2, { evaluations: [at4, fewer] })])?.step).toBe(4)
  expect(compareHeldOut([first, lane(2, { evaluations: [{ ...at4, kl: null }] })])).toBeNull()
})

test('noise is of each lane’s own estimator, at the newest step of both', () => {
  const score = { probes: [reportAt(5), reportAt(9)], estimatorAt: () => 'score-function' }
  const lanes = [lane(1, { probes: [reportAt(5), reportAt(8)] }), lane(2, score)]
  const { 'score-function': own, reparameterized } = reportAt(5).estimators
  expect(compareNoise(lanes)).toEqual([
    { lane: 2, step: 5, ratio: own!.total.value / reparameterized!.total.value },
  ])
  expect(compareNoise([lanes[0]!, lane(2, { ...score, estimatorAt: () => 'unknown' })])).toEqual([])
})
