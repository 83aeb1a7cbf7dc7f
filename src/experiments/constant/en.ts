/** The words of the experiment constant, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'At the same weights, so with the same tails of q, the score function is measured without a baseline and with leave-one-out, which only subtracts a constant from f. What happens to its variance?',
  choices: [
    'nothing: the tails of log q make it',
    'it falls many times over',
    'it falls to that of reparameterization',
  ],
  figures: ['variance without a baseline over leave-one-out, L = 2', 'the same at L = 16'],
  because:
    'The tails are the same in both, the constant is not: f is about −100 or lower for every z, and that constant multiplies the score.',
}
