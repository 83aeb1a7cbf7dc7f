import type { Dice } from '../random.ts'
import { at, type Stroke } from '../strokes.ts'

/** Down the back, round the bottom, and the loop closes against the back. */
function closing(dice: Dice): Stroke[] {
  const width = dice.near(0.52, 0.08)
  const loop = dice.near(0.54, 0.08)
  const lean = dice.near(0.33, 0.11)
  return [
    [
      at(lean, 0),
      at(lean * 0.5, dice.near(0.2, 0.025)),
      at(dice.near(0.05, 0.02), dice.near(0.48, 0.03)),
      at(dice.near(0.03, 0.03), 0.78),
      at(width * 0.36, dice.near(0.99, 0.01)),
      at(width * dice.near(0.86, 0.04), dice.near(0.9, 0.025)),
      at(width * dice.near(0.98, 0.05), loop + 0.14),
      at(width * dice.near(0.62, 0.05), loop),
      at(width * dice.near(0.22, 0.08), loop + dice.near(0.13, 0.04)),
      ...(dice.chance(0.5) ? [at(width * 0.08, loop + dice.near(0.3, 0.04))] : []),
    ],
  ]
}

/** A tight curl at the foot of a long straight back. */
function curled(dice: Dice): Stroke[] {
  const width = dice.near(0.44, 0.07)
  const loop = dice.near(0.64, 0.05)
  const lean = dice.near(0.22, 0.1)
  return [
    [
      at(lean, 0),
      at(lean * 0.62, 0.25),
      at(lean * 0.22, 0.55),
      at(0, dice.near(0.84, 0.02)),
      at(width * 0.4, 1),
      at(width, dice.near(0.86, 0.03)),
      at(width * 0.8, loop + 0.03),
      at(width * dice.near(0.4, 0.08), loop + dice.near(0.05, 0.03)),
      at(width * dice.near(0.12, 0.06), loop + dice.near(0.2, 0.04)),
    ],
  ]
}

export const six = [
  { weight: 7, write: closing },
  { weight: 3, write: curled },
] as const
