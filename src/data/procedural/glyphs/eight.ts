import type { Dice } from '../random.ts'
import { arc, at, type Stroke } from '../strokes.ts'

/** An S first, then back up through the waist; at the top it closes, crosses or stays open. */
function woven(dice: Dice): Stroke[] {
  const upper = dice.near(0.245, 0.045)
  const lower = dice.near(0.245, 0.05)
  const waist = dice.near(0.48, 0.045)
  const closing = dice.near(0.02, 0.05)
  return [
    [
      at(upper * dice.near(0.75, 0.15), dice.near(0.11, 0.04)),
      at(-upper * 0.1, 0),
      at(-upper, waist * dice.near(0.42, 0.04)),
      at(dice.near(0, 0.03), waist),
      at(lower, dice.near(0.73, 0.02)),
      at(dice.near(0, 0.03), 1),
      at(-lower, dice.near(0.76, 0.02)),
      at(dice.near(-0.01, 0.03), waist + dice.near(0.03, 0.02)),
      at(upper * dice.near(0.85, 0.1), waist * 0.48),
      at(upper * 0.72 + closing, dice.near(0.1, 0.04)),
    ],
  ]
}

/** Begun and ended far out at the upper right: the upper loop is a wedge that may stay open. */
function wedged(dice: Dice): Stroke[] {
  const upper = dice.near(0.2, 0.04)
  const lower = dice.near(0.22, 0.045)
  const waist = dice.near(0.5, 0.05)
  const out = dice.near(1.25, 0.2)
  return [
    [
      at(upper * out, dice.near(0.1, 0.05)),
      at(upper * 0.1, dice.near(0.02, 0.02)),
      at(-upper, waist * dice.near(0.46, 0.06)),
      at(dice.near(-0.02, 0.03), waist),
      at(lower * 0.9, dice.near(0.76, 0.03)),
      at(-lower * 0.1, 1),
      at(-lower, dice.near(0.82, 0.03)),
      at(dice.near(-0.01, 0.03), waist + dice.near(0.05, 0.03)),
      at(upper * out * 0.75, waist * dice.near(0.48, 0.06)),
      at(upper * out * dice.near(1.1, 0.12), dice.near(0.02, 0.04)),
    ],
  ]
}

/** A narrow one: the loops are slits. */
function narrow(dice: Dice): Stroke[] {
  const half = dice.near(0.14, 0.03)
  const waist = dice.near(0.48, 0.05)
  return [
    [
      at(half * 1.1, dice.near(0.08, 0.04)),
      at(0, 0.01),
      at(-half, 0.2),
      at(0, waist),
      at(half * 1.05, 0.76),
      at(-half * 0.1, 1),
      at(-half * 1.1, 0.8),
      at(0, waist + 0.02),
      at(half * 1.2, dice.near(0.18, 0.04)),
      at(half * 0.9, dice.near(0.04, 0.03)),
    ],
  ]
}

/** One ring upon another. */
function stacked(dice: Dice): Stroke[] {
  const waist = dice.near(0.46, 0.04)
  const upper = dice.near(0.21, 0.03)
  const lower = dice.near(0.26, 0.04)
  const from = dice.near(0.75, 0.08)
  const high = { x: dice.near(0.02, 0.02), y: waist / 2, rx: upper, ry: waist / 2 }
  const low = { x: 0, y: (1 + waist) / 2, rx: lower, ry: (1 - waist) / 2 }
  return [arc({ ...high, from, to: from - 1.02 }, 8), arc({ ...low, from, to: from - 1.03 }, 8)]
}

export const eight = [
  { weight: 6, write: woven },
  { weight: 5, write: wedged },
  { weight: 2, write: narrow },
  { weight: 1, write: stacked },
] as const
