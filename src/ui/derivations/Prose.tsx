/** A derivation's sentences, with inline formulas and linked words. */
import { useLayoutEffect, useMemo, useRef } from 'react'
import { inlineHtml, withStyles } from './math.ts'
import { proseOf, type Piece } from './prose.ts'
import { TermWord } from './TermWord.tsx'

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) =>
  pieces.map((piece, i) => <One key={i} piece={piece} />)

function InlineMath({ tex, tail }: { tex: string; tail: string }) {
  const box = useRef<HTMLSpanElement>(null)
  const html = inlineHtml(tex, tail)
  useLayoutEffect(() => withStyles(box.current!), [html])
  return <span ref={box} dangerouslySetInnerHTML={{ __html: html }} />
}

function One({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'math':
      return <InlineMath tex={piece.tex} tail={piece.tail} />
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
