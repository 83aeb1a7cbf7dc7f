/**
 * The shape of a derivation: formulas once, sentences per language. Estimators' folders hold such data too, so this
 * file imports nothing.
 *
 * In a formula (TeX for KaTeX) two macros connect it with the lab:
 *   \term{id}{...}  a linked term: pointing at it lights up its curve or control, in its colour (terms.ts);
 *   \live{id}{...}  the same, with the present value of the quantity under a brace; for terms that have one.
 * Everything else is plain TeX, plus the shared symbols of symbols.ts. No words of any language stand in a formula.
 */

/** One line of a derivation. */
export interface Step<Id extends string = string> {
  /** Unique within the derivation: "log-derivative". */
  readonly id: Id
  readonly formula: string
  /** Drawn under the formula (ui/derivations/figures). */
  readonly figure?: FigureId
  /** A program under the formula, the same in every language. */
  readonly listing?: string
}

/** The graphical model with its plate; Bayes' rule with a slider for the prior. */
export type FigureId = 'plate' | 'bayes'

/** The function that computes it. */
export interface CodeReference {
  /** From the repository's root: "src/families/gaussian/gamma.ts". */
  readonly file: string
  /** An exported symbol of the file. */
  readonly symbol: string
  /** Identifiers in the symbol's source that are terms of the formula, to be shown in the term's colour: { logVariance: 'kl-log-variance' }. */
  readonly terms?: Readonly<Record<string, string>>
}

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** One in each language: what is not translated does not compile. */
export type InLanguages<T> = Readonly<Record<Language, T>>

export interface Derivation<StepId extends string = string> {
  readonly id: string
  readonly steps: readonly Step<StepId>[]
  readonly code: readonly CodeReference[]
  /** The place of the right one among the exercise's choices. */
  readonly answer: number
  readonly words: InLanguages<DerivationWords<StepId>>
}

/**
 * Sentences may hold inline TeX between dollar signs, in which \term{id}{...} may stand; around words it stands in the
 * sentence itself, \term{id}{the words}, with nothing but plain text in its braces. The title is plain text.
 */
export interface DerivationWords<StepId extends string = string> {
  readonly title: string
  /** What it is about, before the first step. */
  readonly intro: string
  readonly steps: Readonly<Record<StepId, StepWords>>
  /** What to take away, and where to look in the lab, after the last step. */
  readonly outro: string
  readonly exercise: ExerciseWords
  /** Where it comes from: paper, section, equation. */
  readonly reference: string
}

/** Something to do, with a prediction to make before it: which of the choices will happen. */
export interface ExerciseWords {
  readonly task: string
  readonly question: string
  /** Plain text. */
  readonly choices: readonly string[]
  /** What happens, and why. */
  readonly because: string
}

export interface StepWords {
  /** One sentence: why this line follows from the ones before. */
  readonly why: string
  /** The formula in plain language, for a screen reader. */
  readonly spoken: string
}

/** A derivation whose words have exactly the steps that its formulas have; a missing one does not compile. */
export const derivation = <const StepId extends string>(
  parts: Omit<Derivation<StepId>, 'words'> & {
    readonly words: InLanguages<DerivationWords<NoInfer<StepId>>>
  },
): Derivation => parts as unknown as Derivation
