import type { Dice } from '../random.ts'
import { at, corner, type Point, type Stroke } from '../strokes.ts'

/** The loop, anticlockwise from the upper right, back to where it began. */
function loop(dice: Dice, width: number): Point[] {
  const low = dice.near(0.45, 0.055)
  return [
    at(width * dice.near(0.88, 0.06), dice.near(0.1, 0.04)),
    at(width * dice.near(0.5, 0.05), 0),
    at(width * dice.near(0.1, 0.03), low * 0.42),
    at(width * dice.near(0.16, 0.05), low * 0.86),
    at(width * 0.5, low),
    at(width * dice.near(0.84, 0.04), low * 0.66),
  ]
}

/** The stem comes straight down. */
function straight(dice: Dice): Stroke[] {
  const width = dice.near(0.5, 0.07)
  const top = corner(width * dice.near(0.97, 0.03), dice.near(0.1, 0.05))
  const foot = width * dice.near(0.86, 0.15)
  return [[...loop(dice, width), top, at((top.x + foot) / 2 + dice.near(0.015, 0.02), 0.55), at(foot, 1)]]
}

/** The stem bends and ends in a hook to the left. */
function hooked(dice: Dice): Stroke[] {
  const width = dice.near(0.52, 0.07)
  const side = width * dice.near(0.98, 0.04)
  return [
    [
      ...loop(dice, width),
      corner(width * 0.96, dice.near(0.12, 0.04)),
      at(side, 0.5),
      at(side * dice.near(0.86, 0.05), dice.near(0.85, 0.03)),
      at(width * dice.near(0.5, 0.06), 0.99),
      at(width * dice.near(0.12, 0.1), dice.near(0.93, 0.04)),
    ],
  ]
}

/** The loop runs on into the stem without a corner: a q, or a g without its tail. */
function flowing(dice: Dice): Stroke[] {
  const width = dice.near(0.5, 0.07)
  const foot = width * dice.near(0.62, 0.15)
  return [
    [
      ...loop(dice, width),
      at(width * dice.near(0.98, 0.03), dice.near(0.2, 0.03)),
      at(width * 0.95, dice.near(0.45, 0.04)),
      at((width + foot) / 2, 0.74),
      at(foot, 1),
    ],
  ]
}

export const nine = [
  { weight: 6, write: straight },
  { weight: 3, write: hooked },
  { weight: 3, write: flowing },
] as const
