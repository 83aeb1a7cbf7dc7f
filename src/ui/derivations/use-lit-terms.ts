/** Marks the terms that are lit, in formulas that KaTeX drew and in words alike, by `data-lit`. */
import { type RefObject, useEffect } from 'react'
import { isTermId, termOf } from '../../derivations/terms.ts'
import { litNow, onSpotlight } from '../spotlight.ts'
import { colourOf, isEstimatorId } from '../../protocol/estimators.ts'

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

/** The estimators' colours for the terms that are about one of them; the other terms' are derivations.css's. */
export function termColourOf(term: string | undefined): string | undefined {
  if (term === undefined || !isTermId(term)) return undefined
  const { colour } = termOf(term)
  return isEstimatorId(colour) ? colourOf(colour) : undefined
}

/** Adds them to the terms of a formula that KaTeX drew. */
export const withTermColours = (html: string): string =>
  html.replaceAll(/data-term="([\w-]+)"/g, (attribute, term: string) => {
    const colour = termColourOf(term)
    return colour ? `${attribute} data-colour="${colour}"` : attribute
  })
