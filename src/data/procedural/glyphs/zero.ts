import type { Dice } from '../random.ts'
import { arc, type Stroke } from '../strokes.ts'

/** One loop from the top, usually anticlockwise; it overlaps, just closes or stays a little open. */
function loop(dice: Dice): Stroke[] {
  const from = dice.near(0.8, 0.05)
  const sweep = dice.near(1.02, 0.05)
  const rx = dice.near(0.36, 0.07)
  const clockwise = dice.chance(0.12)
  const spiral = dice.near(0.97, 0.06)
  return [arc({ x: 0, y: 0.5, rx, ry: 0.5, from, to: clockwise ? from + sweep : from - sweep, spiral }, 9)]
}

/** The pen runs on past the start and leaves a small tail inside or across the top. */
function tailed(dice: Dice): Stroke[] {
  const from = dice.near(0.72, 0.04)
  const to = from - dice.near(1.16, 0.05)
  const rx = dice.near(0.36, 0.07)
  return [arc({ x: 0, y: 0.5, rx, ry: 0.48, from, to, spiral: dice.near(0.84, 0.06) }, 10)]
}

export const zero = [
  { weight: 8, write: loop },
  { weight: 2, write: tailed },
] as const
