/** The words of the experiment signal, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'Only the decoder learns, for 300 steps; its likelihood is wide (Gaussian, σ = 1), so that the posterior stays close to q and 50 draws are many. Then signal over noise of the encoder’s gradient is measured at the same weights, for bounds of K = 1 to 50 draws. What does a tighter bound do to it?',
  choices: [
    'it raises it for both estimators, reparameterized and doubly reparameterized',
    'it lowers it for both',
    'it lowers it for the reparameterized one, but not for the doubly reparameterized one',
  ],
  figures: [
    'signal over noise at K = 50 over that at K = 1, reparameterized',
    'the same, doubly reparameterized',
  ],
  because:
    'The more draws, the less the bound depends on the encoder: the mean gradient shrinks about as 1/K, its noise only as 1/√K. The doubly reparameterized gradient leaves out a term that is nothing but noise, and what noise it keeps shrinks faster than its mean. With sharp pixels a few weights outweigh all others; then 50 draws are too few for these laws, and the ratio may rise with K for both.',
}
