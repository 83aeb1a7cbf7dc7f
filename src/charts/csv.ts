/** What a chart shows, as text that a spreadsheet reads. */
import type { Aligned, Cell } from './align.ts'

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const cellText = (cell: Cell) => (cell === null || cell === undefined ? '' : String(cell))

/** `headers`: the name and unit of x, then of each column. Columns without a value are left out. */
export function chartCsv({ xs, columns }: Aligned, headers: readonly string[]): string {
  const used = columns.flatMap((column, i) => (column.some((cell) => typeof cell === 'number') ? [i] : []))
  const head = [headers[0], ...used.map((i) => headers[i + 1])].map((header) => quoted(header ?? ''))
  const body = xs.map((x, row) => [x, ...used.map((i) => cellText(columns[i]?.[row]))].join(','))
  return [head.join(','), ...body, ''].join('\n')
}
