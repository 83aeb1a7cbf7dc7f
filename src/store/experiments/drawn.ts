/** Draws the figures of an experiment of the one-dimensional example. Pure. */
import type { ExampleExperiment } from '../../experiments/experiment.ts'
import { momentsOf } from '../../math/moments.ts'
import { estimatesAt, type Problem } from '../../math/one-dimension.ts'
import { normal } from '../../math/random.ts'

export const RATIO_DRAWS = 10_000
const STREAM = 0x1f

/** From the same noise for both estimators and for every k. */
export function drawnRatios(
  { example, figures }: Pick<ExampleExperiment, 'example' | 'figures'>,
  seed: number,
): readonly number[] {
  const noise = Array.from(normal(RATIO_DRAWS, { seed, stream: STREAM, step: 0 }))
  return figures.map(({ quantity: { k } }) => {
    const problem: Problem = { ...example, k, baseline: 0 }
    const drawn = noise.map((eps) => estimatesAt(problem, eps))
    const varianceOf = (kind: 'scoreFunction' | 'reparameterized') =>
      momentsOf(drawn.map((one) => one[kind])).variance
    return varianceOf('scoreFunction') / varianceOf('reparameterized')
  })
}
