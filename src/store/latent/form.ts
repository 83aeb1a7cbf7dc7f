/** What the latents of the present model are, and the images that its decoder makes of points. */
import { codesOf, formOf, type LatentForm } from '../../protocol/codes.ts'
import type { GeneratedImages } from '../../protocol/engine.ts'
import type { Core } from '../core.ts'
import type { LabState } from '../state.ts'

export const presentForm = ({ applied, settings }: Pick<LabState, 'applied' | 'settings'>): LatentForm =>
  formOf(applied ?? settings)

/** Decodes points [N, latents]. */
export const decodePoints = (core: Core, points: ArrayLike<number>): Promise<GeneratedImages> =>
  core.engine.decode(codesOf(points, presentForm(core.get())))
