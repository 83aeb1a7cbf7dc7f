/** The words of the experiment sigma, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'A Gaussian likelihood divides the squared error by 2σ². Four lanes from the same weights: σ = 1 with β = 1; σ = 0.1 with β = 100; σ = 0.1 with β = 1; σ = 1 with β = 1 and ten times the learning rate. After 400 steps, which one is the same network as the first?',
  choices: [
    'none: each has another loss or another learning rate',
    'the second, whose loss is a hundred times the first one’s',
    'the third: σ only scales the loss, and Adam divides that out',
    'the fourth, whose loss is that of the first',
  ],
  figures: [
    'KL at σ = 0.1, β = 100, over the first lane’s',
    'KL at σ = 0.1, β = 1, over the first lane’s',
    'KL at ten times the learning rate, over the first lane’s',
  ],
  because:
    'But for a constant, the loss is 1/σ² times a sum: half the squared error, and σ²β times the KL. Adam divides a factor of the whole loss out, so the second lane is the first, but for rounding and Adam’s ε; how much the KL counts against the error, σ²β, no learning rate changes.',
}
