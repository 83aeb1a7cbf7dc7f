/** Lines of equal density as SVG paths, in units of z (y upwards, as z2). Pure; the thresholds are charts/latent. */
import { contours } from 'd3-contour'
import { SHARES, stepOf, thresholds } from '../../../charts/latent/posterior-regions.ts'
import type { DensityMap } from '../../../protocol/latent.ts'

export interface Region {
  /** Of the density's mass, within the line. */
  readonly share: number
  /** Rings of points (z1, z2), closed; a hole runs the other way round. */
  readonly rings: readonly (readonly (readonly [number, number])[])[]
}

/** Nats below the peak at which the map ends: there is nothing to see, and -Infinity cannot be interpolated. */
const FLOOR = 60

/** The regions of SHARES, the largest first. */
export function regionsOf(map: DensityMap): readonly Region[] {
  const { left, bottom, side, logDensity } = map
  const peak = logDensity.reduce((a, b) => Math.max(a, b), -Infinity)
  const values = Array.from(logDensity, (value) => Math.max(value, peak - FLOOR))
  const lines = contours().size([side, side])
  const step = stepOf(map)
  // d3 puts a value in the middle of its cell, and counts rows as we do: from the first one.
  const toZ = ([x, y]: readonly number[]) => [left + (x! - 0.5) * step, bottom + (y! - 0.5) * step] as const
  return thresholds(map).map((threshold, s) => ({
    share: SHARES[s]!,
    rings: lines
      .contour(values, threshold)
      .coordinates.flatMap((polygon) => polygon.map((ring) => ring.map(toZ))),
  }))
}

/** `place` brings z to where it is drawn. */
export const pathOf = (
  rings: Region['rings'],
  place: (z1: number, z2: number) => readonly [number, number],
): string =>
  rings
    .map(
      (ring) =>
        `M${ring
          .map(([a, b]) =>
            place(a, b)
              .map((value) => value.toFixed(2))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('')
