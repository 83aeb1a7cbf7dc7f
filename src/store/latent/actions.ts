/** What a person can do in the latent space. Types only; `lab.latent` is one of these. */
import type { Chosen } from '../../protocol/latent.ts'
import type { LatentView, Need } from './state.ts'

export interface LatentActions {
  show(view: LatentView): void
  /** Moves the sliders. Moves of one `gesture` (a drag of one slider, say) are one step back for `undo`. */
  moveTo(point: readonly number[], gesture?: string): void
  origin(): void
  /** A draw of the prior. */
  random(): void
  undo(): void
  /** Looks at an image: its posterior mean sets the sliders. */
  choose(chosen: Chosen): Promise<void>
  /** Looks at a test image drawn at random. */
  chooseAny(): Promise<void>
  /** The other end of the line between two images. */
  choosePartner(chosen: Chosen): Promise<void>
  /** While a hand is on a slider (`on`), the order of the latents stays as it is. */
  hold(on: boolean): void
  /** Keeps something fresh until the returned function is called. */
  watch(need: Need): () => void
  /** The exact posterior of the chosen image (two latents). */
  measureExact(): Promise<void>
  cancelExact(): void
}
