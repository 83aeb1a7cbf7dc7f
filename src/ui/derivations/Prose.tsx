/** A derivation's sentences, with inline formulas and linked words. */
import { useMemo } from 'react'
import { inlineHtml } from './math.ts'
import { proseOf, type Piece } from './prose.ts'
import { TermWord } from './TermWord.tsx'

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) =>
  pieces.map((piece, i) => <One key={i} piece={piece} />)

function One({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'math':
      return <span dangerouslySetInnerHTML={{ __html: inlineHtml(piece.tex) }} />
    case 'term':
      return (
        <TermWord id={piece.id}>
          <Pieces pieces={piece.pieces} />
        </TermWord>
      )
  }
}

export function Prose({ text, className }: { text: string; className?: string }) {
  const pieces = useMemo(() => proseOf(text), [text])
  return (
    <p className={className}>
      <Pieces pieces={pieces} />
    </p>
  )
}
