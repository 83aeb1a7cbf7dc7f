import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../protocol/settings.ts'
import type { Portrait } from '../../../store/compare/state.ts'
import { emptyRun, type History } from '../../../store/history.ts'
import { evaluationOf, measuresOf, portraitName, pointsOf, reachesOf } from './sides.ts'

/** Two images at (scale, 0) and (0, -scale). */
function portraitOf(run: number, scale: number, change: Partial<Settings> = {}): Portrait {
  const mean = Float32Array.of(scale, 0, 0, -scale)
  return {
    run,
    settings: { ...DEFAULT_SETTINGS, latent: 2, ...change },
    step: 100,
    encodings: {
      step: 100,
      count: 2,
      indices: Uint32Array.of(0, 1),
      latent: 2,
      mean,
      spread: new Float32Array(4).fill(1),
    },
    labels: Uint8Array.of(4, 9),
    sheet: { kind: 'manifold', rows: 0, columns: 0, images: { pixels: new Uint8Array(0), count: 0 } },
    fit: { spread: 1.5, active: 2, holes: { share: 0.625, error: 0.0174, sets: 5, draws: 500 } },
  }
}
const vae = portraitOf(1, 2)
const autoencoder = portraitOf(2, 30, { family: 'point' })

const evaluation = (step: number, recon: number, kl: number | null) => ({ step, recon, kl, images: 10 })
const history: History = {
  current: {
    ...emptyRun(2, autoencoder.settings),
    evaluations: [evaluation(100, -70, null), evaluation(200, -90, 20)],
  },
  earlier: [{ ...emptyRun(1, vae.settings), evaluations: [evaluation(50, -85, 25)] }],
}

test('each is called what it is', () => {
  expect(portraitName(vae)).toBe('VAE, 100 steps')
  expect(portraitName({ ...autoencoder, step: 1 })).toBe('autoencoder, 1 step')
})

describe('axes', () => {
  const sides = [pointsOf(vae), pointsOf(autoencoder)]

  test('the same on both sides hold both, the prior’s circles too', () => {
    const [left, right] = reachesOf(sides, 'same-scale') as [number, number]
    expect(left).toBe(right)
    expect(right).toBeGreaterThanOrEqual(30)
    expect(reachesOf([sides[0]!], 'same-scale')[0]).toBeGreaterThanOrEqual(2)
  })

  test('or each its own', () => {
    const [left, right] = reachesOf(sides, 'own-scale') as [number, number]
    expect(left).toBeLessThan(right)
  })
})

describe('numbers', () => {
  test('an evaluation is one of the same run and of the same kind', () => {
    expect(evaluationOf(autoencoder, history)).toMatchObject({ recon: -70 })
    expect(evaluationOf(vae, history)).toMatchObject({ recon: -85 })
    expect(evaluationOf({ ...vae, run: 9 }, history)).toBeNull()
  })

  test('stand beside each other, and an evaluation of another step says so', () => {
    const rows = measuresOf([vae, autoencoder], history).map(({ values }) => values)
    expect(rows[0]).toEqual([{ text: '−85.0', aside: 'at 50' }, { text: '−70.0' }])
    expect(rows.slice(1).map((values) => values.map(({ text }) => text))).toEqual([
      ['1.5', '1.5'],
      ['2 of 2', '2 of 2'],
      ['62.5 ± 1.7%', '62.5 ± 1.7%'],
    ])
  })
})
