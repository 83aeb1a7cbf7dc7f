/** Properties that an objective declares. No TF.js. */
import type { InLanguages } from '../derivations/derivation.ts'

export interface ObjectiveMeta {
  /** Stable name, used in the URL. */
  readonly id: string
  /** Whether the KL can be weighted by beta. */
  readonly hasBeta: boolean
  /** The least number of samples per image that it accepts. */
  readonly leastSamples: number
  readonly words: InLanguages<{ readonly label: string }>
}
