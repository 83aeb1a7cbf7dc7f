/** The likelihood and the optimizer's step, each in one pass over its numbers. */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import { areFloats } from '../floats.ts'
import type { AdamRates, AdamState, Ops } from '../types.ts'
import { groupsFor, pointwise, totalOver, type Kernel } from './kernel.ts'
import type { Recorder } from './recorder.ts'

const ROW_THREADS = 64

/** A workgroup takes a row. With t = exp(-|l|) neither softplus nor sigmoid overflows. */
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

/** Of numbers one by one, or of four at a time. */
const adamKernel = (element: 'f32' | 'vec4<f32>') =>
  pointwise(
    {
      name: `adam ${element}`,
      writes: { nextParameter: element, nextM: element, nextV: element },
      reads: { parameter: element, m: element, v: element, gradient: element },
      numbers: {
        count: 'u32',
        decayM: 'f32',
        gainM: 'f32',
        decayV: 'f32',
        gainV: 'f32',
        scale: 'f32',
        floor: 'f32',
      },
    },
    `let g = gradient[i];
    let newM = given.decayM * m[i] + given.gainM * g;
    let newV = given.decayV * v[i] + given.gainV * (g * g);
    nextM[i] = newM;
    nextV[i] = newV;
    nextParameter[i] = parameter[i] - given.scale * newM / (sqrt(newV) + ${element}(given.floor));`,
  )

const ADAM = adamKernel('f32')
const ADAM_BY_FOURS = adamKernel('vec4<f32>')

export const POINTWISE_KERNELS: readonly Kernel[] = [BERNOULLI, ADAM, ADAM_BY_FOURS]

export function pointwiseOps({ create, run }: Recorder): Pick<Ops, 'bernoulliLogLikelihood' | 'adamStep'> {
  function adam({ parameter, m, v }: AdamState, gradient: Tensor, rates: AdamRates): AdamState {
    const { shape, size } = parameter
    const next = { parameter: create(shape), m: create(shape), v: create(shape) }
    const [kernel, count] = size % 4 === 0 ? [ADAM_BY_FOURS, size / 4] : [ADAM, size]
    run(kernel, {
      writes: [next.parameter, next.m, next.v],
      reads: [parameter, m, v, gradient],
      numbers: { count, ...rates, gainM: 1 - rates.decayM, gainV: 1 - rates.decayV },
      groups: [kernel.groups(count)],
    })
    return next
  }

  return {
    bernoulliLogLikelihood(logits, targets, weight) {
      if (!areFloats(logits, targets)) return COMPOSED.bernoulliLogLikelihood(logits, targets, weight)
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
    },

    adamStep: (states, gradients, rates) =>
      states.map((state, i) => {
        const { parameter, m, v } = state
        const gradient = gradients[i]!
        return areFloats(parameter, m, v, gradient)
          ? adam(state, gradient, rates)
          : COMPOSED.adamStep([state], [gradient], rates)[0]!
      }),
  }
}
