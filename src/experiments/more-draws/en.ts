/** The words of the experiment more-draws, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Two lanes from the same weights: the first trains with the ELBO, the second with the importance-weighted bound of K = 50 draws. After 400 steps both are evaluated on the same 100 test images: their ELBO, and an estimate of their log p(x). How does the second lane compare with the first?',
  choices: ['better by both', 'worse by the ELBO, better by log p(x)', 'worse by both'],
  figures: [
    'ELBO, second lane less first (nats)',
    'bound of 50 draws, second lane less first (nats)',
    'log p(x), estimated with 5,000 draws, second lane less first (nats)',
  ],
  because:
    'For the bound of 50 draws it is enough that a few of them explain the image well, so the encoder can make q wider. The ELBO is an average over all draws and pays for each one that misses. The decoder learns mostly from the draws that fit, which are closer to the true posterior than q is.',
}
