/**
 * One step of Adam in three programs per parameter instead of TF.js's twelve: a WebGL program writes one
 * texture, so there is one for each moving average and one for the parameter.
 */
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { engine, type Tensor } from '@tensorflow/tfjs-core'
import type { AdamRates, AdamState, Ops } from '../types.ts'

type Uniforms = NonNullable<GPGPUProgram['customUniforms']>

/**
 * An elementwise program on four values at a time, as TF.js packs them. `body` reads a, b, ... and ends in
 * `return`.
 */
function program(shape: readonly number[], names: readonly string[], rates: readonly string[], body: string) {
  const read = names.map((name) => `vec4 ${name.toLowerCase()} = get${name}AtOutCoords();`)
  const customUniforms: Uniforms = rates.map((name) => ({ name, type: 'float' as const }))
  return {
    variableNames: [...names],
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    customUniforms,
    userCode: `
      vec4 formula() { ${read.join(' ')} ${body} }
      void main() { setOutput(formula()); }`,
  } satisfies GPGPUProgram
}

const AVERAGE = 'return a * decay + b * fresh;'
const AVERAGE_OF_SQUARES = 'return a * decay + b * b * fresh;'
const MOVED = 'return a - b * scale / (sqrt(c) + smallest);'

export function adamStep(backend: MathBackendWebGL): Ops['adamStep'] {
  const run = (body: string, inputs: readonly Tensor[], rates: Readonly<Record<string, number>>): Tensor => {
    const names = ['A', 'B', 'C'].slice(0, inputs.length)
    const { shape } = inputs[0]!
    const values = Object.values(rates).map((rate) => [rate])
    const made = program(shape, names, Object.keys(rates), body)
    const info = backend.compileAndRun(made, [...inputs], 'float32', values)
    return engine().makeTensorFromTensorInfo(info)
  }

  function one({ parameter, m, v }: AdamState, gradient: Tensor, rates: AdamRates): AdamState {
    const { decayM, decayV, scale, floor } = rates
    const nextM = run(AVERAGE, [m, gradient], { decay: decayM, fresh: 1 - decayM })
    const nextV = run(AVERAGE_OF_SQUARES, [v, gradient], { decay: decayV, fresh: 1 - decayV })
    return {
      parameter: run(MOVED, [parameter, nextM, nextV], { scale, smallest: floor }),
      m: nextM,
      v: nextV,
    }
  }

  return (states, gradients, rates) => states.map((state, i) => one(state, gradients[i]!, rates))
}
