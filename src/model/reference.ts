/**
 * The model in plain numbers (float64), one image at a time: slow, simple, and without TF.js. The oracle for
 * mlp.ts and ops/.
 */
import { parameterSpecs, type Architecture, type Layout } from './architecture.ts'

/** weight [in][out], bias [out]. */
export interface PlainLayer {
  readonly weight: number[][]
  readonly bias: number[]
}

export interface PlainNetwork {
  readonly encoder: readonly PlainLayer[]
  readonly decoder: readonly PlainLayer[]
}

/** Groups flat values, in the order of `parameterSpecs`, into layers. */
export function plainNetwork(architecture: Layout, values: readonly ArrayLike<number>[]): PlainNetwork {
  const specs = parameterSpecs(architecture)
  const layers: PlainLayer[] = []
  for (let i = 0; i < specs.length; i += 2) {
    const [fanIn, out] = specs[i]!.shape as [number, number]
    const flat = Array.from(values[i]!)
    const weight = Array.from({ length: fanIn }, (_, row) => flat.slice(row * out, (row + 1) * out))
    layers.push({ weight, bias: Array.from(values[i + 1]!) })
  }
  const depth = architecture.hidden.length + 1
  return { encoder: layers.slice(0, depth), decoder: layers.slice(depth) }
}

/** The inverse of `plainNetwork`, for gradients too. */
export const plainValues = (layers: readonly PlainLayer[]): number[][] =>
  layers.flatMap(({ weight, bias }) => [weight.flat(), bias])

const activate = { relu: (value: number) => Math.max(value, 0), tanh: Math.tanh }
/** The activation's derivative as a function of its output. */
const slope = {
  relu: (output: number) => (output > 0 ? 1 : 0),
  tanh: (output: number) => 1 - output * output,
}

/** The input and every layer's output. */
export function plainForward(
  layers: readonly PlainLayer[],
  input: readonly number[],
  activation: 'relu' | 'tanh',
): number[][] {
  const trace = [[...input]]
  layers.forEach(({ weight, bias }, i) => {
    const sums = [...bias]
    trace[i]!.forEach((value, row) => weight[row]!.forEach((w, out) => (sums[out]! += value * w)))
    trace.push(i < layers.length - 1 ? sums.map(activate[activation]) : sums)
  })
  return trace
}

/** Adds the parameters' gradients to `into` and returns the gradient with respect to the input. */
export function plainBackward(
  layers: readonly PlainLayer[],
  trace: readonly number[][],
  dOutput: readonly number[],
  activation: 'relu' | 'tanh',
  into: readonly PlainLayer[],
): number[] {
  let delta = [...dOutput]
  for (let i = layers.length - 1; i >= 0; i--) {
    const input = trace[i]!
    delta.forEach((d, out) => (into[i]!.bias[out]! += d))
    input.forEach((value, row) => delta.forEach((d, out) => (into[i]!.weight[row]![out]! += value * d)))
    const dInput = layers[i]!.weight.map((row) => row.reduce((sum, w, out) => sum + w * delta[out]!, 0))
    delta = i > 0 ? dInput.map((d, row) => d * slope[activation](input[row]!)) : dInput
  }
  return delta
}

const softplus = (value: number): number => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))
const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

/** log p(x|output) in nats and its gradient with respect to the output. */
export function plainLogLikelihood(
  { likelihood, sigma }: Architecture,
  output: readonly number[],
  x: readonly number[],
): { value: number; gradient: number[] } {
  const terms = output.map((o, j) =>
    likelihood === 'bernoulli'
      ? { value: x[j]! * o - softplus(o), gradient: x[j]! - sigmoid(o) }
      : {
          value: -((x[j]! - o) ** 2) / (2 * sigma ** 2) - Math.log(sigma * Math.sqrt(2 * Math.PI)),
          gradient: (x[j]! - o) / sigma ** 2,
        },
  )
  return {
    value: terms.reduce((sum, term) => sum + term.value, 0),
    gradient: terms.map((term) => term.gradient),
  }
}
