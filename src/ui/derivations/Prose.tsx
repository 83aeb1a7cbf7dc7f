/** A derivation's sentences, with inline formulas and linked words. */
import { useLayoutEffect, useMemo, useRef } from 'react'
import { Worded } from '../glossary/Explained.tsx'
import { inlineHtml, withStyles } from './math.ts'
import { proseOf, type Piece } from './prose.ts'
import { TermWord } from './TermWord.tsx'

interface PiecesProps {
  readonly pieces: readonly Piece[]
  /** Whether the glossary's words explain themselves in it. */
  readonly isWorded?: boolean
}

const Pieces = ({ pieces, isWorded = false }: PiecesProps) =>
  pieces.map((piece, i) => <One key={i} piece={piece} isWorded={isWorded} />)

function InlineMath({ tex, tail }: { tex: string; tail: string }) {
  const box = useRef<HTMLSpanElement>(null)
  const html = inlineHtml(tex, tail)
  useLayoutEffect(() => withStyles(box.current!), [html])
  return <span ref={box} dangerouslySetInnerHTML={{ __html: html }} />
}

function One({ piece, isWorded }: { piece: Piece; isWorded: boolean }) {
  switch (piece.kind) {
    case 'text':
      return isWorded ? <Worded text={piece.text} /> : piece.text
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

interface Props {
  readonly text: string
  readonly className?: string
  readonly isWorded?: boolean
}

export function Prose({ text, className, isWorded = false }: Props) {
  const pieces = useMemo(() => proseOf(text), [text])
  return (
    <p className={className}>
      <Pieces pieces={pieces} isWorded={isWorded} />
    </p>
  )
}
