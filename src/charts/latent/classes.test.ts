import { describe, expect, test } from 'vitest'
import { CLASS_COLOURS } from './classes.ts'

type Triple = readonly [number, number, number]

/** As severely colour-blind eyes see linear RGB: Machado, Oliveira & Fernandes, IEEE TVCG 15(6), 2009. */
const EYES: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** What two colours must at least differ by (OKLab). */
const APART = { normal: 0.18, protanope: 0.11, deuteranope: 0.11, tritanope: 0.08 } as const

/** Of the estimators and the terms, as tokens.css has them. */
const TAKEN = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7'],
  dark: ['#56b4e9', '#f08a4b', '#3cc79e', '#e3a0c6'],
} as const
const PAPER = { light: '#fcfcfa', dark: '#141619' } as const
const CONTRAST = { light: 1.9, dark: 2.9 } as const

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as unknown as Triple

const dot = (row: readonly number[], [r, g, b]: Triple) => row[0]! * r + row[1]! * g + row[2]! * b

const seenBy = (eye: string, hex: string): Triple =>
  EYES[eye]!.map((row) => Math.min(1, Math.max(0, dot(row, linear(hex))))) as unknown as Triple

function oklab(rgb: Triple): Triple {
  const [l, m, s] = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ].map((row) => Math.cbrt(dot(row, rgb))) as [number, number, number]
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ]
}

const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex))

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const hueOf = (hex: string) => {
  const [, a, b] = oklab(linear(hex))
  return { hue: Math.atan2(b, a), chroma: Math.hypot(a, b) }
}

describe.each(['light', 'dark'] as const)('on %s paper', (theme) => {
  const colours = CLASS_COLOURS[theme]

  test.each(Object.keys(APART))('a %s tells any two apart', (eye) => {
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
