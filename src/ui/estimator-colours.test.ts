/** The estimators' palette is long enough, told apart by all eyes, readable, and the one that the page's rules name. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EYES, contrast, distance, oklab, seenBy } from '../charts/testing/eyes.ts'
import { ESTIMATOR_IDS, colourOf } from '../protocol/estimators.ts'

const css = readFileSync(new URL('./estimator-colours.css', import.meta.url), 'utf8')
const PAPER = { light: '#fcfcfa', dark: '#141619' } as const
/** OKLab. */
const APART: Readonly<Record<string, number>> = {
  normal: 0.18,
  protanope: 0.11,
  deuteranope: 0.11,
  tritanope: 0.08,
}

/** Of one theme, by the names of the variables. */
function coloursOf(theme: keyof typeof PAPER): ReadonlyMap<string, string> {
  const [light, dark] = css.split('@media not print') as [string, string]
  const found = (theme === 'light' ? light : dark).matchAll(/--([\w-]+): (#\w{6});/g)
  return new Map([...found].map(([, name, value]) => [name!, value!]))
}

test('there is a colour for every estimator, with its rule', () => {
  for (const id of ESTIMATOR_IDS)
    for (const theme of ['light', 'dark'] as const) {
      expect([...coloursOf(theme).keys()]).toEqual(
        expect.arrayContaining([colourOf(id), `${colourOf(id)}-text`]),
      )
      expect(css).toContain(`[data-colour='${colourOf(id)}']`)
    }
})

describe.each(['light', 'dark'] as const)('on %s paper', (theme) => {
  const colours = [...coloursOf(theme)]
  const curves = colours.filter(([name]) => !name.endsWith('-text')).map(([, value]) => value)

  test.each(Object.keys(EYES))('a %s tells any two apart', (eye) => {
    const seen = curves.map((colour) => oklab(seenBy(eye, colour)))
    const distances = seen.flatMap((a, i) => seen.slice(0, i).map((b) => distance(a, b)))
    expect(Math.min(...distances)).toBeGreaterThan(APART[eye]!)
  })

  test.each(colours)('%s, %s, stands out from the paper', (name, value) => {
    expect(contrast(value, PAPER[theme])).toBeGreaterThan(name.endsWith('-text') ? 4.5 : 3)
  })
})
