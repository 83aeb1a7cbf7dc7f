/** What is said of lanes: only of steps that all have, and nothing that was not measured. */
import { expect, test } from 'vitest'
import { reportAt, rowAt } from '../store/testing/fake-engine.ts'
import { compareLanes, compareNoise, type MeasuredLane } from './lanes.ts'

const lane = (number: number, change: Partial<MeasuredLane> = {}): MeasuredLane => ({
  lane: number,
  rows: [],
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

test('noise is of each lane’s own estimator, at the newest step of both', () => {
  const score = { probes: [reportAt(5), reportAt(9)], estimatorAt: () => 'score-function' }
  const lanes = [lane(1, { probes: [reportAt(5), reportAt(8)] }), lane(2, score)]
  const { 'score-function': own, reparameterized } = reportAt(5).estimators
  expect(compareNoise(lanes)).toEqual([
    { lane: 2, step: 5, ratio: own!.total.value / reparameterized!.total.value },
  ])
  expect(compareNoise([lanes[0]!, lane(2, { ...score, estimatorAt: () => 'unknown' })])).toEqual([])
})
