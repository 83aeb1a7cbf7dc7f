import type { Dice } from '../random.ts'
import { at, corner, type Stroke } from '../strokes.ts'

/** Down, across, and a second stroke through the bar; the top stays open. */
function open(dice: Dice): Stroke[] {
  const width = dice.near(0.56, 0.09)
  const bar = dice.near(0.52, 0.06)
  const stem = width * dice.near(0.86, 0.08)
  const top = dice.near(0.04, 0.06)
  return [
    [
      at(dice.near(0.1, 0.05), Math.max(0, dice.near(0.06, 0.05))),
      at(dice.near(0.05, 0.035), bar * 0.55),
      corner(dice.near(0, 0.03), bar),
      at(width * 0.5, bar + dice.near(0, 0.02)),
      at(width * dice.near(1.15, 0.12), bar - dice.near(0.02, 0.03)),
    ],
    [at(stem + dice.near(0.03, 0.03), top), at(stem, 0.5), at(stem - dice.near(0.02, 0.03), 1)],
  ]
}

/** The left side is a bowl that runs straight into the bar, as in a fast hand. */
function bowled(dice: Dice): Stroke[] {
  const width = dice.near(0.54, 0.08)
  const low = dice.near(0.5, 0.05)
  const stem = width * dice.near(0.95, 0.05)
  return [
    [
      at(dice.near(0.04, 0.03), dice.near(0.06, 0.05)),
      at(dice.near(0, 0.02), low * 0.62),
      at(width * 0.25, low),
      at(width * 0.65, low - dice.near(0.03, 0.02)),
      at(stem, low - dice.near(0.12, 0.04)),
    ],
    [
      at(stem + dice.near(0.02, 0.03), dice.near(0.03, 0.03)),
      at(stem, 0.45),
      at(stem - dice.near(0.01, 0.03), 1),
    ],
  ]
}

/** Written in one: the pen goes back up to the top and down the stem, as in a lightning bolt or a y. */
function oneStroke(dice: Dice): Stroke[] {
  const width = dice.near(0.5, 0.08)
  const low = dice.near(0.46, 0.05)
  return [
    [
      at(dice.near(0.05, 0.03), dice.near(0.05, 0.04)),
      at(0, low * 0.6),
      at(width * 0.22, low),
      at(width * 0.7, low * 0.75),
      corner(width, dice.near(0.06, 0.05)),
      at(width * dice.near(0.93, 0.04), 0.55),
      at(width * dice.near(0.88, 0.06), 1),
    ],
  ]
}

/** The printed form: the slope meets the stem at the top. */
function closed(dice: Dice): Stroke[] {
  const width = dice.near(0.62, 0.08)
  const bar = dice.near(0.64, 0.05)
  const stem = width * dice.near(0.72, 0.05)
  return [
    [
      at(stem + dice.near(0.01, 0.02), dice.near(0.01, 0.015)),
      at(stem * 0.5, bar * dice.near(0.52, 0.03)),
      corner(dice.near(0, 0.02), bar),
      at(width * 0.5, bar + dice.near(0, 0.012)),
      at(width * dice.near(1.1, 0.1), bar - dice.near(0.01, 0.02)),
    ],
    [at(stem + dice.near(0.01, 0.015), 0), at(stem, 0.5), at(stem - dice.near(0.01, 0.02), 1)],
  ]
}

export const four = [
  { weight: 6, write: open },
  { weight: 4, write: bowled },
  { weight: 2, write: oneStroke },
  { weight: 2, write: closed },
] as const
