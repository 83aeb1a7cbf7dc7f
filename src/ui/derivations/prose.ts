/**
 * A derivation's sentences in pieces: plain words, inline TeX between dollar signs, and \term{id}{...} around either.
 * Knows no React and no KaTeX.
 */
import { isTermId, type TermId } from '../../derivations/terms.ts'

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'math'; readonly tex: string }
  | { readonly kind: 'term'; readonly id: TermId; readonly pieces: readonly Piece[] }

/** Where the brace that opens at `open` is closed; the end if it never is. */
function closingBrace(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return i
  }
  return text.length
}

const TERM = /^\\term\{([\w-]+)\}\{/

/** The piece that begins at `from`, if one does that is not plain text, and where it ends. */
function special(text: string, from: number): { readonly piece: Piece; readonly end: number } | null {
  if (text[from] === '$') {
    const end = text.indexOf('$', from + 1)
    return end < 0 ? null : { piece: { kind: 'math', tex: text.slice(from + 1, end) }, end: end + 1 }
  }
  const [opening, id = ''] = TERM.exec(text.slice(from)) ?? []
  if (!opening || !isTermId(id)) return null
  const open = from + opening.length - 1
  const close = closingBrace(text, open)
  return { piece: { kind: 'term', id, pieces: proseOf(text.slice(open + 1, close)) }, end: close + 1 }
}

export function proseOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let plainFrom = 0
  const endPlain = (end: number) => {
    if (end > plainFrom) pieces.push({ kind: 'text', text: text.slice(plainFrom, end) })
  }
  for (let i = 0; i < text.length;) {
    const found = special(text, i)
    if (!found) {
      i++
      continue
    }
    endPlain(i)
    pieces.push(found.piece)
    plainFrom = i = found.end
  }
  endPlain(text.length)
  return pieces
}

/** The linked terms of a formula, in the order in which they first stand there. */
export const termsIn = (tex: string): readonly TermId[] => [
  ...new Set([...tex.matchAll(/\\(?:term|live)\{([\w-]+)\}/g)].map(([, id = '']) => id).filter(isTermId)),
]

/** Those whose present value stands in the formula. */
export const liveIn = (tex: string): readonly TermId[] => [
  ...new Set([...tex.matchAll(/\\live\{([\w-]+)\}/g)].map(([, id = '']) => id).filter(isTermId)),
]
