/** Inserts into the text of a list what a new member adds to it. */
import type { Addition } from './kind.ts'

/** The line, behind a comma if the members before it lack one: a list that fits in a line has none at its end. */
const afterComma = (before: string, line: string): string => (/[,[{]$/.test(before) ? line : `,${line}`)

function insertAt(text: string, at: number, lines: readonly string[]): string {
  return [text.slice(0, at), ...lines.map((line) => `\n${line}`), text.slice(at)].join('')
}

/** The text with the addition, or an error that names what stands against it. */
export function withAddition(file: string, text: string, { imports, line, table }: Addition): string {
  const taken = Object.keys(imports).find((name) => new RegExp(`\\b${name}\\b`).test(text))
  if (taken) throw new Error(`${file} has the name "${taken}" already: choose another id`)
  const [begin, end] = table
  const start = text.indexOf(begin)
  const stop = start < 0 ? -1 : text.indexOf(end, start)
  if (stop < 0) throw new Error(`${file} has no table that begins with "${begin}"`)
  const before = text.slice(0, stop).trimEnd()
  const withLine = insertAt(text, before.length, [afterComma(before, line)])
  const lastImport = withLine.lastIndexOf('\nimport ', start)
  const lines = Object.entries(imports).map(([name, from]) => `import { ${name} } from '${from}'`)
  return insertAt(withLine, withLine.indexOf('\n', lastImport + 1), lines)
}
