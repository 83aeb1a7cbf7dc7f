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
  describe.each([1, 2, 4])('K = %i', (draws) => {
    const [objective, reference] = [OBJECTIVES[id].objective(draws), OBJECTIVES[id].reference(draws)]

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

    test('TF.js: the bound of each estimate', () => {
      if (!objective.bound) return
      const estimates = LOG_WEIGHTS[0]!.length / draws
      const bySample = LOG_WEIGHTS[0]!.map((_, l) => LOG_WEIGHTS.map((own) => own[l]!)).flat()
      const actual = tidy(() => [...objective.bound!(tensor1d(bySample)).dataSync()])
      LOG_WEIGHTS.forEach((own, b) => {
        const mean = Array.from({ length: estimates }, (_, l) => actual[l * LOG_WEIGHTS.length + b]!)
        expect(mean.reduce((sum, one) => sum + one) / estimates).toBeCloseTo(reference.bound(own), 4)
      })
    })
  })
})

describe('the importance-weighted bound', () => {
  const bound = (draws: number) => OBJECTIVES['importance-weighted'].reference(draws)

  test('one draw: the ELBO of these draws; all together: between their mean and the largest', () => {
    for (const own of LOG_WEIGHTS) {
      const elbo = OBJECTIVES.elbo.reference(1).bound(own)
      expect(bound(1).bound(own)).toBeCloseTo(elbo, 10)
      expect(bound(4).bound(own)).toBeGreaterThan(elbo)
      expect(bound(4).bound(own)).toBeLessThan(Math.max(...own))
    }
  })

  test('weights far apart neither overflow nor vanish', () => {
    const far = [-2000, -1200, -5000, -1200]
    expect(bound(4).bound(far)).toBeCloseTo(-1200 + Math.log(2 / 4), 10)
    bound(4)
      .rowWeights(far)
      .forEach((weight, i) => expect(weight).toBeCloseTo(i % 2 ? 0.5 : 0, 10))
    const { objective } = OBJECTIVES['importance-weighted']
    tidy(() => {
      const logWeights = tensor1d(far)
      const given = { images: 1, samples: 4, logWeights: () => logWeights }
      expect([...(objective(4).rowWeights(given) as typeof logWeights).dataSync()]).toEqual([0, 0.5, 0, 0.5])
      expect(objective(4).bound!(logWeights).dataSync()[0]).toBeCloseTo(-1200 + Math.log(0.5), 3)
    })
  })
})
