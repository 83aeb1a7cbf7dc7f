/**
 * The Bernoulli log-likelihood with its gradient, fused with the product that computes its logits where
 * possible.
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import { areFloats } from '../floats.ts'
import type { LogLikelihood, Ops } from '../types.ts'
import type { LinearRecipe, Products } from './dense.ts'
import { groupsFor, pointwise, totalOver, type Kernel } from './kernel.ts'
import { partsOf } from './product.ts'
import type { Recipe } from './put-off.ts'
import type { Recorder } from './recorder.ts'

/** Row sums of which only partial sums have been computed: [rows, parts]. */
export interface RowSumsRecipe extends Recipe {
  readonly of: 'row sums'
  readonly partial: Tensor2D
}

const ROW_THREADS = 64

/** One workgroup per row. With t = exp(-|l|) neither softplus nor sigmoid overflows. */
const BERNOULLI: Kernel = {
  name: 'bernoulli',
  writes: { gradient: 'f32', logLikelihood: 'f32' },
  reads: { logits: 'f32', targets: 'f32' },
  numbers: { rows: 'u32', images: 'u32', pixels: 'u32', weight: 'f32' },
  threads: ROW_THREADS,
  helpers: totalOver(ROW_THREADS),
  body: `
  for (var row = group.x; row < given.rows; row += groups.x) {
    var sum = 0.0;
    for (var pixel = thread; pixel < given.pixels; pixel += ${ROW_THREADS}u) {
      let i = row * given.pixels + pixel;
      let l = logits[i];
      let x = targets[row % given.images * given.pixels + pixel];
      let t = exp(-abs(l));
      sum += x * l - (max(l, 0.0) + log(1.0 + t));
      gradient[i] = given.weight * (x - select(t, 1.0, l >= 0.0) / (1.0 + t));
    }
    let all = total(thread, sum);
    if (thread == 0u) { logLikelihood[row] = all; }
  }`,
}

const ROW_SUMS = pointwise(
  {
    name: 'row sums',
    writes: { sums: 'f32' },
    reads: { partial: 'f32' },
    numbers: { count: 'u32', parts: 'u32' },
  },
  `var sum = 0.0;
    for (var part = 0u; part < given.parts; part++) { sum += partial[i * given.parts + part]; }
    sums[i] = sum;`,
)

export const LIKELIHOOD_KERNELS: readonly Kernel[] = [BERNOULLI, ROW_SUMS]

/** From logits that are already computed, in a dispatch of its own. */
const aloneWith =
  ({ create, run }: Recorder) =>
  (logits: Tensor2D, targets: Tensor2D, weight: number): LogLikelihood => {
    const [rows, pixels] = logits.shape
    const gradient = create<Tensor2D>([rows, pixels])
    const logLikelihood = create<Tensor1D>([rows])
    run(BERNOULLI, {
      writes: [gradient, logLikelihood],
      reads: [logits, targets],
      numbers: { rows, images: targets.shape[0], pixels, weight },
      groups: [groupsFor(rows)],
    })
    return { logLikelihood, gradient }
  }

export function likelihoodOps(
  recorder: Recorder,
  { form: formWithTile, multiply }: Products,
): Pick<Ops, 'bernoulliLogLikelihood'> {
  const { create, run, putOff } = recorder
  const alone = aloneWith(recorder)

  function sumRows(logLikelihood: Tensor1D, partial: Tensor2D): void {
    const [count, parts] = partial.shape
    run(ROW_SUMS, {
      writes: [logLikelihood],
      reads: [partial],
      numbers: { count, parts },
      groups: [ROW_SUMS.groups(count)],
    })
  }

  function withProduct(
    recipe: LinearRecipe,
    logits: Tensor2D,
    targets: Tensor2D,
    weight: number,
  ): LogLikelihood {
    const { x, layer, sizes } = recipe
    const form = formWithTile('bernoulli', sizes)
    const parts = partsOf(form, sizes.n)
    const gradient = create<Tensor2D>(logits.shape)
    const partial = create<Tensor2D>([sizes.m, parts])
    const logLikelihood = create<Tensor1D>([sizes.m])
    putOff.instead(recipe, () =>
      multiply(form, sizes, {
        writes: [gradient, partial, logits],
        reads: [x, layer.weight, layer.bias, targets],
        numbers: { images: targets.shape[0], weight, parts },
      }),
    )
    putOff.add<RowSumsRecipe>({
      recipe: { of: 'row sums', partial },
      writes: [logLikelihood],
      reads: [partial],
      run: () => sumRows(logLikelihood, partial),
    })
    partial.dispose()
    return { logLikelihood, gradient }
  }

  return {
    bernoulliLogLikelihood(logits, targets, weight) {
      if (!areFloats(logits, targets)) return COMPOSED.bernoulliLogLikelihood(logits, targets, weight)
      const recipe = putOff.recipe(logits)
      return recipe?.of === 'linear'
        ? withProduct(recipe as LinearRecipe, logits, targets, weight)
        : alone(logits, targets, weight)
    },
  }
}
