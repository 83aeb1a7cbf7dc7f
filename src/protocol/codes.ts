/**
 * A point on the page is one number a latent; its code is what the decoder reads. A real latent is read as it is, a bit is
 * 0 or 1, and a class is counted from 0 on the page and one-hot in the code.
 */
import { MOST_STATES } from '../families/options.ts'
import { familyMetaOf } from './families.ts'
import { shapeOf, type Settings } from './settings.ts'

export { MOST_STATES }

/** What the latents of a model are, and how many. */
export interface LatentForm {
  /** How many values a latent can take; null for real numbers. */
  readonly values: number | null
  readonly isOneHot: boolean
  /** How many values the whole code can take; null if they cannot be counted. */
  readonly states: number | null
}

export function formOf(settings: Pick<Settings, 'family' | 'latent' | 'classes'>): LatentForm {
  const { latentKind, countStates } = familyMetaOf(settings.family)
  const values = { real: null, bit: 2, class: settings.classes }[latentKind]
  return { values, isOneHot: latentKind === 'class', states: countStates(shapeOf(settings)) }
}

/** The point with every latent at the nearest value it can take. */
export const legalPoint = (point: readonly number[], { values }: LatentForm): readonly number[] =>
  values === null ? point : point.map((value) => Math.min(values - 1, Math.max(0, Math.round(value))))

/** The codes [N, code] of points [N, latents], both in row-major order. */
export function codesOf(points: ArrayLike<number>, form: LatentForm): Float32Array {
  const { values, isOneHot } = form
  const legal = legalPoint(Array.from(points), form)
  if (values === null || !isOneHot) return Float32Array.from(legal)
  const codes = new Float32Array(legal.length * values)
  legal.forEach((value, i) => codes.fill(1, i * values + value, i * values + value + 1))
  return codes
}

/** The point of a state: states are counted as in `PlainFamily.states`, where the last latent changes first. */
export const pointOfState = (state: number, latents: number, values: number): readonly number[] =>
  Array.from({ length: latents }, (_, j) => Math.floor(state / values ** (latents - 1 - j)) % values)

export const stateOfPoint = (point: readonly number[], values: number): number =>
  point.reduce((state, value) => state * values + value, 0)
