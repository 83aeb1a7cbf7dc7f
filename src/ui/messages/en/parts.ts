/**
 * What only those parts of the page say that are fetched when they are wanted, in English: the page begins without these
 * words, and they come with the first such part (../of-parts.ts).
 */
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

export const partsText = {
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
