/** The estimators' colours for the terms that are about one of them; the other terms' are derivations.css's. */
import { isTermId, termOf } from '../../derivations/terms.ts'
import { colourOf, isEstimatorId } from '../../protocol/estimators.ts'

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
