import '@tensorflow/tfjs-backend-cpu'
import { mul, setBackend, sum, tensor2d, tidy } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { notEnumerated } from '../../tests/support/gaussian.ts'
import type { Decoder } from '../model/decoder.ts'
import { sharedDecoder } from './shared-decoder.ts'

beforeAll(() => setBackend('cpu'))

/** log p(x|z) = the sum of z x. */
function countingDecoder() {
  let evaluations = 0
  const decoder: Decoder = {
    enumerate: notEnumerated,
    evaluate(z, targets) {
      evaluations += 1
      return {
        logLikelihood: sum(mul(z, targets), 1),
        backward: () => ({ layers: [], input: null }),
      }
    },
  }
  return { decoder, evaluations: () => evaluations }
}

test('what was asked before is not computed again; whatever else is asked has its own answer', () => {
  tidy(() => {
    const { decoder, evaluations } = countingDecoder()
    const shared = sharedDecoder(decoder)
    const [z, other] = [tensor2d([[1, 2]]), tensor2d([[3, 4]])]
    const [x, y] = [tensor2d([[1, 1]]), tensor2d([[1, 0]])]
    const ask = (...question: Parameters<Decoder['evaluate']>) =>
      shared.evaluate(...question).logLikelihood.dataSync()[0]

    expect([ask(z, x), ask(z, x)]).toEqual([3, 3])
    expect(evaluations()).toBe(1)
    expect([ask(other, x), ask(z, y)]).toEqual([7, 1])
    expect([ask(z, x), ask(other, x)]).toEqual([3, 7])
    expect(evaluations()).toBe(3)
  })
})
