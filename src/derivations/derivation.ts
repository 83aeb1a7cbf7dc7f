/**
 * The shape of a derivation: formulas once, sentences per language. Types only; estimators' folders hold such data
 * too, so this file imports nothing.
 *
 * In a formula (TeX for KaTeX) two macros connect it with the lab:
 *   \term{id}{...}  a linked term: pointing at it lights up its curve or control, in its colour (terms.ts);
 *   \live{id}{...}  the same, with the present value of the quantity under a brace.
 * Everything else is plain TeX, plus the shared symbols of symbols.ts.
 */

/** One line of a derivation and, per language, why it follows from the line before. */
export interface Step {
  /** Unique within the derivation: "log-derivative". */
  readonly id: string
  readonly formula: string
}

/** The function that computes it. */
export interface CodeReference {
  /** From the repository's root: "src/model/posterior.ts". */
  readonly file: string
  /** An exported symbol of the file. */
  readonly symbol: string
  /** Identifiers in the source that are terms of the formula, to be shown in the term's colour: { klToPrior: 'kl' }. */
  readonly terms?: Readonly<Record<string, string>>
}

export interface Derivation {
  readonly id: string
  readonly steps: readonly Step[]
  readonly code: readonly CodeReference[]
  readonly words: Readonly<Record<Language, Words>>
}

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** Sentences may hold inline TeX between dollar signs, \term{id}{...} included. */
export interface Words {
  readonly title: string
  /** What it is about, before the first step. */
  readonly intro: string
  readonly steps: Readonly<Record<string, StepWords>>
  /** What to take away, after the last step; may be empty. */
  readonly outro: string
  /** Where it comes from: paper, section, equation. */
  readonly reference: string
}

export interface StepWords {
  /** One sentence: why this line follows. */
  readonly why: string
  /** The formula in plain language, for a screen reader. */
  readonly spoken: string
}
