/**
 * The reparameterized estimator for one image in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import type { PlainEstimator } from '../reference.ts'

export const reparameterizedReference: PlainEstimator = ({ mu, logVariance, noise, logLikelihood, beta }) => {
  const sigma = logVariance.map((value) => Math.exp(value / 2))
  const dMu = mu.map((value) => beta * value)
  const dLogVariance = logVariance.map((value) => (beta * (Math.exp(value) - 1)) / 2)
  let recon = 0
  for (const eps of noise) {
    const z = mu.map((value, j) => value + sigma[j]! * eps[j]!)
    const { value, gradient } = logLikelihood(z)
    recon += value / noise.length
    gradient.forEach((slope, j) => {
      dMu[j]! -= slope / noise.length
      dLogVariance[j]! -= (slope * sigma[j]! * eps[j]!) / (2 * noise.length)
    })
  }
  return { dMu, dLogVariance, recon }
}
