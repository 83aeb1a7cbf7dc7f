/** The shape of the model, in plain numbers: widths, names, counts and initial values of its parameters. */
import { uniform } from '../math/random.ts'

export interface Architecture {
  /** Pixels per image; 784 except in tests. */
  readonly pixels: number
  /** Width of gamma, the encoder's output: the parameters of q(z|x). */
  readonly gamma: number
  /** Width of the code z, the decoder's input. */
  readonly code: number
  /** Hidden widths of the encoder, input side first; the decoder mirrors them. */
  readonly hidden: readonly number[]
  readonly activation: 'relu' | 'tanh'
  readonly likelihood: 'bernoulli' | 'gaussian'
  /** Standard deviation of the Gaussian likelihood; ignored by the Bernoulli one. */
  readonly sigma: number
}

/** What stays the same for as long as the model lives: sigma is a live setting. */
export type Layout = Omit<Architecture, 'sigma'>

/** Widths of the encoder's layers, pixels to gamma, and of the decoder's, code to pixels. */
export const encoderWidths = ({ pixels, hidden, gamma }: Layout): number[] => [pixels, ...hidden, gamma]
export const decoderWidths = ({ pixels, hidden, code }: Layout): number[] => [
  code,
  ...hidden.toReversed(),
  pixels,
]

export interface ParameterSpec {
  /** As in model.safetensors: "encoder.0.weight". */
  readonly name: string
  /** Weights [in, out], biases [out]. */
  readonly shape: readonly number[]
  readonly fanIn: number
}

function layerSpecs(half: string, widths: readonly number[]): ParameterSpec[] {
  return widths.slice(1).flatMap((out, i) => {
    const fanIn = widths[i]!
    return [
      { name: `${half}.${i}.weight`, shape: [fanIn, out], fanIn },
      { name: `${half}.${i}.bias`, shape: [out], fanIn },
    ]
  })
}

/** All parameters in canonical order: encoder, then decoder, layer by layer, weight, then bias. */
export const parameterSpecs = (architecture: Layout): ParameterSpec[] => [
  ...layerSpecs('encoder', encoderWidths(architecture)),
  ...layerSpecs('decoder', decoderWidths(architecture)),
]

export const parameterSize = ({ shape }: ParameterSpec): number =>
  shape.reduce((size, length) => size * length, 1)

export const countParameters = (architecture: Layout): number =>
  parameterSpecs(architecture).reduce((total, spec) => total + parameterSize(spec), 0)

/**
 * Initial values: weights and biases from U(-1/sqrt(fan in), 1/sqrt(fan in)), as torch.nn.Linear, so that runs
 * are comparable with published ones. The k-th parameter uses step k of `stream`.
 *
 * Reference: LeCun, Bottou, Orr & Müller, "Efficient BackProp", 1998, section 4.6, up to the factor sqrt(3).
 */
export function initialValues(architecture: Layout, key: { seed: number; stream: number }): Float32Array[] {
  return parameterSpecs(architecture).map((spec, step) => {
    const bound = 1 / Math.sqrt(spec.fanIn)
    return uniform(parameterSize(spec), -bound, bound, { ...key, step })
  })
}
