/** The words of the Samples region, in English. */
import { counted } from './count.ts'
import { format as f } from './format.ts'

export const samplesText = {
  samples: 'Samples',
  sampleViews: 'Which samples',
  prior: 'prior',
  reconstructions: 'reconstructions',
  priorCaption: 'Decoded from the same 96 draws of z ~ N(0, I) since step 0',
  reconstructionsCaption: 'Rows in pairs: random test images, and below each what the model makes of it',
  priorAlt: ({ count, step }: { count: number; step: number }) =>
    `${counted(count, 'image')} decoded from fixed draws of the prior, near step ${f.integer(step)}`,
  reconstructionsAlt: ({ count, step }: { count: number; step: number }) =>
    `${counted(count, 'random test image')}, each above its reconstruction, near step ${f.integer(step)}`,
  samplesAlt: 'No samples yet',
  samplesEmpty: 'Samples appear as soon as the model is there.',
}
