/** The decoder's backward pass for any row weights, in whatever order its two results are asked for. */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { normal, uniform } from '../math/random.ts'
import { initialValues, type Architecture } from './architecture.ts'
import { createDecoder, type Decoded, type RowWeights } from './decoder.ts'
import { asNetwork, uploadParameters } from './parameters.ts'
import { plainBackward, plainForward, plainLogLikelihood, plainNetwork, plainValues } from './reference.ts'

const architecture: Architecture = {
  pixels: 7,
  gamma: 4,
  code: 2,
  hidden: [5],
  activation: 'tanh',
  likelihood: 'bernoulli',
  sigma: 1,
}
const key = { seed: 3, stream: 0, step: 0 }
const values = initialValues(architecture, key)
const ROWS = 4
const IMAGES = 2
const z = normal(ROWS * 2, { ...key, stream: 1 })
const x = uniform(IMAGES * 7, 0, 1, { ...key, stream: 2 })
const WEIGHTS = [0.5, -2, 0, 1.25]

/** The decoder's gradients and dz of the weighted sum, and log p of each row, in plain numbers. */
function plain(weights: readonly number[]) {
  const { decoder } = plainNetwork(architecture, values)
  const into = decoder.map(({ weight, bias }) => ({
    weight: weight.map((row) => row.map(() => 0)),
    bias: bias.map(() => 0),
  }))
  const rows = weights.map((weight, row) => {
    const trace = plainForward(decoder, [...z.subarray(2 * row, 2 * row + 2)], 'tanh')
    const image = [...x.subarray(7 * (row % IMAGES), 7 * (row % IMAGES) + 7)]
    const { value, gradient } = plainLogLikelihood(architecture, trace.at(-1)!, image)
    return {
      value,
      dz: plainBackward(
        decoder,
        trace,
        gradient.map((slope) => weight * slope),
        'tanh',
        into,
      ),
    }
  })
  return [plainValues(into).flat(), rows.flatMap(({ dz }) => dz), rows.map(({ value }) => value)]
}

type Ask = (decoded: Decoded, weights: RowWeights) => void
const ORDERS: readonly (readonly [string, Ask])[] = [
  ['its weights first', () => undefined],
  ['log p first', (decoded) => void decoded.logLikelihood],
  ['other weights first', (decoded) => void decoded.backward(-3, false)],
  ['the weight 0 first', (decoded) => void decoded.backward(0, false)],
]

beforeAll(() => setBackend('cpu'))

test.each(
  ORDERS.flatMap(([order, ask]) =>
    [WEIGHTS, [0.25, 0.25, 0.25, 0.25], [0, 0, 0, 0]].map((weights) => ({ order, ask, weights })),
  ),
)('$order: $weights', ({ ask, weights }) => {
  const before = memory().numTensors
  tidy(() => {
    const { decoder } = asNetwork(architecture, uploadParameters(architecture, values))
    const isEqual = weights.every((weight) => weight === weights[0])
    const rows: RowWeights = isEqual ? weights[0]! : tensor1d(weights)
    const decoded = createDecoder(architecture, decoder).evaluate(
      tensor2d(z, [ROWS, 2]),
      tensor2d(x, [IMAGES, 7]),
    )
    ask(decoded, rows)
    const { layers, input } = decoded.backward(rows, true)
    const parameters = layers.flatMap(({ weight, bias }) => [...weight.dataSync(), ...bias.dataSync()])
    const actual = [parameters, [...input!.dataSync()], [...decoded.logLikelihood.dataSync()]]
    plain(weights).forEach((expected, i) =>
      expected.forEach((value, j) => expect(actual[i]![j]!).toBeCloseTo(value, 5)),
    )
  })
  expect(memory().numTensors).toBe(before)
})

test('a backward pass of which nothing is wanted computes nothing, and asks for no likelihood', () => {
  tidy(() => {
    const { decoder } = asNetwork(architecture, uploadParameters(architecture, values))
    const inputs = [tensor2d(z, [ROWS, 2]), tensor2d(x, [IMAGES, 7])] as const
    const ofProbe = createDecoder(architecture, decoder, false).evaluate(...inputs)
    const before = memory().numTensors
    expect(ofProbe.backward(tensor1d(WEIGHTS), false)).toEqual({ layers: [], input: null })
    expect(memory().numTensors).toBe(before + 1) // the weights
    expect(ofProbe.backward(1, true).input!.shape).toEqual([ROWS, 2])
  })
})
