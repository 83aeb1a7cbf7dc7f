/**
 * DisARM: the score function from antithetic pairs, with what the pair does not determine integrated out.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: for each bit (f(z) - f(z')) / 2 (z - z') sigmoid(|gamma|), f = log p(x|.), z' the draw antithetic to z, averaged over L
 * pairs; the KL's part in closed form. The decoder's gradient is averaged over both draws of a pair.
 * Requires: a family with antithetic pairs; of f only values, two for each sample.
 * Bias: none.
 * Reference: Dong, Mnih & Tucker, "DisARM: an antithetic gradient estimator for binary latent variables", 2020, arXiv
 * 2006.10680, equation 6; the same as Yin et al., "Probabilistic best subset selection ...", 2020 (U2G), arXiv 2006.06448.
 */
import { add, mul, sub, type Tensor1D } from '@tensorflow/tfjs-core'
import type { MlpGradient } from '../../model/mlp.ts'
import type { DenseLayer } from '../../ops/dense.ts'
import type { Estimator } from '../estimator.ts'

const addLayers = (one: MlpGradient, other: MlpGradient): DenseLayer[] =>
  one.layers.map(({ weight, bias }, i) => ({
    weight: add(weight, other.layers[i]!.weight),
    bias: add(bias, other.layers[i]!.bias),
  }))

export const disarm: Estimator = ({ family, drawn, targets, decoder, samples, beta }) => {
  const images = targets.shape[0]
  const rows = samples * images
  const antithetic = family.draw(drawn.gamma, family.antithetic!(drawn.noise))
  const [first, second] = [decoder.evaluate(drawn.z, targets), decoder.evaluate(antithetic.z, targets)]
  const backward = (decoded: typeof first) => decoded.backward(-0.5 / rows, false)
  const layers = addLayers(backward(first), backward(second))
  const weight = mul<Tensor1D>(sub(first.logLikelihood, second.logLikelihood), -0.5 / rows)
  const ofRecon = family.pairs!.gradient(drawn, antithetic, weight)
  const recon = mul<Tensor1D>(add(first.logLikelihood, second.logLikelihood), 0.5)
  return {
    gradGamma: add(ofRecon, family.klGradient(drawn.gamma, beta / images)),
    decoderGradients: layers,
    logLikelihood: recon,
    kl: drawn.kl,
    signal: recon,
  }
}
