/** The words of the experiment crossing, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'No images and no model: z is a single number from a Gaussian with μ = σ = 1, and f(z) = cos kz. At each of three k, both estimators draw the gradient of E f with respect to μ 10,000 times, without a baseline. Which one has less variance?',
  choices: [
    'reparameterized at every k',
    'reparameterized at k = 0.5, the score function at k = 3',
    'the score function at every k',
  ],
  figures: [
    'variance of one draw, score function over reparameterized, k = 0.5',
    'the same at k = 1.06',
    'the same at k = 3',
  ],
  because:
    'The reparameterized gradient is the slope of f, which grows with k, and so does its variance, as k² once k is large; the score function only uses values of f, which stay between −1 and 1. With μ = σ = 1 the two variances are equal near k = 1.06; another μ, σ or baseline moves that point. The promise is the exact ratio with some room for the error of the draws; what is measured comes from draws with the seed of the page.',
}
