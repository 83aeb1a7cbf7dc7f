/**
 * Of a file of this repository, the source of one declaration with the comment above it; and that source in pieces, for
 * the colours of the terms. Reads TypeScript only as far as the formatter lays it out: at the top level everything that
 * belongs to a declaration is indented, or closes a bracket.
 */
import { isTermId, type TermId } from '../../derivations/terms.ts'

const declares = (symbol: string) =>
  new RegExp(
    `^(export )?(default )?(async )?(function\\*?|const|let|class|interface|type) ${symbol}(?![\\w$])`,
  )

const continues = (line: string) => /^(\s|[)\]}]|$)/.test(line)

function commentAbove(lines: readonly string[], at: number): number {
  const above = lines[at - 1] ?? ''
  if (above.startsWith('//')) return commentAbove(lines, at - 1)
  if (!above.endsWith('*/')) return at
  let from = at - 1
  while (from > 0 && !(lines[from] as string).startsWith('/*')) from--
  return from
}

/** Null if the file declares no such symbol at its top level. */
export function sourceOfSymbol(text: string, symbol: string): string | null {
  const lines = text.split('\n')
  const pattern = declares(symbol.replaceAll('$', '\\$'))
  const at = lines.findIndex((line) => pattern.test(line))
  if (at < 0) return null
  let end = at + 1
  while (end < lines.length && continues(lines[end] as string)) end++
  return lines.slice(commentAbove(lines, at), end).join('\n').trimEnd()
}

export interface CodePiece {
  readonly kind: 'code' | 'comment' | 'term'
  readonly text: string
  readonly term?: TermId
}

const TOKENS = /(?<comment>\/\*[\s\S]*?\*\/|\/\/.*)|(?<string>'(?:\\.|[^'\\\n])*')|(?<name>[A-Za-z_$][\w$]*)/g

/** `terms`: which identifiers stand for which term. */
export function codePieces(source: string, terms: Readonly<Record<string, string>>): readonly CodePiece[] {
  const pieces: CodePiece[] = []
  let plainFrom = 0
  for (const { 0: text, index, groups = {} } of source.matchAll(TOKENS)) {
    const term = groups.name !== undefined && Object.hasOwn(terms, text) ? terms[text] : undefined
    const isTerm = term !== undefined && isTermId(term)
    if (groups.comment === undefined && !isTerm) continue
    if (index > plainFrom) pieces.push({ kind: 'code', text: source.slice(plainFrom, index) })
    pieces.push(isTerm ? { kind: 'term', text, term } : { kind: 'comment', text })
    plainFrom = index + text.length
  }
  if (plainFrom < source.length) pieces.push({ kind: 'code', text: source.slice(plainFrom) })
  return pieces
}
