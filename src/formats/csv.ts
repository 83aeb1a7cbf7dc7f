/**
 * Tables as text that a spreadsheet reads: a header, then a line a row, quoted as RFC 4180 says. Every file of the page
 * that is called .csv is written here. Numbers keep all their digits; what was not measured, or is not a number, is
 * empty.
 */
export type CsvCell = string | number | null | undefined

/** A column: its header, and what stands there in a row. */
export type CsvColumn<Row> = readonly [header: string, cell: (row: Row) => CsvCell]

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const cellText = (cell: CsvCell): string =>
  cell === null || cell === undefined || Number.isNaN(cell) ? '' : quoted(String(cell))

export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map(([header]) => quoted(header))
  const body = rows.map((row) => columns.map(([, cell]) => cellText(cell(row))).join(','))
  return [head.join(','), ...body, ''].join('\n')
}

/** The columns in which some row has something. */
export const usedColumns = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]) =>
  columns.filter(([, cell]) => rows.some((row) => cellText(cell(row)) !== ''))

/** 0, 1, ... as rows, for columns that are lists. */
export const places = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)
