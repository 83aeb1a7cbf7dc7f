/** The function that computes what was derived, shown on demand, with the terms in their colours. */
import { useCallback, useId, useMemo, useState } from 'react'
import type { CodeReference } from '../../derivations/derivation.ts'
import { FetchFailure, useFetched, valueOf } from '../fetched.tsx'
import { t } from '../messages/index.ts'
import { codePieces, sourceOfSymbol, type CodePiece } from './source.ts'
import { termColourOf } from './use-lit-terms.ts'

const NO_TERMS = {}

async function fetchSource({ file, symbol }: CodeReference): Promise<string> {
  const { SOURCES } = await import('virtual:derivation-sources')
  const source = sourceOfSymbol((await SOURCES[file]?.()) ?? '', symbol)
  if (source === null) throw new Error(`fetchSource: expected ${symbol} in ${file}, got no such declaration`)
  return source
}

const Piece = ({ piece: { kind, text, term } }: { piece: CodePiece }) =>
  kind === 'code' ? (
    text
  ) : (
    <span
      className={kind === 'comment' ? 'code-comment' : 'code-term'}
      data-term={term}
      data-colour={termColourOf(term)}
    >
      {text}
    </span>
  )

function Source({ reference }: { reference: CodeReference }) {
  const load = useCallback(() => fetchSource(reference), [reference])
  const { fetched, again } = useFetched(load)
  const source = valueOf(fetched)
  const { terms = NO_TERMS } = reference
  const pieces = useMemo(() => (source === null ? [] : codePieces(source, terms)), [source, terms])
  if (fetched && 'failed' in fetched) {
    const { failed } = fetched
    return (
      <FetchFailure part={t('codeOf', reference)} what={t('codeFailed')} failed={failed} onAgain={again} />
    )
  }
  return (
    <pre className="code" tabIndex={0} role="group" aria-label={t('codeOf', reference)}>
      <code translate="no">
        {pieces.map((piece, i) => (
          <Piece key={i} piece={piece} />
        ))}
      </code>
    </pre>
  )
}

export function Code({ reference }: { reference: CodeReference }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { file, symbol } = reference
  return (
    <div className="code-reference">
      <div className="code-head">
        <span className="code-name" translate="no">
          <b>{symbol}</b> <span className="soft">{file}</span>
        </span>
        <button
          type="button"
          className="quiet"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={t(isOpen ? 'codeHideOf' : 'codeShowOf', { symbol })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'codeHide' : 'codeShow')}
        </button>
      </div>
      <div id={id}>{isOpen && <Source reference={reference} />}</div>
    </div>
  )
}
