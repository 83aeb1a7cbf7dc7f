/** What the parts of the latent space's state have in common. */
import type { Core } from '../core.ts'
import type { LatentState, Need } from './state.ts'

export interface Surface {
  readonly core: Core
  readonly show: (change: Partial<LatentState>) => void
  readonly isWatched: (need: Need) => boolean
  /** There are other encodings. */
  readonly onEncodings: () => void
  /** The images looked at were inspected anew. */
  readonly onInspected: () => void
}
