import { expect, test } from 'vitest'
import { WEIGHT_PRESETS, WEIGHT_PRESET_NAMES, WEIGHT_STOPS, solveWeights } from './problem.ts'

const rowOf = (name: keyof typeof WEIGHT_PRESETS, id: string) =>
  solveWeights(WEIGHT_PRESETS[name]).rows.find((row) => row.id === id)!

test.each(WEIGHT_PRESET_NAMES)('%s can be reached with the sliders', (name) => {
  const { k, mu, sigma } = WEIGHT_PRESETS[name]
  expect(WEIGHT_STOPS.k).toContain(k)
  expect(WEIGHT_STOPS.mu).toContain(mu)
  expect(WEIGHT_STOPS.sigma).toContain(sigma)
})

test('sticking the landing is biased where it is said to, and that is measured', () => {
  const { gradient } = solveWeights(WEIGHT_PRESETS.presetLanding)
  const { exact, measured } = rowOf('presetLanding', 'landing')
  expect(exact!.mean - gradient).toBeCloseTo(0.185852, 5)
  expect((measured.mean - gradient) / measured.meanError).toBeGreaterThan(10)
})

test('the doubly reparameterized gradient has the clearer signal with many draws, and is worse where q is overconfident', () => {
  expect(rowOf('presetMany', 'dreg').signal).toBeGreaterThan(10 * rowOf('presetMany', 'pathwise').signal)
  const [dreg, pathwise] = (['dreg', 'pathwise'] as const).map(
    (id) => rowOf('presetOverconfident', id).exact!,
  )
  expect(dreg!.variance).toBeGreaterThan(2 * pathwise!.variance)
})

test('VIMCO needs two draws', () => {
  const { rows } = solveWeights({ ...WEIGHT_PRESETS.presetLanding, k: 1 })
  expect(rows.map(({ id }) => id)).toEqual(['pathwise', 'dreg', 'landing'])
})
