/**
 * The smallest regions of z that hold a given share of a density on a square grid: their edges are where the density
 * falls below a threshold. Pure; the lines themselves are drawn in ui/.
 */
import type { DensityMap } from '../../protocol/latent.ts'

/** Shares of the mass, the largest region first so that the smaller ones lie on top. */
export const SHARES = [0.99, 0.9, 0.5] as const

/** The distance between two points of the grid. */
export const stepOf = ({ width, side }: DensityMap): number => width / (side - 1)

/** Edge cells count half, as in the trapezium rule. */
const weightAt = (i: number, side: number): number => {
  const isEdge = (place: number) => place === 0 || place === side - 1
  return (isEdge(i % side) ? 0.5 : 1) * (isEdge(Math.floor(i / side)) ? 0.5 : 1)
}

/** The log densities above which lie `shares` of the map's mass, in the order given. */
export function thresholds({ logDensity, side }: DensityMap, shares: readonly number[] = SHARES): number[] {
  const falling = Array.from(logDensity, (_, i) => i).sort((a, b) => logDensity[b]! - logDensity[a]!)
  const peak = logDensity[falling[0]!]!
  const mass = (i: number) => weightAt(i, side) * Math.exp(logDensity[i]! - peak)
  const total = falling.reduce((sum, i) => sum + mass(i), 0)
  const found = shares.map(() => peak)
  let held = 0
  for (const i of falling) {
    const before = held
    held += mass(i)
    shares.forEach((share, s) => {
      if (before < share * total && held >= share * total) found[s] = logDensity[i]!
    })
  }
  return found
}

/** How much of p(z|x) the map holds: 1 where its square is wide enough and its points close enough. */
export const massOf = (map: DensityMap): number =>
  stepOf(map) ** 2 *
  map.logDensity.reduce((sum, value, i) => sum + weightAt(i, map.side) * Math.exp(value), 0)
