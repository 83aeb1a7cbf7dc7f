/**
 * All latent families, without TF.js, in the order of the page: what the settings table, the URL and the page need to
 * know. An entry here without its functions in registry.ts does not compile.
 */
import { bernoulliMeta } from './bernoulli/meta.ts'
import { categoricalMeta } from './categorical/meta.ts'
import { gaussianMeta } from './gaussian/meta.ts'
import type { FamilyMeta } from './meta.ts'
import { pointMeta } from './point/meta.ts'

export const FAMILY_METAS = [
  gaussianMeta,
  pointMeta,
  bernoulliMeta,
  categoricalMeta,
] as const satisfies readonly FamilyMeta[]

export type FamilyId = (typeof FAMILY_METAS)[number]['id']
