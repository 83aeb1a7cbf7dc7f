/** The words of the experiment temperature, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'The model has 8 bits and trains with the exact gradient. After 300 steps Gumbel-Softmax is measured at the same weights, at temperatures from 0.1 to 2. What does a lower temperature do?',
  choices: [
    'it lowers bias and variance',
    'it lowers the bias and raises the variance',
    'it raises the bias and lowers the variance',
  ],
  figures: [
    'length of the bias over that of the gradient, τ = 2',
    'the same at τ = 0.35 (0 where the draws show none)',
    'variance at τ = 0.2 over that at τ = 2',
  ],
  because:
    'A cold relaxed bit is almost a hard one, so it is decoded almost where the true code is; but its slope with respect to γ is then a narrow peak of height about 1/τ, and few draws meet it.',
}
