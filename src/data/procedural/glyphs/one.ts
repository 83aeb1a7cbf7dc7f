import type { Dice } from '../random.ts'
import { at, corner, type Stroke } from '../strokes.ts'

/** The plain down-stroke that most people write. */
const bar = (dice: Dice): Stroke[] => [[at(dice.near(0, 0.01), 0), at(dice.near(0, 0.018), 0.5), at(0, 1)]]

/** With an up-stroke before it. */
function flagged(dice: Dice): Stroke[] {
  const reach = dice.near(0.22, 0.06)
  const drop = dice.near(0.2, 0.06)
  return [
    [at(-reach, drop), at(-reach * 0.45, drop * 0.62), corner(0, 0), at(dice.near(0, 0.015), 0.5), at(0, 1)],
  ]
}

/** With an up-stroke and a foot. */
function footed(dice: Dice): Stroke[] {
  const half = dice.near(0.24, 0.06)
  const tilt = dice.near(0, 0.02)
  return [...flagged(dice), [at(-half, 1 + tilt), at(0, 1), at(half, 1 - tilt)]]
}

export const one = [
  { weight: 17, write: bar },
  { weight: 2, write: flagged },
  { weight: 1, write: footed },
] as const
