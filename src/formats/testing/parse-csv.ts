/** Reads a CSV text as RFC 4180 says, independently of how it was written. For tests. */

/** One cell from `at` on, and where it ends. */
function cellAt(text: string, at: number): { readonly cell: string; readonly end: number } {
  if (text[at] !== '"') {
    const length = text.slice(at).search(/[,\n]/)
    return { cell: text.slice(at, at + length), end: at + length }
  }
  let cell = ''
  let i = at + 1
  for (; !(text[i] === '"' && text[i + 1] !== '"'); i++) {
    if (i >= text.length) throw new Error('parseCsv: expected a closing quote')
    if (text[i] === '"') i++
    cell += text[i]
  }
  return { cell, end: i + 1 }
}

/** Lines end with \n, the last one too. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length;) {
    const { cell, end } = cellAt(text, at)
    row.push(cell)
    if (text[end] === '\n') {
      rows.push(row)
      row = []
    } else if (text[end] !== ',') throw new Error(`parseCsv: expected a comma at ${end}`)
    at = end + 1
  }
  return rows
}
