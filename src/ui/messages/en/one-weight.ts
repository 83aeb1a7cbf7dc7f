/** The words of the bench of importance weights, in English. */
import { counted, format as f } from './format.ts'

interface CaptionOfWeights {
  readonly draws: number
  readonly gradient: string
  /** Up to this many draws taken together, moments are exact. */
  readonly most: number
  readonly k: number
}

export const oneWeightText = {
  exampleWeights: 'importance weights',
  presetLanding: 'sticking the landing is biased',
  presetMany: 'many draws',
  presetOverconfident: 'overconfident q',
  weightsMean: 'mean',
  weightsBias: 'bias',
  weightsVariance: 'variance',
  weightsSignal: 'signal / noise',
  weightsUnit: 'bias of sticking the landing',
  weightsVerdict: ({ k, gradient }: { k: number; gradient: string }) =>
    k === 1
      ? 'With one draw it is unbiased, and equals the doubly reparameterized gradient'
      : `The gradient is ${gradient}; sticking the landing aims elsewhere`,
  weightsDrawsLabel: 'Draws of the gradient estimators of the importance-weighted bound in one dimension',
  weightsCaption: ({ draws, gradient, most, k }: CaptionOfWeights) =>
    `z ~ N(0, 1), x | z ~ N(z, 1), x = 2, q = N(μ, σ²); the true posterior is N(1, ½). The gradient of the importance-weighted bound is ${gradient}${
      k > most ? ', the measured mean of the doubly reparameterized one' : ''
    }. ${
      k > most
        ? `Values measured from ${counted(draws, 'estimate')} ± standard error; for K up to ${f.integer(most)} there are exact ones, too.`
        : `Exact values by quadrature, below them the values measured from ${counted(draws, 'estimate')} ± standard error.`
    }`,
  weightsSignalCaption: 'Signal / noise: |gradient| / standard deviation.',
  weightsLandingCaption: ({ k }: { k: number }) =>
    k === 1
      ? 'Sticking the landing leaves the score out, which averages to 0 with K = 1; with K > 1 it does not.'
      : 'Sticking the landing leaves the score out; with K > 1 the share of a draw depends on that draw, so the score does not average to 0 and leaving it out is a bias, which more estimates do not average away. Training refuses it; the doubly reparameterized gradient has the same aim without the bias.',
}
