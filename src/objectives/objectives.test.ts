/** Every objective of the registry: its row weights are the derivative of its bound, in plain numbers and in TF.js. */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend, tensor1d, tidy } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { OBJECTIVE_METAS, type ObjectiveId } from './metas.ts'
import { OBJECTIVES } from './registry.ts'

const H = 1e-5
/** log w [B][L]. */
const LOG_WEIGHTS = [
  [-100, -98.5, -103, -99],
  [-80, -81, -80.5, -79.75],
  [3, 2, 1, 0],
]

beforeAll(() => setBackend('cpu'))

describe.each(OBJECTIVE_METAS.map(({ id }): ObjectiveId => id))('%s', (id) => {
  const { objective, reference } = OBJECTIVES[id]

  test.each(LOG_WEIGHTS)('row weights are the bound’s derivative', (...own) => {
    const slopes = own.map((_, l) => {
      const at = (step: number) => reference.bound(own.map((value, i) => (i === l ? value + step : value)))
      return (at(H) - at(-H)) / (2 * H)
    })
    reference.rowWeights(own).forEach((weight, l) => expect(weight).toBeCloseTo(slopes[l]!, 8))
  })

  test('TF.js: of the mean over the images', () => {
    const [images, samples] = [LOG_WEIGHTS.length, LOG_WEIGHTS[0]!.length]
    const bySample = Array.from({ length: samples }, (_, l) => LOG_WEIGHTS.map((own) => own[l]!)).flat()
    const actual = tidy(() => {
      const weights = objective.rowWeights({ images, samples, logWeights: () => tensor1d(bySample) })
      return typeof weights === 'number' ? bySample.map(() => weights) : [...weights.dataSync()]
    })
    actual.forEach((weight, row) => {
      const expected = reference.rowWeights(LOG_WEIGHTS[row % images]!)[Math.floor(row / images)]!
      expect(weight).toBeCloseTo(expected / images, 6)
    })
  })
})
