/** Properties that an objective declares. What may be combined follows from them, not from names. No TF.js. */
import type { InLanguages } from '../derivations/derivation.ts'
import type { BoundCapability } from './options.ts'

export interface ObjectiveWords {
  /** Its name on a control: "Importance-weighted". */
  readonly label: string
  /** Its name within a sentence: "the importance-weighted bound". */
  readonly name: string
}

export interface ObjectiveMeta {
  /** Stable name, used in the URL. */
  readonly id: string
  /** What it offers to the estimators. */
  readonly offers: readonly BoundCapability[]
  /** Whether it takes K draws together; if not, K has no effect. */
  readonly usesK: boolean
  /** Id of the derivation that explains it. */
  readonly derivation: string
  readonly words: InLanguages<ObjectiveWords>
}
