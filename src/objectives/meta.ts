/** Properties that an objective declares. No TF.js. */
import type { InLanguages } from '../derivations/derivation.ts'

export interface ObjectiveMeta {
  /** Stable name, used in the URL. */
  readonly id: string
  readonly words: InLanguages<{ readonly label: string }>
}
