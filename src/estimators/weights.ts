/** Weights of draws that estimators have in common. */
import { mul, neg, sub, type Tensor1D } from '@tensorflow/tfjs-core'
import type { Decoded, RowWeights } from '../model/decoder.ts'
import type { EstimatorInput } from './estimator.ts'

/** log w = log p(x|z) - beta (log q(z|x) - log p(z)) of each draw, in nats [n B]. */
export const logWeights = (
  { family, drawn, beta }: Pick<EstimatorInput, 'family' | 'drawn' | 'beta'>,
  logLikelihood: Tensor1D,
): Tensor1D => sub(logLikelihood, mul(family.logRatioToPrior(drawn), beta))

/** The weight of each draw in the objective's mean over the batch: [n B], or one number if all are equal. */
function objectiveWeights(input: EstimatorInput, decoded: Decoded): RowWeights {
  const { objective, targets, samples } = input
  return objective.rowWeights({
    images: targets.shape[0],
    samples: samples * objective.draws,
    logWeights: () => logWeights(input, decoded.logLikelihood),
  })
}

/** The same of a bound with importance weights. */
export function drawWeights(input: EstimatorInput, decoded: Decoded): Tensor1D {
  const weights = objectiveWeights(input, decoded)
  if (typeof weights === 'number') throw new Error('drawWeights: expected a bound with importance weights')
  return weights
}

/** The weight of each draw's log p(x|z) in the loss, which is minus the objective's mean over the batch: [n B]. */
export function decoderWeights(input: EstimatorInput, decoded: Decoded): RowWeights {
  const weights = objectiveWeights(input, decoded)
  return typeof weights === 'number' ? -weights : neg(weights)
}
