/** What webgl has of its own against the operations composed of TF.js's. */
import { memory, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { uniform } from '../../src/math/random.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { chooseKernels, ops } from '../../src/ops/table.ts'

beforeAll(() => startDevice('webgl'))

let draws = 0
const random = (shape: number[], low = -1): Tensor =>
  tensor(
    uniform(
      shape.reduce((a, b) => a * b, 1),
      low,
      1,
      { seed: 3, stream: 1, step: ++draws },
    ),
    shape,
  )

const worst = (actual: Tensor, expected: Tensor): number => {
  const other = expected.dataSync()
  return [...actual.dataSync()].reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0)
}

test('Adam, over odd shapes; what it was given stays as it was', () => {
  const rates = { decayM: 0.9, decayV: 0.999, scale: 3e-3, floor: 1e-8 }
  const tensors = memory().numTensors
  tidy(() => {
    const shapes = [[1], [7], [785], [1, 1], [3, 7], [13, 784]]
    const states = shapes.map((s) => ({ parameter: random(s), m: random(s), v: random(s, 0) }))
    const gradients = shapes.map((s) => random(s))
    const before = states.map(({ parameter }) => [...parameter.dataSync()])
    const expected = COMPOSED.adamStep(states, gradients, rates)
    expect(ops()).not.toBe(COMPOSED)
    ops()
      .adamStep(states, gradients, rates)
      .forEach((next, i) => {
        expect(worst(next.m, expected[i]!.m)).toBeLessThan(2e-7)
        expect(worst(next.v, expected[i]!.v)).toBeLessThan(2e-7)
        expect(worst(next.parameter, expected[i]!.parameter)).toBeLessThan(1e-5)
      })
    states.forEach(({ parameter }, i) => expect([...parameter.dataSync()]).toEqual(before[i]))
  })
  expect(memory().numTensors).toBe(tensors)
})

test('a number that is not finite reaches all three', () => {
  tidy(() => {
    const state = { parameter: random([5, 3]), m: random([5, 3]), v: random([5, 3], 0) }
    const gradient = tensor([...random([14]).dataSync(), NaN], [5, 3])
    const [next] = ops().adamStep([state], [gradient], { decayM: 0.9, decayV: 0.9, scale: 1, floor: 1 })
    for (const one of [next!.parameter, next!.m, next!.v])
      expect([...one.dataSync()].map(Number.isFinite).lastIndexOf(false)).toBe(14)
  })
})

test('kernels=composed leaves them away', () => {
  chooseKernels('composed')
  expect(ops()).toBe(COMPOSED)
  chooseKernels('own')
})
