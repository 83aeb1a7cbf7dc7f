/**
 * log p(x, z) as the methods ask for it: many points in slices, between which the worker trains and answers, and chains a
 * move at a time. A density that is not a number is refused for a Gaussian's points, and left to the sampler for a chain's.
 */
import type { Slopes, PosteriorTarget } from '../../../math/posterior/target.ts'
import { CodedError } from '../../../protocol/errors.ts'
import type { Slices } from '../slices.ts'
import type { LogJoint } from './log-joint.ts'

/** Of two latents: this view has no others. */
const DIMENSIONS = 2

/** For many points at once. */
export function manyPoints(joint: LogJoint, slices: Slices): PosteriorTarget {
  async function slopes(z: Float64Array): Promise<Slopes> {
    const count = z.length / DIMENSIONS
    const value = new Float64Array(count)
    const gradient = new Float64Array(z.length)
    for (let i = 0; i < count;) {
      const points = Math.min(slices.points(), count - i)
      const some = await joint.slopes(z.subarray(DIMENSIONS * i, DIMENSIONS * (i + points)))
      if (!some.value.every(Number.isFinite)) throw new CodedError('exact-not-finite')
      value.set(some.value, i)
      gradient.set(some.gradient, DIMENSIONS * i)
      i += points
      slices.took(points)
      await slices.pause()
    }
    return { value, gradient }
  }
  return { dimensions: DIMENSIONS, slopes, value: async (z) => (await slopes(z)).value }
}

/** For few points at a time; who asks pauses. `value` alone, without a gradient, is the cheaper. */
export const fewPoints = (joint: LogJoint, value: PosteriorTarget['value']): PosteriorTarget => ({
  dimensions: DIMENSIONS,
  value,
  slopes: (z) => joint.slopes(z),
  leapfrog: (flight) => joint.leapfrog(flight),
})
