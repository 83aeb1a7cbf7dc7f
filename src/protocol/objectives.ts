/** Queries of the engine and the page about the registered objectives. */
import type { ObjectiveMeta } from '../objectives/meta.ts'
import { OBJECTIVE_METAS, type ObjectiveId } from '../objectives/metas.ts'

export type { ObjectiveId }

/** In the order of the page. */
export const OBJECTIVE_IDS: readonly ObjectiveId[] = OBJECTIVE_METAS.map(({ id }) => id)

/** The label of each objective in that language, by id. */
export const objectiveLabels = (
  language: keyof ObjectiveMeta['words'],
): Readonly<Record<ObjectiveId, string>> =>
  Object.fromEntries(OBJECTIVE_METAS.map(({ id, words }) => [id, words[language].label])) as Record<
    ObjectiveId,
    string
  >
