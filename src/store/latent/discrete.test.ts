/** The page's point where latents are bits or classes: always a code that the decoder can read. */
import { describe, expect, test } from 'vitest'
import { formOf } from '../../protocol/codes.ts'
import { openedLab, settled } from '../testing/set-up.ts'
import { planSheet, sheetPoints } from './sheet.ts'

const bits = { family: 'bernoulli', estimator: 'enumeration', latent: 3 } as const
const classes = { family: 'categorical', estimator: 'enumeration', latent: 2, classes: 3 } as const

describe('the point', () => {
  test('begins at zeros, and is sent as the code of its family', async () => {
    expect((await openedLab(bits)).asked('decode')).toEqual(['decode 0.00 0.00 0.00'])
    expect((await openedLab(classes)).asked('decode')).toEqual(['decode 1.00 0.00 0.00 1.00 0.00 0.00'])
  })

  test('takes the nearest values that there are', async () => {
    const { lab, latent } = await openedLab(classes)
    lab.latent.moveTo([1.4, 9])
    expect(latent().point).toEqual([1, 2])
  })

  test('random draws are from the prior: every value of every latent', async () => {
    const { lab, latent } = await openedLab(classes)
    const seen = [new Set<number>(), new Set<number>()]
    for (let i = 0; i < 100; i++) {
      lab.latent.random()
      latent().point.forEach((value, j) => seen[j]!.add(value))
    }
    for (const values of seen) expect([...values].sort()).toEqual([0, 1, 2])
  })

  test('of an image is its most probable code', async () => {
    const { lab, latent } = await openedLab(classes)
    await lab.latent.choose({ test: 4 })
    expect(latent().inspection?.mode).toEqual(Float32Array.of(1, 2))
    expect(latent().point).toEqual([1, 2])
  })

  test('does not go over to a model whose latents take other values', async () => {
    const { lab, latent } = await openedLab({ latent: 3 })
    lab.latent.moveTo([0.7, -0.2, 3])
    lab.set('estimator', 'score-function')
    lab.set('family', 'bernoulli')
    expect(latent().point).toEqual([0.7, -0.2, 3])
    await lab.reset()
    await settled()
    expect(latent()).toMatchObject({ point: [0, 0, 0], past: [] })
  })
})

describe('what is kept fresh', () => {
  test('is nothing that only Gaussians and straight lines have', async () => {
    const { lab, latent, asked } = await openedLab({ ...bits, latent: 2 })
    for (const need of ['encodings', 'line', 'gaps', 'inspection'] as const) lab.latent.watch(need)
    await lab.latent.choose({ test: 1 })
    await lab.latent.choosePartner({ test: 2 })
    await settled()
    expect(asked('gap')).toEqual([])
    expect(latent()).toMatchObject({ line: null, statistics: null, order: [0, 1], active: 2 })
  })
})

describe('the sheet', () => {
  test('holds all states where they are few', () => {
    const plan = planSheet([0, 1, 2], formOf({ ...bits, classes: 2 }))
    expect(plan).toMatchObject({ kind: 'codebook', rows: 2, columns: 4, values: [0, 1] })
    expect([...sheetPoints(plan, [0, 0, 0]).slice(0, 9)]).toEqual([0, 0, 0, 0, 0, 1, 0, 1, 0])
    const shapeOf = (latent: number, count: number) => {
      const order = Array.from({ length: latent }, (_, j) => j)
      const form = formOf({ family: 'categorical', latent, classes: count })
      const { kind, rows, columns } = planSheet(order, form)
      return [kind, rows, columns]
    }
    expect(shapeOf(2, 16)).toEqual(['codebook', 16, 16])
    expect(shapeOf(3, 6)).toEqual(['codebook', 15, 15])
    expect(shapeOf(1, 64)).toEqual(['codebook', 8, 8])
    expect(shapeOf(4, 8)).toEqual(['traversal', 4, 8])
  })

  test('else steps each latent through its values, the others at the point', () => {
    const order = Array.from({ length: 12 }, (_, j) => j)
    const plan = planSheet(order, formOf({ family: 'bernoulli', latent: 12, classes: 2 }))
    expect(plan).toMatchObject({ kind: 'traversal', rows: 10, columns: 2 })
    const z = sheetPoints(plan, new Array<number>(12).fill(1))
    expect([...z.slice(0, 12)]).toEqual([0, ...new Array<number>(11).fill(1)])
  })
})
