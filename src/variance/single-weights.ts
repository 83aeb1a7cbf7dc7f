/** The gradient with respect to single weights of the encoder, some of each layer chosen at random, for every draw. */
import {
  gather,
  mul,
  reshape,
  sum,
  tensor1d,
  tidy,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core'
import type { CoordinateRows } from '../math/coordinate-signal.ts'
import { permutation } from '../math/random.ts'
import type { LayerActivations } from '../model/mlp.ts'
import type { Activation, DenseLayer } from '../ops/dense.ts'
import { layerDeltas } from './layer-deltas.ts'

/** Weights of one layer: from these inputs to these outputs, in pairs. */
export interface ChosenWeights {
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
}

/** The same weights of the same network whatever the seed of the run. */
const key = (layer: number) => ({ seed: 0, stream: 0x5e1, step: layer })

/** Up to `count` weights of each layer, none from an input that is 0 on the whole batch: its gradient is 0. */
export async function chooseWeights(
  layers: readonly DenseLayer[],
  trace: LayerActivations,
  count: number,
): Promise<ChosenWeights[]> {
  const sizes = await Promise.all(
    layers.map(async (_, i) => {
      const total = tidy(() => sum(mul(trace[i]!, trace[i]!), 0))
      const values = await total.data()
      total.dispose()
      return values
    }),
  )
  return layers.map(({ weight }, i) => {
    const alive = [...sizes[i]!.keys()].filter((at) => sizes[i]![at]! > 0)
    const [, outputs] = weight.shape
    const order = permutation(alive.length * outputs, key(i)).subarray(0, count)
    return {
      inputs: Array.from(order, (at) => alive[Math.floor(at / outputs)]!),
      outputs: Array.from(order, (at) => at % outputs),
    }
  })
}

const columns = (matrix: Tensor2D, places: readonly number[]): Tensor2D =>
  gather(matrix, tensor1d([...places], 'int32'), 1)

/** `gradGammas` as for `layerDeltas`; the chosen weights of all layers side by side, [R, weights]. */
export async function weightDraws(
  layers: readonly DenseLayer[],
  trace: LayerActivations,
  gradGammas: Tensor2D,
  hidden: Activation,
  chosen: readonly ChosenWeights[],
): Promise<CoordinateRows> {
  const [images] = trace[0]!.shape
  const draws = gradGammas.shape[0] / images
  const found = tidy(() => {
    const deltas = layerDeltas(layers, trace, gradGammas, hidden)
    return chosen.map(({ inputs, outputs }, i) => {
      const byDraw = reshape(columns(deltas[i]!, outputs), [draws, images, -1]) as Tensor3D
      return sum<Tensor2D>(mul(byDraw, columns(trace[i]!, inputs)), 1)
    })
  })
  const values = await Promise.all(found.map((tensor) => tensor.data()))
  const widths = found.map(({ shape }) => shape[1])
  found.forEach((tensor) => tensor.dispose())
  return { values: sideBySide(values, widths, draws), width: widths.reduce((a, b) => a + b, 0) }
}

/** Rows of several matrices, one after the other. */
const sideBySide = (
  parts: readonly ArrayLike<number>[],
  widths: readonly number[],
  rows: number,
): Float64Array =>
  Float64Array.from(
    Array.from({ length: rows }, (_, r) =>
      parts.flatMap((values, i) =>
        Array.from({ length: widths[i]! }, (__, c) => values[r * widths[i]! + c]!),
      ),
    ).flat(),
  )
