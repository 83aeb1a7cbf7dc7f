/** The exact posterior, and what the encoder misses on average, as text. */
import { stepOf } from '../../../charts/latent/posterior-regions.ts'
import { posteriorBars } from '../../../charts/latent/posterior-bars.ts'
import { gapEnds, oneForEachStep } from '../../../charts/latent/posterior-gaps.ts'
import { csvText, places } from '../../../formats/csv.ts'
import { pointOfState } from '../../../protocol/codes.ts'
import type { GapReport, QuadraturePosterior, StatesPosterior } from '../../../protocol/latent.ts'
import { tPart as t } from '../../messages/of-parts.ts'

type Shares = Pick<StatesPosterior, 'posterior' | 'guess'>

type Line = readonly [term: string, value: number, unit: 'nats' | 'count']

/** The terms of the bound, and how far they may be off. */
export function termsCsv(exact: QuadraturePosterior): string {
  const { monteCarlo, error, evaluations, step } = exact
  const terms = posteriorBars(exact).bars.map(({ part, value }): Line => [
    t('exactTermName', { part }),
    value,
    'nats',
  ])
  const lines: readonly Line[] = [
    ...terms,
    [t('exactCsvRow', { row: 'check' }), monteCarlo.elbo, 'nats'],
    [t('exactCsvRow', { row: 'checkError' }), monteCarlo.standardError, 'nats'],
    [t('exactCsvRow', { row: 'draws' }), monteCarlo.draws, 'count'],
    [t('exactCsvRow', { row: 'error' }), error, 'nats'],
    [t('exactCsvRow', { row: 'points' }), evaluations, 'count'],
    [t('exactCsvRow', { row: 'step' }), step, 'count'],
  ]
  return csvText<Line>(
    [
      [t('exactCsvHeader', { column: 'term' }), ([term]) => term],
      [t('exactCsvHeader', { column: 'value' }), ([, value]) => value],
      [t('exactCsvHeader', { column: 'unit' }), ([, , unit]) => t('exactCsvUnit', { unit })],
    ],
    lines,
  )
}

/** log p(z|x) on the grid, a row a point. */
export function densityCsv({ density }: QuadraturePosterior): string {
  const { left, bottom, side, logDensity } = density
  const step = stepOf(density)
  return csvText<number>(
    [
      [t('axisLatent', { latent: 0 }), (i) => left + (i % side) * step],
      [t('axisLatent', { latent: 1 }), (i) => bottom + Math.floor(i / side) * step],
      [t('exactDensityHeader'), (i) => logDensity[i]],
    ],
    places(logDensity.length),
  )
}

/** A row a state: its latents, and both probabilities. */
export function statesCsv({ posterior, guess }: Shares, latents: number, values: number): string {
  const names = places(latents).map((latent) => t('axisLatent', { latent }))
  return csvText<number>(
    [
      ...names.map(
        (name, latent) => [name, (s: number) => pointOfState(s, latents, values)[latent]] as const,
      ),
      ['p(s|x)', (s) => posterior[s]],
      ['q(s|x)', (s) => guess[s]],
    ],
    places(posterior.length),
  )
}

/** A row a step at which it was measured. */
export function gapCsv(reports: readonly GapReport[]): string {
  const gap = t('gapHeader', { name: t('gapName') })
  return csvText<GapReport>(
    [
      [t('axisStep'), ({ step }) => step],
      [t('gapImagesHeader'), ({ images }) => images],
      [gap, (report) => report.gap],
      [t('lower', { name: gap }), (report) => gapEnds(report)[0]],
      [t('upper', { name: gap }), (report) => gapEnds(report)[1]],
      [t('gapHeader', { name: t('exactTermName', { part: 'evidence' }) }), ({ logEvidence }) => logEvidence],
      [t('gapHeader', { name: t('exactTermName', { part: 'elbo' }) }), ({ elbo }) => elbo],
    ],
    oneForEachStep(reports),
  )
}
