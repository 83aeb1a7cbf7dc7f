/** Two bumps and both fits, as text: the densities on a grid. */
import { csvText, places } from '../../../../formats/csv.ts'
import type { Bumps, BumpsFits } from '../../../../math/posterior/two-bumps.ts'
import { t } from '../../../messages/index.ts'
import { densityOfBumps, densityOfFit, BUMPS_REACH } from './densities.ts'

const POINTS = 401

export function bumpsCsv(bumps: Bumps, { reverse, forward }: BumpsFits): string {
  const z = (row: number) => -BUMPS_REACH + (2 * BUMPS_REACH * row) / (POINTS - 1)
  return csvText<number>(
    [
      ['z', z],
      [t('densityHeader', { name: 'p' }), (row) => densityOfBumps(bumps, z(row))],
      [
        t('densityHeader', { name: t('bumpsFit', { divergence: 'reverse' }) }),
        (row) => densityOfFit(reverse, z(row)),
      ],
      [
        t('densityHeader', { name: t('bumpsFit', { divergence: 'forward' }) }),
        (row) => densityOfFit(forward, z(row)),
      ],
    ],
    places(POINTS),
  )
}
