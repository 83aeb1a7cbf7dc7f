/** Points at which what holds everywhere is tried. */
import { path } from './model.ts'

const NOISE = [
  [-1.7, 0.4],
  [0.3, -0.9],
  [1.2, 1.6],
] as const

/** A few draws of eps [D]. */
export const noisePoints = (latents: number): number[][] => NOISE.map((eps) => eps.slice(0, latents))

/** z at these. */
export const pointsOf = (gamma: readonly number[]): number[][] =>
  noisePoints(gamma.length / 2).map((eps) => path(eps, gamma))
