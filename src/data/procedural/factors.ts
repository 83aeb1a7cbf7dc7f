/**
 * What makes one procedural digit differ from another: the true factors that a latent space may be held against.
 * Does NOT draw; the pen (trace.ts, raster.ts) takes these and the glyph.
 */
import { GLYPHS } from './glyphs/index.ts'
import type { Dice } from './random.ts'

export interface Factors {
  readonly digit: number
  /** Which of the digit's ways of writing, an index into `GLYPHS[digit]`. */
  readonly allograph: number
  /** Horizontal shift per unit of height; positive leans to the right. */
  readonly slant: number
  /** Anticlockwise, in radians (small). */
  readonly rotation: number
  /** Width relative to the glyph's own. */
  readonly aspect: number
  /** Diameter of the pen in pixels. */
  readonly weight: number
  /** Longest side of the ink relative to the 20 pixels that it may fill. */
  readonly scale: number
  /** How unsteady the hand is: standard deviation of a control point, in digit heights. */
  readonly wobble: number
  /** How shaky its line is, in pixels. */
  readonly tremor: number
  /** Bow of the whole figure, in digit heights. */
  readonly bend: number
  /** How much wider the foot is than the head. */
  readonly taper: number
}

/** Hands lean to the right, in some digits more than in others. */
const SLANTS = [0.25, 0.25, 0.14, 0.07, 0.24, 0.1, 0.1, -0.02, 0.18, 0.12] as const

/** How broad its line comes out once a digit fills the box: what is written small is enlarged most. */
const BREADTHS = [1.06, 1.06, 1.0, 0.98, 0.95, 0.94, 0.96, 1.0, 0.9, 0.92] as const

/** Thin lines are common, broad ones rare: a squared bell has the long tail that real pens show. */
function drawWeight(dice: Dice): number {
  const root = dice.near(1.585, 0.2)
  return root * root
}

export function drawFactors(dice: Dice, digit: number): Factors {
  const allographs = GLYPHS[digit] ?? []
  return {
    digit,
    allograph: dice.pick(allographs.map(({ weight }) => weight)),
    slant: dice.near(SLANTS[digit] ?? 0, 0.25),
    rotation: dice.near(0, 0.07),
    aspect: dice.near(1.12, 0.17),
    weight: drawWeight(dice) * (BREADTHS[digit] ?? 1),
    scale: 1 - Math.abs(dice.near(0, 0.015)),
    wobble: Math.abs(dice.near(0.022, 0.009)),
    tremor: Math.abs(dice.near(0.1, 0.1)),
    bend: dice.near(0, 0.12),
    taper: dice.near(0, 0.18),
  }
}
