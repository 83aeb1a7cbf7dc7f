/** All objectives, without TF.js, in the order of the page. An entry here without its functions in registry.ts does not compile. */
import { elboMeta } from './elbo/meta.ts'
import { importanceWeightedMeta } from './importance-weighted/meta.ts'
import type { ObjectiveMeta } from './meta.ts'

export const OBJECTIVE_METAS = [elboMeta, importanceWeightedMeta] as const satisfies readonly ObjectiveMeta[]

export type ObjectiveId = (typeof OBJECTIVE_METAS)[number]['id']
