/** The families' functions, one line each; metas.ts lists their declared properties. */
import { bernoulli } from './bernoulli/family.ts'
import { bernoulliReference } from './bernoulli/reference.ts'
import { categorical } from './categorical/family.ts'
import { categoricalReference } from './categorical/reference.ts'
import type { LatentFamily } from './family.ts'
import { gaussian } from './gaussian/family.ts'
import { gaussianReference } from './gaussian/reference.ts'
import type { LatentShape } from './meta.ts'
import type { FamilyId } from './metas.ts'
import { point } from './point/family.ts'
import { pointReference } from './point/reference.ts'
import type { PlainFamily } from './reference.ts'

/** The functions of a family for a model with latents of that shape. */
export interface FamilyEntry {
  readonly family: (shape: LatentShape) => LatentFamily
  readonly reference: (shape: LatentShape) => PlainFamily
}

export const FAMILIES: Readonly<Record<FamilyId, FamilyEntry>> = {
  gaussian: { family: gaussian, reference: gaussianReference },
  point: { family: point, reference: pointReference },
  bernoulli: { family: bernoulli, reference: bernoulliReference },
  categorical: { family: categorical, reference: categoricalReference },
}
