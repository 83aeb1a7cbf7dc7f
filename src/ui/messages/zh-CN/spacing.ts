/**
 * How Chinese is set on this page, for texts whose parts are only known when they are told: a space between Chinese
 * and a letter, number or symbol beside it, none beside full-width punctuation. What is written out obeys the same
 * rule, which messages.test.ts checks.
 */
export const CHINESE = '\\u4e00-\\u9fff'
export const PUNCTUATION = '，。；：？！、（）“”'
/** Latin and Greek letters, numbers, and the signs that stand at the edge of a formula. */
export const WESTERN = 'A-Za-z0-9\\u0370-\\u03ff²³¹⁰⁴-⁹₀-₉%∂∇'

const RULES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<=[${CHINESE}])(?=[${WESTERN}−±(])`, 'g'), ' '],
  [new RegExp(`(?<=[${WESTERN})])(?=[${CHINESE}])`, 'g'), ' '],
  [new RegExp(` *([${PUNCTUATION}]) *`, 'g'), '$1'],
]

export const spaced = (text: string): string =>
  RULES.reduce((result, [where, what]) => result.replace(where, what), text)

/** A text with its parameters filled in, spaced as it should be. */
export const zh = (parts: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  spaced(String.raw({ raw: parts }, ...values))
