/**
 * What procedural sets are known by. It is told from a few digits, so that a run can be saved before all are drawn; it
 * changes with the way they are drawn, with the seed and with their number.
 */
import { crc32 } from '../../math/crc32.ts'
import { imagesFrom } from '../dataset.ts'
import type { DrawnSplits } from './generate.ts'

/** Each way to write a digit comes in these. */
const LOOKED_AT = 100

/** What the one set that runs were saved on used to be known by: the checksum that engine/data-mark.ts makes of it. */
export const FORMER_MARK = '2438d774'

export function proceduralMarks({ train, test }: DrawnSplits): { mark: string; former: string } {
  const ofTrain = crc32(imagesFrom(train, 0, LOOKED_AT))
  const sum = crc32(imagesFrom(test, 0, LOOKED_AT), ofTrain)
  return { mark: `drawn-${sum.toString(16).padStart(8, '0')}`, former: FORMER_MARK }
}
