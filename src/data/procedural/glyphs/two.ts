import type { Dice } from '../random.ts'
import { at, corner, type Point, type Stroke } from '../strokes.ts'

/** The hook over the top, down to just before the bottom left. */
function hook(dice: Dice, width: number): Point[] {
  const start = dice.near(0.22, 0.08)
  const shoulder = dice.near(0.27, 0.05)
  return [
    at(dice.near(0.05, 0.06), start + Math.max(0, dice.near(0, 0.06))),
    at(width * 0.24, start * 0.35),
    at(width * dice.near(0.56, 0.07), 0),
    at(width * dice.near(0.9, 0.04), shoulder * 0.62),
    at(width * dice.near(0.86, 0.05), shoulder * 1.45),
    at(width * dice.near(0.55, 0.05), dice.near(0.66, 0.03)),
  ]
}

/** A sharp turn at the bottom left, then a straight or slightly hanging foot. */
function sharp(dice: Dice): Stroke[] {
  const width = dice.near(0.66, 0.08)
  const rise = dice.near(0.02, 0.05)
  return [
    [
      ...hook(dice, width),
      corner(dice.near(0.02, 0.04), dice.near(0.95, 0.03)),
      at(width * 0.5, dice.near(0.97, 0.025) - rise / 2),
      at(width * dice.near(1.12, 0.1), 0.98 - rise),
    ],
  ]
}

/** A loop at the bottom left and a wave to the right: the commonest in a fast hand. */
function looped(dice: Dice): Stroke[] {
  const width = dice.near(0.64, 0.08)
  const size = dice.near(0.21, 0.065)
  const low = dice.near(0.94, 0.03)
  return [
    [
      ...hook(dice, width),
      at(width * 0.3, low - size * 0.3),
      at(dice.near(0.1, 0.03), low),
      at(dice.near(-0.02, 0.03), low - size * 0.55),
      at(0.1, low - size * 1.15),
      at(width * 0.42, low - size * 0.6),
      at(width * 0.78, low + dice.near(0, 0.04)),
      at(width * dice.near(1.25, 0.15), low - dice.near(0, 0.07)),
    ],
  ]
}

/** The loop is a ring that fills the lower half; the tail leaves through the stem. */
function ringed(dice: Dice): Stroke[] {
  const width = dice.near(0.56, 0.08)
  const high = dice.near(0.66, 0.04)
  const low = dice.near(0.96, 0.03)
  return [
    [
      ...hook(dice, width).slice(0, 5),
      at(width * dice.near(0.76, 0.05), dice.near(0.68, 0.03)),
      at(width * 0.46, low - 0.07),
      at(dice.near(0.12, 0.03), low),
      at(dice.near(-0.03, 0.03), low - 0.13),
      at(dice.near(0.12, 0.04), high),
      at(width * 0.55, (high + low) / 2 - 0.07),
      at(width * 0.9, low - 0.04),
      at(width * dice.near(1.25, 0.12), low + dice.near(0, 0.05)),
    ],
  ]
}

/** The turn is rounded, without a loop. */
function rounded(dice: Dice): Stroke[] {
  const width = dice.near(0.62, 0.08)
  const low = dice.near(0.96, 0.02)
  return [
    [
      ...hook(dice, width),
      at(width * 0.22, low - 0.12),
      at(dice.near(0.05, 0.02), low - 0.02),
      at(width * 0.3, low),
      at(width * dice.near(1.1, 0.12), low - dice.near(0.03, 0.05)),
    ],
  ]
}

export const two = [
  { weight: 5, write: sharp },
  { weight: 5, write: looped },
  { weight: 4, write: ringed },
  { weight: 2, write: rounded },
] as const
