/** Two models beside each other: the present one and those that it replaced. Plain values. */
import type { Portrait } from './portrait.ts'

export interface CompareState {
  /** Of the present model; null until something on the page needs it. */
  readonly present: Portrait | null
  /** Of the models before it, newest first. */
  readonly kept: readonly Portrait[]
}

export const MAX_KEPT = 5

export const initialCompare: CompareState = { present: null, kept: [] }

/** When another model takes the present one's place. */
export const compareOfNext = ({ kept }: CompareState, keepsake: Portrait | null): CompareState => ({
  present: null,
  kept: keepsake ? [keepsake, ...kept].slice(0, MAX_KEPT) : kept,
})
