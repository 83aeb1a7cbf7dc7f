import type { Dice } from '../random.ts'
import { at, corner, type Point, type Stroke } from '../strokes.ts'

/** From the stem's foot round the belly to the lower left. */
const belly = (dice: Dice, width: number): Point[] => [
  at(width * dice.near(0.52, 0.04), dice.near(0.42, 0.025)),
  at(width * dice.near(0.92, 0.05), dice.near(0.61, 0.035)),
  at(width * dice.near(0.78, 0.06), dice.near(0.87, 0.03)),
  at(width * dice.near(0.38, 0.06), dice.near(0.99, 0.02)),
  at(dice.near(-0.06, 0.06), dice.near(0.9, 0.05)),
]

const topBar = (dice: Dice, width: number, stem: number): Point[] => [
  at(stem, dice.near(0.05, 0.02)),
  at(width * 0.6, dice.near(0.035, 0.02)),
  at(width * dice.near(1.12, 0.12), dice.near(-0.01, 0.04)),
]

/** Stem and belly first, the bar afterwards; it does not always touch. */
function capped(dice: Dice): Stroke[] {
  const width = dice.near(0.58, 0.08)
  const stem = dice.near(0.16, 0.04)
  const foot = corner(dice.near(0.09, 0.03), dice.near(0.46, 0.04))
  const gap = Math.max(0, dice.near(0.01, 0.04))
  return [
    [at(stem, 0.06), at((stem + foot.x) / 2, 0.27), foot, ...belly(dice, width)],
    topBar(dice, width, stem + gap),
  ]
}

/** In one stroke from the right end of the bar. */
function oneStroke(dice: Dice): Stroke[] {
  const width = dice.near(0.58, 0.08)
  const stem = dice.near(0.18, 0.04)
  const foot = corner(dice.near(0.1, 0.03), dice.near(0.45, 0.04))
  const [left, middle, right] = topBar(dice, width, stem) as [Point, Point, Point]
  return [[right, middle, corner(left.x, left.y), at((stem + foot.x) / 2, 0.26), foot, ...belly(dice, width)]]
}

/** A small belly under a long bar that flies off to the right. */
function flying(dice: Dice): Stroke[] {
  const width = dice.near(0.42, 0.07)
  const stem = dice.near(0.2, 0.06)
  const foot = corner(dice.near(0.1, 0.03), dice.near(0.42, 0.04))
  const bar = [
    at(stem + Math.max(0, dice.near(0, 0.03)), dice.near(0.08, 0.03)),
    at(stem + width * 0.6, dice.near(0.05, 0.02)),
    at(stem + width * dice.near(1.35, 0.25), dice.near(0, 0.05)),
  ]
  return [[at(stem, 0.08), at((stem + foot.x) / 2, 0.26), foot, ...belly(dice, width)], bar]
}

/** Corners rounded away, like an S. */
function rounded(dice: Dice): Stroke[] {
  const width = dice.near(0.56, 0.08)
  const left = dice.near(0.12, 0.04)
  const [, middle, right] = topBar(dice, width, left) as [Point, Point, Point]
  return [
    [
      right,
      at(middle.x, middle.y),
      at(left + 0.06, 0.11),
      at(left, dice.near(0.26, 0.03)),
      at(left + 0.1, dice.near(0.38, 0.03)),
      ...belly(dice, width),
    ],
  ]
}

export const five = [
  { weight: 5, write: capped },
  { weight: 4, write: oneStroke },
  { weight: 3, write: flying },
  { weight: 3, write: rounded },
] as const
