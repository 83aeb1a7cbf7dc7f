/** Queries of the engine and the page about the registered latent families. */
import type { FamilyMeta, FamilyWords, LatentShape } from '../families/meta.ts'
import { FAMILY_METAS, type FamilyId } from '../families/metas.ts'

export type { FamilyId, FamilyMeta, FamilyWords, LatentShape }

/** The settings that say what the latents are. */
interface LatentSettings {
  readonly family: FamilyId
  readonly latent: number
  readonly classes: number
}

/** In the order of the page. */
export const FAMILY_IDS: readonly FamilyId[] = FAMILY_METAS.map(({ id }) => id)

export const familyMetaOf = (id: FamilyId): FamilyMeta => FAMILY_METAS[FAMILY_IDS.indexOf(id)] as FamilyMeta

/** How many numbers each part of gamma has: one for each of `symbols` and each number of the part. */
export const partWidth = ({ family, latent, classes }: LatentSettings): number => {
  const { widths, symbols } = familyMetaOf(family)
  return widths({ latents: latent, classes }).gamma / symbols.length
}

/** Whether an image's gradient with respect to the first part of gamma is an arrow in a plane. */
export const hasPlane = (model: LatentSettings): boolean => partWidth(model) === 2

/** The words for each family in that language, by id. */
export const familyWords = (language: keyof FamilyMeta['words']): Readonly<Record<string, FamilyWords>> =>
  Object.fromEntries(FAMILY_IDS.map((id) => [id, familyMetaOf(id).words[language]]))
