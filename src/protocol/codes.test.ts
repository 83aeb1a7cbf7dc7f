import { describe, expect, test } from 'vitest'
import { FAMILIES } from '../families/registry.ts'
import { FAMILY_IDS, familyMetaOf } from './families.ts'
import { codesOf, formOf, legalPoint, pointOfState, stateOfPoint } from './codes.ts'

const real = formOf({ family: 'gaussian', latent: 2, classes: 8 })
const bits = formOf({ family: 'bernoulli', latent: 3, classes: 8 })
const classes = formOf({ family: 'categorical', latent: 2, classes: 3 })

describe('the code of a point', () => {
  test('is the point itself where latents are real numbers', () =>
    expect([...codesOf([0.25, -3], real)]).toEqual([0.25, -3]))

  test('is 0 or 1 for a bit, whatever number stood there', () =>
    expect([...codesOf([0.49, 0.51, -7, 1, 0, 9], bits)]).toEqual([0, 1, 0, 1, 0, 1]))

  test('is one-hot for a class, row after row', () => {
    expect([...codesOf([0, 2, 1, 7], classes)]).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1])
    expect(legalPoint([-1, 7], classes)).toEqual([0, 2])
  })

  test.for(FAMILY_IDS)('of %s is as wide as the decoder reads it', (family) => {
    const widths = familyMetaOf(family).widths({ latents: 5, classes: 4 })
    expect(codesOf(new Float32Array(10), formOf({ family, latent: 5, classes: 4 }))).toHaveLength(
      2 * widths.code,
    )
  })
})

describe('the states', () => {
  test.for([
    ['bernoulli', 3, 2],
    ['categorical', 3, 4],
  ] as const)('of %s are counted as the family counts them', ([family, latents, values]) => {
    const form = formOf({ family, latent: latents, classes: values })
    const states = FAMILIES[family].reference({ latents, classes: values }).states!()
    expect(form.states).toBe(states.length)
    states.forEach((code, s) => {
      const point = pointOfState(s, latents, values)
      expect([...codesOf(point, form)]).toEqual([...code])
      expect(stateOfPoint(point, values)).toBe(s)
    })
  })
})
