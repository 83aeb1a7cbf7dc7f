/** Weights of draws that estimators have in common. */
import { mul, neg, sub, type Tensor1D } from '@tensorflow/tfjs-core'
import type { Decoded, RowWeights } from '../model/decoder.ts'
import type { EstimatorInput } from './estimator.ts'

/** log w = log p(x|z) - beta (log q(z|x) - log p(z)) of each draw, in nats [L B]. */
export const logWeights = ({ family, drawn, beta }: EstimatorInput, logLikelihood: Tensor1D): Tensor1D =>
  sub(logLikelihood, mul(family.logRatioToPrior(drawn), beta))

/** The weight of each draw's log p(x|z) in the loss, which is minus the objective's mean over the batch: [L B]. */
export function decoderWeights(input: EstimatorInput, decoded: Decoded): RowWeights {
  const weights = input.objective.rowWeights({
    images: input.targets.shape[0],
    samples: input.samples,
    logWeights: () => logWeights(input, decoded.logLikelihood),
  })
  return typeof weights === 'number' ? -weights : neg(weights)
}
