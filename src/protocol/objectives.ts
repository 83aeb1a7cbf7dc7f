/** Queries of the engine and the page about the registered objectives. */
import type { ObjectiveMeta, ObjectiveWords } from '../objectives/meta.ts'
import { OBJECTIVE_METAS, type ObjectiveId } from '../objectives/metas.ts'
import type { BoundCapability } from '../objectives/options.ts'

export type { BoundCapability, ObjectiveId, ObjectiveWords }

/** In the order of the page. */
export const OBJECTIVE_IDS: readonly ObjectiveId[] = OBJECTIVE_METAS.map(({ id }) => id)

export const objectiveMetaOf = (id: ObjectiveId): ObjectiveMeta =>
  OBJECTIVE_METAS[OBJECTIVE_IDS.indexOf(id)] as ObjectiveMeta

export const offersOf = (id: ObjectiveId): readonly BoundCapability[] => objectiveMetaOf(id).offers

export const usesK = (id: ObjectiveId): boolean => objectiveMetaOf(id).usesK

/** The bound that takes K draws together. */
export const WEIGHTED: ObjectiveId = OBJECTIVE_IDS.find(usesK)!

/** The names of each objective in that language, by id. */
export const objectiveWords = (
  language: keyof ObjectiveMeta['words'],
): Readonly<Record<string, ObjectiveWords>> =>
  Object.fromEntries(OBJECTIVE_METAS.map(({ id, words }) => [id, words[language]]))
