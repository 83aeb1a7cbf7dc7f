/** User actions in the latent space. Types only; `lab.latent` implements them. */
import type { Chosen } from '../../protocol/latent.ts'
import type { Need } from './state.ts'

export interface LatentActions {
  /** Moves the sliders. Moves of one `gesture` (such as a drag of one slider) are a single step for `undo`. */
  moveTo(point: readonly number[], gesture?: string): void
  origin(): void
  /** Moves to a draw from the prior. */
  random(): void
  undo(): void
  /** Chooses an image: its posterior mean sets the sliders. */
  choose(chosen: Chosen): Promise<void>
  /** Chooses a test image at random. */
  chooseAny(): Promise<void>
  /** Chooses the other end of the line between two images. */
  choosePartner(chosen: Chosen): Promise<void>
  /** While a slider is held (`on`), the order of the latents does not change. */
  hold(on: boolean): void
  /** Keeps something fresh until the returned function is called. */
  watch(need: Need): () => void
  /** Computes the exact posterior of the chosen image (two latents). */
  measureExact(): Promise<void>
  cancelExact(): void
}
