/**
 * The colours of classes, by label. Those of the ten classes in the map of encodings, on light paper and on dark.
 *
 * Found by search (simulated annealing in OKLab): the smallest distance between any two is as large as it gets in
 * normal vision and, with less weight, as protanopes, deuteranopes and tritanopes see them, where common palettes of
 * ten fall together. None is near a colour that means an estimator or a term of the bound. A class has the same hue on
 * both papers; digits that lie together in a latent space (4 and 9, 3 and 5 and 8) have colours far apart.
 * classes.test.ts measures all this. Sets with more classes have colours that are only as far apart as they can be.
 */
export const CLASS_COLOURS = {
  light: [
    '#fe839f',
    '#8c717e',
    '#205ed0',
    '#4ac1ea',
    '#d2b117',
    '#690f8e',
    '#599100',
    '#a279fd',
    '#a10000',
    '#005853',
  ],
  dark: [
    '#ce63ac',
    '#8ebda8',
    '#069aee',
    '#bdfbff',
    '#fda30b',
    '#7051bf',
    '#fef45b',
    '#edb0ff',
    '#b33a0b',
    '#227361',
  ],
} as const

/** As many as a label can name. */
const MOST_CLASSES = 256
const GOLDEN_ANGLE = 137.508
const LIGHTNESS = { light: [45, 60, 35], dark: [70, 55, 85] } as const

const byte = (share: number) =>
  Math.round(255 * share)
    .toString(16)
    .padStart(2, '0')

/** From hue (degrees), saturation and lightness (per cent). */
function hex(hue: number, saturation: number, lightness: number): string {
  const light = lightness / 100
  const width = (saturation / 100) * Math.min(light, 1 - light)
  const part = (n: number) => {
    const turn = (n + hue / 30) % 12
    return light - width * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))
  }
  return `#${byte(part(0))}${byte(part(8))}${byte(part(4))}`
}

const furtherColour = (label: number, theme: keyof typeof LIGHTNESS): string =>
  hex((label * GOLDEN_ANGLE) % 360, 70, LIGHTNESS[theme][label % LIGHTNESS[theme].length]!)

const coloursOf = (theme: keyof typeof LIGHTNESS): readonly string[] =>
  Array.from(
    { length: MOST_CLASSES },
    (_, label) => CLASS_COLOURS[theme][label] ?? furtherColour(label, theme),
  )

const COLOURS = { light: coloursOf('light'), dark: coloursOf('dark') }

/** By label. */
export const classColours = (isDark: boolean): readonly string[] => COLOURS[isDark ? 'dark' : 'light']

/** The classes that there are, in order. */
export const classesIn = (labels: Uint8Array): readonly number[] => [...new Set(labels)].sort((a, b) => a - b)
