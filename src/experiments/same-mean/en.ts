/** The words of the experiment same-mean, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'After 200 steps the lab draws the gradient 512 times by each estimator, at the same weights. The score function gives huge values of both signs. How far apart are the means of the two?',
  choices: [
    'the score function is biased upwards',
    'the score function is biased towards zero',
    'no further than chance allows',
  ],
  figures: [
    'variance of one draw, score function over reparameterized',
    'distance of the means, in standard errors (about 1 by chance)',
  ],
  because:
    'Both are unbiased: the huge values cancel in the mean, and only the number of draws needed to see it differs.',
}
