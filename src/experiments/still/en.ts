/** The words of the experiment still, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'With two latents, log p(x) can be computed exactly. Both halves learn for 150 steps, then only the decoder up to step 300, then only the encoder up to step 700, which raises the ELBO of the test images by a few nats more. What does their log p(x) do in these last 400 steps?',
  choices: ['it rises with the bound', 'it falls as the gap closes', 'it does not move'],
  figures: [
    'log p(x), change while only the decoder learns (nats)',
    'log p(x), change while only the encoder learns (nats)',
    'ELBO, change while only the encoder learns (nats)',
    'gap log p(x) − ELBO, change while only the encoder learns (nats)',
  ],
  because:
    'log p(x) = ELBO + KL(q(z|x) ‖ p(z|x)) depends on the prior and the decoder alone, and neither changes here: every nat that the encoder adds to the ELBO is taken from the gap, the KL divergence from q to the posterior.',
}
