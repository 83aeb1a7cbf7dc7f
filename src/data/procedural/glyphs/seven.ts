import type { Dice } from '../random.ts'
import { at, corner, type Point, type Stroke } from '../strokes.ts'

/** The top from the left, the corner, and the leg down. */
function body(dice: Dice, width: number): Point[] {
  const top = dice.near(0.07, 0.035)
  const foot = width * dice.near(0.36, 0.13)
  const belly = dice.near(0.02, 0.04)
  return [
    at(dice.near(0, 0.03), top),
    at(width * 0.5, top - dice.near(0.015, 0.02)),
    corner(width, dice.near(0.04, 0.03)),
    at(width - (width - foot) * 0.48 - belly, 0.45),
    at(foot, 1),
  ]
}

const plain = (dice: Dice): Stroke[] => [body(dice, dice.near(0.58, 0.08))]

/** The corner is rounded: the leg swings out of the top in one curve. */
function rounded(dice: Dice): Stroke[] {
  const width = dice.near(0.54, 0.08)
  const points = body(dice, width).map(({ x, y }) => at(x, y))
  points.splice(2, 1, at(width * 0.93, 0.04), at(width * dice.near(0.97, 0.02), 0.14))
  return [points]
}

/** A small down-stroke starts the top. */
function hooked(dice: Dice): Stroke[] {
  const [first, ...rest] = body(dice, dice.near(0.58, 0.08)) as [Point, ...Point[]]
  return [
    [
      at(first.x - dice.near(0.02, 0.015), first.y + dice.near(0.14, 0.04)),
      corner(first.x, first.y),
      ...rest,
    ],
  ]
}

/** With the bar through the leg. */
function barred(dice: Dice): Stroke[] {
  const width = dice.near(0.58, 0.08)
  const points = dice.chance(0.3) ? hooked(dice)[0] : body(dice, width)
  const middle = width * dice.near(0.64, 0.05)
  const half = dice.near(0.2, 0.04)
  const y = dice.near(0.5, 0.04)
  const tilt = dice.near(0.02, 0.025)
  return [points as Stroke, [at(middle - half, y + tilt), at(middle, y), at(middle + half, y - tilt)]]
}

export const seven = [
  { weight: 9, write: plain },
  { weight: 3, write: rounded },
  { weight: 3, write: hooked },
  { weight: 3, write: barred },
] as const
