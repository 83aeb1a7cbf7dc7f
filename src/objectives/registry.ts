/** The objectives' functions, one line each; metas.ts lists their declared properties. */
import { elbo } from './elbo/objective.ts'
import { elboReference } from './elbo/reference.ts'
import { importanceWeighted } from './importance-weighted/objective.ts'
import { importanceWeightedReference } from './importance-weighted/reference.ts'
import type { ObjectiveId } from './metas.ts'
import type { Objective } from './objective.ts'
import type { PlainObjective } from './reference.ts'

/** An objective is made for the draws K that it takes together. */
export interface ObjectiveEntry {
  readonly objective: (draws: number) => Objective
  readonly reference: (draws: number) => PlainObjective
}

export const OBJECTIVES: Readonly<Record<ObjectiveId, ObjectiveEntry>> = {
  elbo: { objective: elbo, reference: elboReference },
  'importance-weighted': { objective: importanceWeighted, reference: importanceWeightedReference },
}
