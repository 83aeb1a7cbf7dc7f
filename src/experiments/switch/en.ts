/** The words of the experiment switch, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'The model trains reparameterized for 300 steps, then is switched to the score function with one sample and no baseline, with the same weights. What does the ELBO do in the next 100 steps?',
  choices: ['it rises more slowly', 'it stands still', 'it falls'],
  figures: ['ELBO at step 400 less that at step 300 (nats)'],
  because:
    'The optimizer follows a gradient whose noise is far longer than its mean, so each step goes mostly in a random direction and undoes what was learnt.',
}
