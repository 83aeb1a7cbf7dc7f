/**
 * What the estimators that pass through a simplex have in common: the decoder is evaluated at one code for each draw, its
 * gradient with respect to that code is pulled back to gamma by Jacobians J(p), and the KL's part is in closed form.
 */
import { add, mul, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Drawn, Simplex } from '../families/family.ts'
import { samplesOf, sumOverSamples } from '../ops/rows.ts'
import type { Estimator } from './estimator.ts'
import { decoderWeights } from './weights.ts'

interface Through {
  /** Where the decoder is evaluated [L B, code]. */
  readonly code: Tensor2D
  /** The gradient with respect to gamma [L B, gamma] from that with respect to the code. */
  pull(dz: Tensor2D): Tensor2D
}

/** `at`: what is decoded for the draws, and how its gradient is pulled back. */
export const throughSimplex =
  (at: (simplex: Simplex, drawn: Drawn, temperature: number) => Through): Estimator =>
  (input) => {
    const { family, drawn, targets, decoder, beta, temperature } = input
    const { code, pull } = at(family.simplex!, drawn, temperature)
    const decoded = decoder.evaluate(code, targets)
    const { layers, input: dz } = decoded.backward(decoderWeights(input, decoded), true)
    const ofRecon = sumOverSamples(pull(dz!), samplesOf(drawn.gamma, drawn.noise))
    return {
      gradGamma: add(ofRecon, family.klGradient(drawn.gamma, beta / targets.shape[0])),
      decoderGradients: layers,
      logLikelihood: decoded.logLikelihood,
      kl: drawn.kl,
      signal: decoded.logLikelihood,
    }
  }

/** Through the relaxed draw of the same noise: J(z_tau) dz / tau. */
export const pullRelaxed =
  (simplex: Simplex, relaxed: Tensor2D, temperature: number): Through['pull'] =>
  (dz) =>
    mul(simplex.jacobian(relaxed, dz), 1 / temperature)
