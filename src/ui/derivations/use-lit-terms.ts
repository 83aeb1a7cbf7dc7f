/** Marks the terms that are lit, in formulas that KaTeX drew and in words alike, by `data-lit`. */
import { useEffect, type RefObject } from 'react'
import { isTermId } from '../../derivations/terms.ts'
import { litNow, onSpotlight } from '../spotlight.ts'

function mark(panel: HTMLElement | null): void {
  const { terms } = litNow()
  for (const element of panel?.querySelectorAll<HTMLElement>('[data-term]') ?? []) {
    const { term = '' } = element.dataset
    element.toggleAttribute('data-lit', isTermId(term) && terms.has(term))
  }
}

export function useLitTerms(panel: RefObject<HTMLElement | null>): void {
  // What is drawn while something is lit is lit, too.
  useEffect(() => mark(panel.current))
  useEffect(() => onSpotlight(() => mark(panel.current)), [panel])
}
