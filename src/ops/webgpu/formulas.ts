/** Formulas of a step as kernels: what their owners provide, and the sums of a step. */
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { Formulas, StepSums, StepValues } from '../types.ts'
import { totalOver, type Kernel } from './kernel.ts'
import type { RowSumsRecipe } from './likelihood.ts'
import type { Recorder } from './recorder.ts'

/** The formulas of one owner. */
export interface WebGpuFormulas {
  /** Compiled before the first step. */
  readonly kernels: readonly Kernel[]
  readonly of: (recorder: Recorder) => Formulas
}

const SUM_THREADS = 128

/** One workgroup: a few thousand numbers. */
const SUMS: Kernel = {
  name: 'sums of a step',
  writes: { sums: 'f32', nextAverage: 'f32' },
  reads: { logLikelihood: 'f32', drawn: 'f32', kl: 'f32', gradient: 'f32', average: 'f32' },
  numbers: {
    parts: 'u32',
    draws: 'u32',
    images: 'u32',
    squares: 'u32',
    perSample: 'f32',
    perDraw: 'f32',
    kept: 'f32',
  },
  threads: SUM_THREADS,
  helpers: totalOver(SUM_THREADS, 'vec4f'),
  body: `
  var own = vec4f();
  for (var i = thread; i < given.parts; i += ${SUM_THREADS}u) { own.x += logLikelihood[i]; }
  for (var i = thread; i < given.draws; i += ${SUM_THREADS}u) { own.w += drawn[i]; }
  for (var i = thread; i < given.images; i += ${SUM_THREADS}u) { own.y += kl[i]; }
  for (var i = thread; i < given.squares; i += ${SUM_THREADS}u) { own.z += gradient[i] * gradient[i]; }
  let all = total(thread, own);
  if (thread == 0u) {
    sums[0] = all.x * given.perSample;
    sums[1] = all.y;
    sums[2] = all.z;
    nextAverage[0] = given.kept * average[0] + (1.0 - given.kept) * (all.w * given.perDraw);
  }`,
}

/** More numbers than this are too many for one workgroup. */
const MOST_PARTS = 8192

function sumsWith({ create, run, putOff }: Recorder) {
  /** Row sums that have not been computed yet, as their partial sums. */
  function inParts(rows: Tensor): Tensor {
    const recipe = putOff.recipe(rows) as RowSumsRecipe | null
    return recipe?.of === 'row sums' && recipe.partial.size <= MOST_PARTS ? recipe.partial : rows
  }

  return {
    sumStep({ logLikelihood, signal, kl, gradGamma, movingAverage, kept }: StepValues): StepSums {
      const sums = create<Tensor1D>([3])
      const next = create<Scalar>([])
      const [draws, images] = [logLikelihood.size, kl.size]
      const [parts, drawn] = [logLikelihood, signal].map(inParts) as [Tensor, Tensor]
      run(SUMS, {
        writes: [sums, next],
        reads: [parts, drawn, kl, gradGamma, movingAverage],
        numbers: {
          parts: parts.size,
          draws: drawn.size,
          images,
          squares: gradGamma.size,
          perSample: images / draws,
          perDraw: 1 / draws,
          kept,
        },
        groups: [1],
      })
      return { sums, movingAverage: next }
    },
  }
}

export const stepSums: WebGpuFormulas = { kernels: [SUMS], of: sumsWith }
