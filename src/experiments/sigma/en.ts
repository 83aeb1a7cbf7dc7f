/** The words of the experiment sigma, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'A Gaussian likelihood divides the squared error by 2σ². Four lanes from the same weights: σ = 1 with β = 1; σ = 0.1 with β = 100; σ = 0.1 with β = 1; σ = 1 with β = 1 and ten times the learning rate. After 400 steps, which one is the same network as the first?',
  choices: [
    'none: each has another loss',
    'the second, whose loss is a hundred times the first one’s',
    'the fourth: a smaller σ is a larger learning rate',
    'all: Adam makes up for the scale of a loss',
  ],
  figures: [
    'KL at σ = 0.1, β = 100, over the first lane’s',
    'KL at σ = 0.1, β = 1, over the first lane’s',
    'KL at ten times the learning rate, over the first lane’s',
  ],
  because:
    'The loss is 1/σ² times half the squared error plus σ²β times the KL: a factor of the whole loss is divided out by Adam, but how much the KL counts against the error is σ²β, and no learning rate changes that.',
}
