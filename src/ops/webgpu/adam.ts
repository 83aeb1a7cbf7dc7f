/**
 * Adam, in place on the parameters and their averages if no other tensor shares their memory. A layer's
 * parameters are updated as their gradient is computed, so the gradient need not be written and read again.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import { areFloats } from '../floats.ts'
import type { AdamRates, AdamState, Ops } from '../types.ts'
import type { GradientRecipe, Products } from './dense.ts'
import { pointwise } from './kernel.ts'
import { ADAM_NUMBERS, adamMove, type Element } from './product-ends.ts'
import type { Recorder } from './recorder.ts'

/** For single elements or vectors of four. */
const adamKernel = (element: Element) =>
  pointwise(
    {
      name: `adam ${element}`,
      writes: { parameter: element, m: element, v: element },
      reads: { gradient: element },
      numbers: { count: 'u32', ...ADAM_NUMBERS },
    },
    adamMove(element, ['parameter[i]', 'm[i]', 'v[i]'], 'gradient[i]'),
  )

const ADAM = adamKernel('f32')
const ADAM_BY_FOURS = adamKernel('vec4<f32>')

export const ADAM_KERNELS = [ADAM, ADAM_BY_FOURS]

const numbersOf = (rates: AdamRates) => ({ ...rates, gainM: 1 - rates.decayM, gainV: 1 - rates.decayV })
const tensorsOf = ({ parameter, m, v }: AdamState): Tensor[] => [parameter, m, v]
const isSame = (one: Tensor, other: Tensor | undefined): boolean => one.dataId === other?.dataId

export function adamOps(
  { run, putOff, successor }: Recorder,
  { form, multiply }: Products,
): Pick<Ops, 'adamStep'> {
  const successorOf = ({ parameter, m, v }: AdamState): AdamState => ({
    parameter: successor(parameter),
    m: successor(m),
    v: successor(v),
  })

  function move(state: AdamState, gradient: Tensor, rates: AdamRates): AdamState {
    const next = successorOf(state)
    const { size } = gradient
    const [kernel, count] = size % 4 === 0 ? [ADAM_BY_FOURS, size / 4] : [ADAM, size]
    run(kernel, {
      writes: tensorsOf(next),
      reads: [gradient],
      numbers: { count, ...numbersOf(rates) },
      groups: [kernel.groups(count)],
    })
    return next
  }

  /** Updates weight and bias within the product that computes their gradient. */
  function moveLayer(
    { x, delta, sizes }: GradientRecipe,
    states: readonly AdamState[],
    rates: AdamRates,
  ): AdamState[] {
    const next = states.map(successorOf)
    multiply(form('adam', sizes), sizes, {
      writes: next.flatMap(tensorsOf),
      reads: [x, delta],
      numbers: numbersOf(rates),
    })
    return next
  }

  /** The recipe of a deferred gradient of weight and bias, neither of which has been computed yet. */
  function layerGradient(weight: Tensor, bias: Tensor | undefined): GradientRecipe | null {
    const recipe = putOff.recipe(weight) as GradientRecipe | null
    if (recipe?.of !== 'parameter gradient' || !bias || putOff.recipe(bias) !== recipe) return null
    return isSame(recipe.gradient.weight, weight) && isSame(recipe.gradient.bias, bias) ? recipe : null
  }

  return {
    adamStep(states, gradients, rates) {
      const next: AdamState[] = []
      while (next.length < states.length) {
        const i = next.length
        const pair = states.slice(i, i + 2)
        const recipe = layerGradient(gradients[i]!, gradients[i + 1])
        const one = { state: states[i]!, gradient: gradients[i]! }
        if (recipe && areFloats(...pair.flatMap(tensorsOf))) next.push(...moveLayer(recipe, pair, rates))
        else if (areFloats(one.gradient, ...tensorsOf(one.state)))
          next.push(move(one.state, one.gradient, rates))
        else next.push(...COMPOSED.adamStep([one.state], [one.gradient], rates))
      }
      return next
    },
  }
}
