/** The ways to the posterior, as text. Columns of diagnostics have ArviZ's names. */
import { csvText, type CsvColumn } from '../../../../formats/csv.ts'
import type { ChainDiagnostics, PosteriorWays } from '../../../../protocol/ways.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import { rowsOf, worstOf, type WayRow } from './names.ts'

const DIAGNOSTICS = [
  'r_hat',
  'ess_bulk',
  'ess_tail',
  'mcse_mean',
] as const satisfies readonly (keyof ChainDiagnostics)[]

const diagnosticColumns = [0, 1].flatMap((axis) =>
  DIAGNOSTICS.map((name): CsvColumn<WayRow> => [
    `${name}_z${axis + 1}`,
    ({ chains }) => chains?.diagnostics[axis]?.[name],
  ]),
)

/** A row a way; an infinite KL is written as such. */
export function waysCsv(ways: PosteriorWays): string {
  return csvText<WayRow>(
    [
      [t('waysHeader', { head: 'method' }), ({ name }) => t('waysName', { way: name })],
      [t('waysCsvReverse'), ({ reverse }) => reverse],
      [t('waysCsvForward'), ({ forward }) => forward],
      [t('waysHeader', { head: 'decodes' }), ({ decodes }) => decodes],
      [t('waysCsvIndependent'), ({ chains }) => chains?.distance.ofIndependent],
      [t('waysCsvMissed'), ({ chains }) => chains?.distance.missed],
      [t('waysCsvErrors'), ({ chains }) => chains?.meanErrors],
      [t('waysCsvBeyond'), ({ beyond }) => beyond],
      ['acceptance_rate', ({ chains }) => chains && worstOf(chains).acceptance],
      ...diagnosticColumns,
      [t('axisStep'), () => ways.step],
    ],
    rowsOf(ways),
  )
}
