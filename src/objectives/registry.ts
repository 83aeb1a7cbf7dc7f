/** The objectives' functions, one line each; metas.ts lists their declared properties. */
import { elbo } from './elbo/objective.ts'
import { elboReference } from './elbo/reference.ts'
import type { ObjectiveId } from './metas.ts'
import type { Objective } from './objective.ts'
import type { PlainObjective } from './reference.ts'

export interface ObjectiveEntry {
  readonly objective: Objective
  readonly reference: PlainObjective
}

export const OBJECTIVES: Readonly<Record<ObjectiveId, ObjectiveEntry>> = {
  elbo: { objective: elbo, reference: elboReference },
}
