import type { Dice } from '../random.ts'
import { at, corner, type Point, type Stroke } from '../strokes.ts'

const upperBow = (dice: Dice, width: number): Point[] => [
  at(dice.near(0.03, 0.04), dice.near(0.13, 0.05)),
  at(width * 0.4, dice.near(0.01, 0.012)),
  at(width * dice.near(0.82, 0.05), dice.near(0.1, 0.025)),
  at(width * dice.near(0.76, 0.06), dice.near(0.31, 0.03)),
]

const lowerBow = (dice: Dice, width: number): Point[] => [
  at(width * dice.near(0.78, 0.05), dice.near(0.52, 0.025)),
  at(width * dice.near(1.0, 0.05), dice.near(0.71, 0.03)),
  at(width * dice.near(0.76, 0.06), dice.near(0.92, 0.025)),
  at(width * dice.near(0.36, 0.05), dice.near(0.99, 0.015)),
  at(dice.near(-0.02, 0.05), dice.near(0.87, 0.05)),
]

/** Two bows that meet in a cusp. */
function cusped(dice: Dice): Stroke[] {
  const width = dice.near(0.6, 0.08)
  const middle = corner(width * dice.near(0.36, 0.1), dice.near(0.45, 0.03))
  return [[...upperBow(dice, width), middle, ...lowerBow(dice, width)]]
}

/** A little loop where the bows meet. */
function looped(dice: Dice): Stroke[] {
  const width = dice.near(0.6, 0.08)
  const left = width * dice.near(0.3, 0.06)
  const height = dice.near(0.46, 0.025)
  const middle = [at(left + 0.06, height - 0.015), at(left, height + 0.02), at(left + 0.07, height + 0.045)]
  return [[...upperBow(dice, width), ...middle, ...lowerBow(dice, width)]]
}

/** The pen hardly touches the middle: an open, wavy three. */
function shallow(dice: Dice): Stroke[] {
  const width = dice.near(0.56, 0.08)
  const middle = at(width * dice.near(0.52, 0.06), dice.near(0.45, 0.02))
  return [[...upperBow(dice, width), middle, ...lowerBow(dice, width)]]
}

export const three = [
  { weight: 7, write: cusped },
  { weight: 2, write: looped },
  { weight: 2, write: shallow },
] as const
