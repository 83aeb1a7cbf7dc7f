/** What is made of a palette's colours. Pure, so that what draws with them can be tested without a page. */
import type { Frame } from './chart/spec.ts'
import type { Palette } from './palette.ts'

/** A colour that lets through what is behind it. */
export const translucent = (colour: string, share: number): string =>
  `${colour}${Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')}`

/** What every chart's frame takes from the page. */
export const frameColours = (colour: Palette): Pick<Frame, 'ink' | 'soft' | 'line' | 'paper' | 'family'> => ({
  ink: colour('ink'),
  soft: colour('soft'),
  line: colour('line'),
  paper: colour('paper'),
  family: colour('family'),
})
