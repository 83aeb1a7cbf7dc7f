/**
 * Programs of our own on TF.js's webgl backend. A program writes one float32 tensor, and reads and writes it as TF.js packs
 * it: of a matrix two rows and two columns at a time, (r, c), (r, c + 1), (r + 1, c) and (r + 1, c + 1), of a vector two values.
 * What an odd size leaves over at the end is written as 0, since TF.js's own products read it.
 */
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { engine, type Tensor } from '@tensorflow/tfjs-core'

export interface Program {
  /** Of the result: none, one or two sizes. */
  readonly shape: readonly number[]
  /** By the names of their readers: of `delta` it is `getDelta(row, column)`, or `getDelta(place)`. */
  readonly inputs: Readonly<Record<string, Tensor>>
  /** `uniform float` each. */
  readonly numbers?: Readonly<Record<string, number>>
  /** Functions that `value` calls. */
  readonly helpers?: string
  /** Of a matrix the body of `vec4 value(int row, int column)`, of a vector of `vec2 value(int place)`, else of `float value()`. */
  readonly value: string
}

export type RunProgram = <T extends Tensor>(program: Program) => T

const MAINS = [
  () => 'void main() { setOutput(vec4(value(), 0.0, 0.0, 0.0)); }',
  ([length]: readonly number[]) => `void main() {
    int place = getOutputCoords();
    vec2 pair = value(place);
    ${length! % 2 === 1 ? `if (place + 1 >= ${length}) pair.y = 0.0;` : ''}
    setOutput(vec4(pair, 0.0, 0.0));
  }`,
  ([rows, columns]: readonly number[]) => `void main() {
    ivec2 place = getOutputCoords();
    vec4 block = value(place.x, place.y);
    ${columns! % 2 === 1 ? `if (place.y + 1 >= ${columns}) block.yw = vec2(0.0);` : ''}
    ${rows! % 2 === 1 ? `if (place.x + 1 >= ${rows}) block.zw = vec2(0.0);` : ''}
    setOutput(block);
  }`,
]
const HEADS = ['float value()', 'vec2 value(int place)', 'vec4 value(int row, int column)']

export const runnerOf =
  (backend: MathBackendWebGL): RunProgram =>
  ({ shape, inputs, numbers = {}, helpers = '', value }) => {
    const rank = shape.length
    const program: GPGPUProgram = {
      variableNames: Object.keys(inputs),
      outputShape: [...shape],
      packedInputs: true,
      packedOutput: true,
      customUniforms: Object.keys(numbers).map((name) => ({ name, type: 'float' })),
      userCode: `${helpers}\n${HEADS[rank]} { ${value} }\n${MAINS[rank]!(shape)}`,
    }
    const uniforms = Object.values(numbers).map((number) => [number])
    const info = backend.compileAndRun(program, Object.values(inputs), 'float32', uniforms)
    return engine().makeTensorFromTensorInfo(info) as never
  }

/** `nameAt(row, column)`: a single value of the matrix that is the input `name`. */
export const elementOf = (name: string): string => {
  const reader = `get${name[0]!.toUpperCase()}${name.slice(1)}`
  return `float ${name}At(int row, int column) { return getChannel(${reader}(row, column), vec2(row, column)); }`
}
