/** The estimators' palette is long enough, told apart by all eyes, readable, and the one that the page's rules name. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EYES, contrast, distance, oklab, seenBy } from '../charts/testing/eyes.ts'
import { ESTIMATOR_IDS, colourOf, missingCapability, type EstimatorId } from '../protocol/estimators.ts'
import { FAMILY_IDS } from '../protocol/families.ts'

const css = readFileSync(new URL('./estimator-colours.css', import.meta.url), 'utf8')
const PAPER = { light: '#fcfcfa', dark: '#141619' } as const
/** OKLab. */
const APART: Readonly<Record<string, number>> = {
  normal: 0.18,
  protanope: 0.11,
  deuteranope: 0.11,
  tritanope: 0.08,
}

/** Whether there is a latent family with which both can be used. */
const mayMeet = (a: EstimatorId, b: EstimatorId): boolean =>
  FAMILY_IDS.some((family) => [a, b].every((id) => missingCapability(id, family) === null))

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

  test.each(Object.keys(EYES))('a %s tells any two apart that may be in one chart', (eye) => {
    const seen = (id: EstimatorId) => oklab(seenBy(eye, new Map(colours).get(colourOf(id))!))
    const distances = ESTIMATOR_IDS.flatMap((a, i) =>
      ESTIMATOR_IDS.slice(0, i)
        .filter((b) => mayMeet(a, b))
        .map((b) => distance(seen(a), seen(b))),
    )
    expect(distances.length).toBeGreaterThan(ESTIMATOR_IDS.length)
    expect(Math.min(...distances)).toBeGreaterThan(APART[eye]!)
  })

  test.each(colours)('%s, %s, stands out from the paper', (name, value) => {
    expect(contrast(value, PAPER[theme])).toBeGreaterThan(name.endsWith('-text') ? 4.5 : 3)
  })
})
