/**
 * A term as words: within a sentence, or as a formula's handle, by which the keyboard reaches what the formula shows.
 * Pointing, focusing and tapping are heard by the page (spotlight-events.ts); pressed, it stays lit.
 */
import { useCallback, useRef, type ReactNode } from 'react'
import type { TermId } from '../../derivations/terms.ts'
import { sameTarget, useHeld } from '../spotlight.ts'
import type { Read } from './live.ts'
import { useWriter } from './live-context.tsx'
import { termColourOf } from './use-lit-terms.ts'
import { sourceOf } from './values.ts'

/** What it is now, told where there is room for words. */
function useTold(id: TermId) {
  const element = useRef<HTMLSpanElement>(null)
  const writerOf = useCallback(() => {
    if (!sourceOf(id)) return null
    return (read: Read) => {
      const told = read(id)?.told ?? ''
      if (element.current && element.current.title !== told) element.current.title = told
    }
  }, [id])
  useWriter(writerOf)
  return element
}

export function TermWord({ id, children }: { id: TermId; children: ReactNode }) {
  const element = useTold(id)
  const isHeld = sameTarget(useHeld(), { kind: 'term', id })
  return (
    <span
      className="term"
      data-term={id}
      data-colour={termColourOf(id)}
      role="button"
      tabIndex={0}
      aria-pressed={isHeld}
      ref={element}
    >
      {children}
    </span>
  )
}
