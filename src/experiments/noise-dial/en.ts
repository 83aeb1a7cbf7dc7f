/** The words of the experiment noise-dial, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Four lanes from the same weights: reparameterized; score function; the reparameterized gradient with the noise of the score function added, which has mean zero; and the mean of the gradient with a hundredth of that noise. After 400 steps, where is the third one?',
  choices: [
    'close to reparameterized: its mean is the same',
    'far below, with the score function',
    'halfway between the two',
  ],
  figures: [
    'ELBO, score function less reparameterized (nats)',
    'ELBO, noise transplant less reparameterized (nats)',
    'ELBO, noise dial at 0.01 less reparameterized (nats)',
    'gradient variance, noise transplant over reparameterized',
    'gradient variance, noise dial at 0.01 over reparameterized',
  ],
  because:
    'Nothing but noise was added, and the run is lost as the score function’s is; with a hundredth of the same noise, a ten-thousandth of its variance, it trains.',
}
