/** What only those parts of the page say that are fetched when they are wanted, in Chinese. */
import type { partsText as en } from '../en/parts.ts'
import type { Words } from '../told.ts'
import { bandsText } from './bands.ts'
import { codesText } from './latent-codes.ts'
import { compareText } from './latent-compare.ts'
import { mapAndUnitsText } from './latent-map.ts'
import { viewsText } from './latent-views.ts'
import { latentWaysText } from './latent-ways.ts'
import { likelihoodText } from './likelihood.ts'
import { oneBitText } from './one-bit.ts'
import { oneWeightText } from './one-weight.ts'
import { varianceViewsText } from './variance-views.ts'

export const partsText: Words<typeof en> = {
  ...bandsText,
  ...codesText,
  ...compareText,
  ...mapAndUnitsText,
  ...viewsText,
  ...latentWaysText,
  ...likelihoodText,
  ...oneBitText,
  ...oneWeightText,
  ...varianceViewsText,
}
