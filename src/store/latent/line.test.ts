import { expect, test } from 'vitest'
import { openedLab, settled } from '../testing/set-up.ts'
import { LINE_IMAGES, linePoints } from './kept.ts'

test('the points of a line: its ends to the last bit, its middle the mean', () => {
  const [from, to] = [Float32Array.of(0.1, -3.3), Float32Array.of(1 / 3, 7.7)]
  const z = linePoints(from, to)
  expect(z).toHaveLength(2 * LINE_IMAGES)
  expect(z.subarray(0, 2)).toEqual(from)
  expect(z.subarray(-2)).toEqual(to)
  const middle = z.subarray(LINE_IMAGES - 1, LINE_IMAGES + 1)
  expect(middle[0]).toBeCloseTo((0.1 + 1 / 3) / 2, 6)
  expect(middle[1]).toBeCloseTo(2.2, 6)
})

test('is decoded once there are two images, and again with every inspection of them', async () => {
  const { lab, latent, asked, trainedAt } = await openedLab({ latent: 2 })
  const isLine = (call: string) => call === `decode ${LINE_IMAGES} points`
  const stop = lab.latent.watch('line')
  lab.latent.watch('inspection')
  await lab.latent.choose({ test: 1 })
  await settled()
  expect(asked('decode').filter(isLine)).toEqual([])
  await lab.latent.choosePartner({ test: 2 })
  await settled()
  expect(asked('decode').filter(isLine)).toHaveLength(1)
  expect(latent().line?.count).toBe(LINE_IMAGES)
  await lab.train()
  await trainedAt(2000)
  await trainedAt(2100) // the inspection is shown
  await settled()
  expect(asked('decode').filter(isLine)).toHaveLength(1)
  stop()
  await trainedAt(4000)
  await settled()
  expect(asked('decode').filter(isLine)).toEqual([])
})

test('a drawing that grows is one step back, and is not told with each of its lines', async () => {
  const { lab, latent, state } = await openedLab({ latent: 2 })
  lab.latent.moveTo([1, 1])
  const told = state().announcement
  for (let i = 0; i < 5; i++) {
    await lab.latent.choose({ pixels: new Uint8Array(784) })
    lab.latent.moveTo([0.01 * i, 0], 'drawing')
  }
  expect(state().announcement).toBe(told)
  lab.latent.undo()
  expect(latent().point).toEqual([1, 1])
})
