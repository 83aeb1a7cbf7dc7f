/** The words of the experiment signal, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Only the decoder learns, for 300 steps; its likelihood is wide (Gaussian, σ = 1), so the posterior stays close to q and 50 draws are many. Then the signal-to-noise ratio of the encoder’s gradient is measured at the same weights, for the importance-weighted bounds of K = 1 to 50 draws. What does a tighter bound do to this ratio?',
  choices: [
    'it raises the ratio of both gradients, reparameterized and doubly reparameterized',
    'it lowers the ratio of both',
    'it lowers the ratio of the reparameterized gradient, but not that of the doubly reparameterized one',
  ],
  figures: [
    'signal-to-noise ratio at K = 50 over that at K = 1, reparameterized',
    'the same, doubly reparameterized',
  ],
  because:
    'The more draws, the less the bound depends on the encoder: the mean gradient shrinks about as 1/K, its noise only as 1/√K. These are laws for large K: how far the ratio has fallen by K = 50 differs much between seeds. The doubly reparameterized gradient replaces the term with the score of q, the noisiest one, by another with the same mean, and what noise remains shrinks faster than the mean. Where the likelihood is sharp, as with Bernoulli pixels, a few importance weights outweigh all others: then 50 draws are too few for these laws, and the ratio of both may rise with K.',
}
