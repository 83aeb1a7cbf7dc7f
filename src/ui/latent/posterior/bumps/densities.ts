/** The densities of the bumps and of the Gaussians fitted to them. */
import { normalLogDensity } from '../../../../math/normal.ts'
import { bumpsAt, type Bumps, type BumpsFit } from '../../../../math/posterior/two-bumps.ts'

/** How far the axis goes. */
export const BUMPS_REACH = 5

export const densityOfBumps = (bumps: Bumps, z: number): number => Math.exp(bumpsAt(bumps, z)[0])

export const densityOfFit = ({ mean, sigma }: Pick<BumpsFit, 'mean' | 'sigma'>, z: number): number =>
  Math.exp(normalLogDensity((z - mean) / sigma)) / sigma
