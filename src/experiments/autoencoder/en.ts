/** The words of the experiment autoencoder, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Lane 1 is a VAE, lane 2 an autoencoder: no noise, no KL. Compare their samples from the prior. And which of the two reconstructs better?',
  choices: ['the autoencoder', 'the VAE', 'both the same'],
  figures: ['reconstruction, autoencoder less VAE (nats)'],
  because:
    'Without the KL the codes may lie anywhere and carry as much as they can, so each image is met more exactly; samples from the prior fall between the codes, where the decoder was never trained.',
}
