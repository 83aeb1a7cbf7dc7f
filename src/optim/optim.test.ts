/** Every optimizer against its published recursion in float64, over several steps. */
import '@tensorflow/tfjs-backend-cpu'
import { dispose, memory, setBackend, tensor1d, type Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { OPTIMIZERS } from './index.ts'

type Name = keyof typeof OPTIMIZERS
const LR = 0.05
const STEPS = 5
const start = [1, -2, 0.5, 3]
/** A different gradient at every step, with a zero and a large one. */
const gradientAt = (step: number) => [0, 0.1 * step, -2 + step, 100 / step]

/** One coordinate in plain numbers, written from the papers rather than from the code. */
const recursions: Record<Name, (gradients: number[]) => number> = {
  sgd: (gradients) => gradients.reduce((sum, g) => sum - LR * g, 0),
  adagrad: (gradients) => {
    let total = 0
    return gradients.reduce((x, g) => x - (LR * g) / (Math.sqrt((total += g * g)) + 1e-10), 0)
  },
  rmsprop: (gradients) => {
    let average = 0
    return gradients.reduce((x, g) => {
      average = 0.99 * average + 0.01 * g * g
      return x - (LR * g) / (Math.sqrt(average) + 1e-8)
    }, 0)
  },
  adam: (gradients) => {
    let m = 0
    let v = 0
    return gradients.reduce((x, g, i) => {
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      const mHat = m / (1 - 0.9 ** (i + 1))
      const vHat = v / (1 - 0.999 ** (i + 1))
      return x - (LR * mHat) / (Math.sqrt(vHat) + 1e-8)
    }, 0)
  },
}

beforeAll(() => setBackend('cpu'))

test.each(Object.keys(OPTIMIZERS) as Name[])('%s follows its recursion and leaks nothing', (name) => {
  const before = memory().numTensors
  const optimizer = OPTIMIZERS[name]
  let parameters: readonly Tensor[] = [tensor1d(start), tensor1d([7])]
  let state = optimizer.init(parameters)
  for (let count = 1; count <= STEPS; count++) {
    const gradients = [tensor1d(gradientAt(count)), tensor1d([count])]
    const next = optimizer.update({ parameters, gradients, state, learningRate: LR })
    dispose([...parameters, ...state.slots, ...gradients])
    parameters = next.parameters
    state = next.state
  }
  const moved = [...parameters[0]!.dataSync()].map((value, i) => value - start[i]!)
  const expected = start.map((_, i) =>
    recursions[name](Array.from({ length: STEPS }, (_, k) => gradientAt(k + 1)[i]!)),
  )
  moved.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4))
  expect(state.count).toBe(STEPS)
  dispose([...parameters, ...state.slots])
  expect(memory().numTensors).toBe(before)
})
