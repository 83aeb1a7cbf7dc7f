/** What the parts of the latent space's state share. */
import type { Core } from '../core.ts'
import type { LatentState, Need } from './state.ts'

export interface LatentContext {
  readonly core: Core
  readonly show: (change: Partial<LatentState>) => void
  readonly isWatched: (need: Need) => boolean
  /** Called when there are new encodings. */
  readonly onEncodings: () => void
  /** Called when the chosen images were inspected again. */
  readonly onInspected: () => void
}
