/**
 * What the estimators that pass through a simplex have in common: the decoder is evaluated at one code for each draw, its
 * gradient with respect to that code is pulled back to gamma by Jacobians J(p), and the KL's part is in closed form.
 */
import { add, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Drawn, Simplex } from '../families/family.ts'
import { samplesOf, sumOverSamples } from '../ops/rows.ts'
import type { Estimator } from './estimator.ts'
import { decoderWeights } from './weights.ts'

interface Through {
  /** The code at which the decoder is evaluated [L B, code]. */
  readonly code: (simplex: Simplex, drawn: Drawn, temperature: number) => Tensor2D
  /** The gradient with respect to gamma [L B, gamma] from that with respect to the code. */
  readonly pull: (simplex: Simplex, drawn: Drawn, dz: Tensor2D, temperature: number) => Tensor2D
}

export const throughSimplex =
  ({ code, pull }: Through): Estimator =>
  (input) => {
    const { family, drawn, targets, decoder, beta, temperature } = input
    const simplex = family.simplex!
    const decoded = decoder.evaluate(code(simplex, drawn, temperature), targets)
    const { layers, input: dz } = decoded.backward(decoderWeights(input, decoded), true)
    const pulled = pull(simplex, drawn, dz!, temperature)
    const ofRecon = sumOverSamples(pulled, samplesOf(drawn.gamma, drawn.noise))
    return {
      gradGamma: add(ofRecon, family.klGradient(drawn.gamma, beta / targets.shape[0])),
      decoderGradients: layers,
      logLikelihood: decoded.logLikelihood,
      kl: drawn.kl,
      signal: decoded.logLikelihood,
    }
  }
