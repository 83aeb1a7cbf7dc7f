/** The words of the Samples region, in English. */
import { counted } from './format.ts'
import { format as f } from './format.ts'

export const samplesText = {
  samples: 'Samples',
  sampleViews: 'Samples view',
  prior: 'prior',
  reconstructions: 'reconstructions',
  priorCaption: 'Decoded from the same 96 draws z ~ N(0, I) throughout',
  priorCodesCaption: 'Decoded from the same 96 codes throughout, each drawn uniformly from all codes',
  reconstructionsCaption: 'Pairs of rows: random test images, and the reconstruction below each',
  priorAlt: ({ count, step }: { count: number; step: number }) =>
    `${counted(count, 'image')} decoded from fixed draws of the prior, near step ${f.integer(step)}`,
  reconstructionsAlt: ({ count, step }: { count: number; step: number }) =>
    `${counted(count, 'random test image')}, each above its reconstruction, near step ${f.integer(step)}`,
  manifold: 'manifold',
  traversal: 'latent traversal',
  codebook: 'codebook',
  samplesAlt: 'No samples yet',
  samplesEmpty: 'Samples appear as soon as the model is ready.',
}
