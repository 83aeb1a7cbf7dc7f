/**
 * One step of Adam in three programs per parameter instead of TF.js's twelve: a WebGL program writes one
 * texture, so there is one for each moving average and one for the parameter.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import type { AdamRates, AdamState, Ops } from '../types.ts'
import type { Program, RunProgram } from './program.ts'

/** Element by element; a, b and c are the inputs, read where the result is written. */
function elementwise(
  formula: string,
  inputs: readonly Tensor[],
  numbers: Readonly<Record<string, number>>,
): Program {
  const { shape } = inputs[0]!
  const names = ['a', 'b', 'c'].slice(0, inputs.length)
  const read = names.map((name) => `vec4 ${name} = get${name.toUpperCase()}AtOutCoords();`).join(' ')
  const result = ['.x', '.xy', ''][shape.length]!
  return {
    shape,
    inputs: Object.fromEntries(names.map((name, i) => [name, inputs[i]!])),
    numbers,
    value: `${read} return (${formula})${result};`,
  }
}

const AVERAGE = 'a * decay + b * fresh'
const AVERAGE_OF_SQUARES = 'a * decay + b * b * fresh'
const MOVED = 'a - b * scale / (sqrt(c) + smallest)'

export function adamStep(run: RunProgram): Ops['adamStep'] {
  function one({ parameter, m, v }: AdamState, gradient: Tensor, rates: AdamRates): AdamState {
    const { decayM, decayV, scale, floor } = rates
    const nextM = run(elementwise(AVERAGE, [m, gradient], { decay: decayM, fresh: 1 - decayM }))
    const nextV = run(elementwise(AVERAGE_OF_SQUARES, [v, gradient], { decay: decayV, fresh: 1 - decayV }))
    return {
      parameter: run(elementwise(MOVED, [parameter, nextM, nextV], { scale, smallest: floor })),
      m: nextM,
      v: nextV,
    }
  }

  return (states, gradients, rates) => states.map((state, i) => one(state, gradients[i]!, rates))
}
