/**
 * The colours of the ten classes in the map of encodings, on light paper and on dark.
 *
 * Found by search (simulated annealing in OKLab): the smallest distance between any two is as large as it gets in
 * normal vision and, with less weight, as protanopes, deuteranopes and tritanopes see them, where common palettes of
 * ten fall together. None is near a colour that means an estimator or a term of the bound. A class has the same hue on
 * both papers; digits that lie together in a latent space (4 and 9, 3 and 5 and 8) have colours far apart.
 * classes.test.ts measures all this.
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

export const classColours = (isDark: boolean): readonly string[] => CLASS_COLOURS[isDark ? 'dark' : 'light']

export const CLASSES: readonly number[] = CLASS_COLOURS.light.map((_, label) => label)
