/** Tables in Markdown whose columns stand straight in a terminal too. Pure. */

export type Cells = readonly string[]

/** The first column is text; so is any column whose heading is in `text`. The others are numbers, set to the right. */
export function table(head: Cells, rows: readonly Cells[], text: Cells = []): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]!.length)),
  )
  const isText = (column: number) => column === 0 || text.includes(head[column]!)
  const line = (cells: Cells) =>
    `| ${cells.map((cell, i) => (isText(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const rule = widths.map((width, i) => (isText(i) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

/** A figure beside what the issue wants of it: "12.3 x (wanted 10 x)". */
export const besideWanted = (figure: string, wanted: string | null): string =>
  wanted === null ? figure : `${figure} (wanted ${wanted})`

/** Steps a second: three digits of slow ones, one decimal of the others. */
export const rateText = (rate: number): string => (rate < 10 ? rate.toPrecision(3) : rate.toFixed(1))
