/** Queries of the engine and the page about the registered latent families. */
import type { FamilyMeta, FamilyWords, LatentShape } from '../families/meta.ts'
import { FAMILY_METAS, type FamilyId } from '../families/metas.ts'

export type { FamilyId, FamilyMeta, FamilyWords, LatentShape }

/** In the order of the page. */
export const FAMILY_IDS: readonly FamilyId[] = FAMILY_METAS.map(({ id }) => id)

export const familyMetaOf = (id: FamilyId): FamilyMeta => FAMILY_METAS[FAMILY_IDS.indexOf(id)] as FamilyMeta

/** The words for each family in that language, by id. */
export const familyWords = (language: keyof FamilyMeta['words']): Readonly<Record<string, FamilyWords>> =>
  Object.fromEntries(FAMILY_IDS.map((id) => [id, familyMetaOf(id).words[language]]))
