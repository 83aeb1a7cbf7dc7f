/** The words of the experiment landing, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Three lanes from the same weights: reparameterized; score function with one sample; score function with 16 samples and a leave-one-out baseline. After 400 steps, where is the third one?',
  choices: ['as bad as the second', 'close to reparameterized', 'better than reparameterized'],
  figures: [
    'ELBO, plain score function less reparameterized (nats)',
    'ELBO, score function with 16 samples less reparameterized (nats)',
    'gradient variance, plain score function over reparameterized',
    'gradient variance, 16 samples over reparameterized',
  ],
  because:
    'Both gradients have the same mean, so variance alone separates them: the baseline removes the constant in f, the samples average what is left, and the score function trains.',
}
