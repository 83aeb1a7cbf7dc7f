/** The noise of the score function alone in plain numbers: the oracle for score-noise.ts. No TF.js. */
import type { PlainImage, PlainOptions } from './reference.ts'
import { scoreFunctionReference } from './score-function/reference.ts'

/** For each image (g - g') / sqrt 2 [gamma], from the noise of the 2 L draws that `noiseOf` gives of it. */
export function plainScoreNoise(
  batch: readonly PlainImage[],
  options: PlainOptions,
  noiseOf: (image: PlainImage) => readonly (readonly number[])[],
): number[][] {
  const scores = [0, 1].map((part) =>
    scoreFunctionReference(
      batch.map((image) => {
        const noise = noiseOf(image)
        const half = noise.length / 2
        // What is drawn for its noise trains no decoder.
        return {
          ...image,
          noise: noise.slice(part * half, (part + 1) * half),
          trainDecoder: () => undefined,
        }
      }),
      options,
    ),
  )
  return scores[0]!.map((own, b) => own.map((value, i) => (value - scores[1]![b]![i]!) * Math.SQRT1_2))
}

/** The noise of the draws beside the samples, which an estimator that declares some is always given. */
export function plainBesideIn({ noiseBeside }: PlainImage): readonly (readonly number[])[] {
  if (!noiseBeside)
    throw new Error('noiseBeside: expected the noise of the draws beside the samples, got none')
  return noiseBeside
}
