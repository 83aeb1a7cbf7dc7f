/** The words of the experiment collapse, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Three lanes with beta 1, 0.1 and 30. How many nats does the code of an image carry in the third one after 400 steps?',
  choices: ['about a third of the first', 'as many, but spread over more latents', 'almost none'],
  figures: ['KL at beta = 1 (nats)', 'KL at beta = 0.1 (nats)', 'KL at beta = 30 (nats)'],
  because:
    'Each nat in the code costs beta nats: at 30 no detail repays its price, q equals the prior for every image, and that is called posterior collapse.',
}
