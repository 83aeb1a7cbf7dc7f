/** The exact posterior as text that a spreadsheet reads. Pure but for the words. */
import { stepOf } from '../../../charts/latent/posterior-regions.ts'
import { posteriorBars } from '../../../charts/latent/posterior-bars.ts'
import type { ExactPosterior } from '../../../protocol/latent.ts'
import { t } from '../../messages/index.ts'

const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const lines = (rows: readonly (readonly (string | number)[])[]) =>
  [...rows.map((row) => row.map((cell) => quoted(String(cell))).join(',')), ''].join('\n')

/** The terms of the bound, and how far they may be off. */
export function termsCsv(exact: ExactPosterior): string {
  const { monteCarlo, error, evaluations, step } = exact
  const header = (['term', 'value'] as const).map((column) => t('exactCsvHeader', { column }))
  const terms = posteriorBars(exact).bars.map(({ part, value }) => [t('exactTermName', { part }), value])
  return lines([
    header,
    ...terms,
    [t('exactCsvRow', { row: 'check' }), monteCarlo.elbo],
    [t('exactCsvRow', { row: 'checkError' }), monteCarlo.standardError],
    [t('exactCsvRow', { row: 'draws' }), monteCarlo.draws],
    [t('exactCsvRow', { row: 'error' }), error],
    [t('exactCsvRow', { row: 'points' }), evaluations],
    [t('exactCsvRow', { row: 'step' }), step],
  ])
}

/** log p(z|x) on the grid, a row a point. */
export function densityCsv({ density }: ExactPosterior): string {
  const { left, bottom, side, logDensity } = density
  const step = stepOf(density)
  const rows = Array.from(logDensity, (value, i) => [
    left + (i % side) * step,
    bottom + Math.floor(i / side) * step,
    value,
  ])
  return lines([['z1', 'z2', 'log p(z|x)'], ...rows])
}
