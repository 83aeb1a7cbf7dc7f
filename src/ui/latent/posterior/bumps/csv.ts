/** Two bumps and both fits, as text: the densities on a grid. */
import { csvText, places } from '../../../../formats/csv.ts'
import type { Bumps, BumpsFits } from '../../../../math/posterior/two-bumps.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import { densityOfBumps, densityOfFit, BUMPS_REACH } from './densities.ts'

const POINTS = 401

const GRID: readonly number[] = places(POINTS).map(
  (row) => -BUMPS_REACH + (2 * BUMPS_REACH * row) / (POINTS - 1),
)

/** The densities on a grid of z. */
export const bumpsGrid = (bumps: Bumps, { reverse, forward }: BumpsFits) => ({
  z: GRID,
  p: GRID.map((z) => densityOfBumps(bumps, z)),
  reverse: GRID.map((z) => densityOfFit(reverse, z)),
  forward: GRID.map((z) => densityOfFit(forward, z)),
})

export function bumpsCsv(bumps: Bumps, fits: BumpsFits): string {
  const { z, p, reverse, forward } = bumpsGrid(bumps, fits)
  const fitted = (divergence: 'reverse' | 'forward') =>
    t('densityHeader', { name: t('bumpsFit', { divergence }) })
  return csvText<number>(
    [
      ['z', (row) => z[row]],
      [t('densityHeader', { name: 'p' }), (row) => p[row]],
      [fitted('reverse'), (row) => reverse[row]],
      [fitted('forward'), (row) => forward[row]],
    ],
    places(POINTS),
  )
}
