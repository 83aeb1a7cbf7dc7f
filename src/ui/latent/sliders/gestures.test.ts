import { expect, test } from 'vitest'
import { createGestures } from './gestures.ts'

test('keys pressed in a row on one slider are one gesture; a pause, another slider or a drag begins another', () => {
  let now = 0
  const gestures = createGestures(() => now)
  const press = (latent: number, at: number) => {
    now = at
    gestures.press(latent)
    return gestures.current
  }
  const first = press(0, 0)
  expect(press(0, 1000)).toBe(first)
  expect(press(0, 2000)).toBe(first)
  const later = press(0, 4000)
  expect(later).not.toBe(first)
  const other = press(1, 4100)
  expect(other).not.toBe(later)
  gestures.grab()
  const drag = gestures.current
  expect(drag).not.toBe(other)
  expect(gestures.current).toBe(drag)
  expect(press(1, 4200)).not.toBe(drag)
})
