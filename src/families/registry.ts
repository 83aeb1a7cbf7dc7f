/** The families' functions, one line each; metas.ts lists their declared properties. */
import type { LatentFamily } from './family.ts'
import { gaussian } from './gaussian/family.ts'
import { gaussianReference } from './gaussian/reference.ts'
import type { FamilyId } from './metas.ts'
import { point } from './point/family.ts'
import { pointReference } from './point/reference.ts'
import type { PlainFamily } from './reference.ts'

export interface FamilyEntry {
  readonly family: LatentFamily
  readonly reference: PlainFamily
}

export const FAMILIES: Readonly<Record<FamilyId, FamilyEntry>> = {
  gaussian: { family: gaussian, reference: gaussianReference },
  point: { family: point, reference: pointReference },
}
