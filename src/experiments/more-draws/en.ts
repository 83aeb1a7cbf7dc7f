/** The words of the experiment more-draws, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Two lanes from the same weights: the first trains with the ELBO, the second with the bound of 50 draws taken together. After 400 steps both are judged on the same 100 test images: by the ELBO, and by an estimate of log p(x). How does the second compare?',
  choices: ['better by both', 'worse by the ELBO, better by log p(x)', 'worse by both'],
  figures: [
    'ELBO (one draw), trained with K = 50 less with K = 1 (nats)',
    'bound of 50 draws, trained with K = 50 less with K = 1 (nats)',
    'log p(x) by 5,000 draws, trained with K = 50 less with K = 1 (nats)',
  ],
  because:
    'Of 50 draws it is enough that a few explain the image well: the encoder may spread its q wider than the ELBO, which counts every draw alike, can afford, and the decoder learns mostly from the draws that fit, almost as it would from the true posterior.',
}
