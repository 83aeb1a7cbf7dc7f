/** The words of the experiment one-sample, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Two reparameterized lanes, with L = 1 and with L = 16. The second one decodes 16 times as much. After 400 steps, how much better is it?',
  choices: ['by a few nats at most', 'by some 30 nats', 'by more than 100 nats'],
  figures: ['ELBO, L = 16 less L = 1 (nats)', 'gradient variance, L = 16 over L = 1'],
  because:
    'Sixteen samples divide the noise of z by more than ten, but the choice of images in the batch stays as noisy as it was, and these steps are limited by their length, not by their noise.',
}
