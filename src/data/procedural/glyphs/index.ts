/** How people write the ten digits: for each, its allographs with how common they are. */
import type { Dice } from '../random.ts'
import type { Stroke } from '../strokes.ts'
import { eight } from './eight.ts'
import { five } from './five.ts'
import { four } from './four.ts'
import { nine } from './nine.ts'
import { one } from './one.ts'
import { seven } from './seven.ts'
import { six } from './six.ts'
import { three } from './three.ts'
import { two } from './two.ts'
import { zero } from './zero.ts'

export interface Allograph {
  /** How common it is among the allographs of its digit. */
  readonly weight: number
  readonly write: (dice: Dice) => Stroke[]
}

export const GLYPHS: readonly (readonly Allograph[])[] = [
  zero,
  one,
  two,
  three,
  four,
  five,
  six,
  seven,
  eight,
  nine,
]
