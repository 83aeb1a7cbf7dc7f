import { describe, expect, test } from 'vitest'
import { EYES, contrast, distance, linear, oklab, seenBy } from '../testing/eyes.ts'
import { CLASS_COLOURS } from './classes.ts'

/** What two colours must at least differ by (OKLab). */
const APART = { normal: 0.18, protanope: 0.11, deuteranope: 0.11, tritanope: 0.08 } as const

/** Of the first estimators and the terms, as the style sheets have them. */
const TAKEN = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7'],
  dark: ['#56b4e9', '#f08a4b', '#3cc79e', '#e3a0c6'],
} as const
const PAPER = { light: '#fcfcfa', dark: '#141619' } as const
const CONTRAST = { light: 1.9, dark: 2.9 } as const

const hueOf = (hex: string) => {
  const [, a, b] = oklab(linear(hex))
  return { hue: Math.atan2(b, a), chroma: Math.hypot(a, b) }
}

describe.each(['light', 'dark'] as const)('on %s paper', (theme) => {
  const colours = CLASS_COLOURS[theme]

  test.each(Object.keys(EYES))('a %s tells any two apart', (eye) => {
    const seen = colours.map((colour) => oklab(seenBy(eye, colour)))
    const distances = seen.flatMap((a, i) => seen.slice(0, i).map((b) => distance(a, b)))
    expect(distances).toHaveLength(45)
    expect(Math.min(...distances)).toBeGreaterThan(APART[eye as keyof typeof APART])
  })

  test('none is taken for an estimator or a term, and each stands out from the paper', () => {
    for (const colour of colours) {
      for (const taken of TAKEN[theme])
        expect(distance(oklab(linear(colour)), oklab(linear(taken)))).toBeGreaterThan(0.07)
      expect(contrast(colour, PAPER[theme])).toBeGreaterThan(CONTRAST[theme])
    }
  })
})

test('a class has nearly the same hue on both papers', () => {
  CLASS_COLOURS.light.forEach((colour, label) => {
    const [light, dark] = [hueOf(colour), hueOf(CLASS_COLOURS.dark[label]!)]
    if (light.chroma < 0.06) return
    const turn = Math.abs(light.hue - dark.hue)
    expect(Math.min(turn, 2 * Math.PI - turn)).toBeLessThan(0.5)
  })
})
