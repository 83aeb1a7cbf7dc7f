/** The words of the experiment each-half, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Three lanes from the same random weights: both halves learn; only the decoder learns; only the encoder learns. Which half alone gets further in 300 steps?',
  choices: ['the encoder', 'the decoder', 'both the same'],
  figures: [
    'ELBO, only the decoder learns, less both (nats)',
    'ELBO, only the encoder learns, less both (nats)',
  ],
  because:
    'Training the encoder only shrinks the gap to log p(x), which a random decoder leaves low for every image; only the decoder can raise log p(x) itself.',
}
