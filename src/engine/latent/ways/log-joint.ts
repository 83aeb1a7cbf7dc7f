/**
 * log p(x, z) of one image and its gradient with respect to z, with the decoder of one checkpoint. A flight of the
 * leapfrog stays on the device from its first step to its last: one readback for all chains.
 */
import {
  add,
  concat,
  matMul,
  mul,
  reshape,
  square,
  sub,
  sum,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { Flight, Landing, Slopes } from '../../../math/posterior/target.ts'
import type { Architecture } from '../../../model/architecture.ts'
import { createDecoder } from '../../../model/decoder.ts'
import { asNetwork } from '../../../model/parameters.ts'
import { PIXELS, type Checkpoint } from '../../training.ts'

export interface LogJoint {
  slopes(z: Float64Array): Promise<Slopes>
  leapfrog(flight: Flight): Promise<Landing>
  dispose(): void
}

interface Place {
  /** [N, 1]. */
  readonly value: Tensor2D
  /** [N, D]. */
  readonly gradient: Tensor2D
}

const rows = (values: Float64Array, width: number): Tensor2D =>
  tensor2d(Float32Array.from(values), [values.length / width, width])

/** The columns [from, to) of rows [N, width]. */
function columns(values: ArrayLike<number>, width: number, from: number, to: number): Float64Array {
  const out = new Float64Array((values.length / width) * (to - from))
  return out.map((_, i) => values[Math.floor(i / (to - from)) * width + from + (i % (to - from))]!)
}

/** targets [784]. */
export function createLogJoint(
  architecture: Architecture,
  { parameters }: Checkpoint,
  targets: Float32Array,
): LogJoint {
  const { code } = architecture
  const decoder = createDecoder(architecture, asNetwork(architecture, parameters).decoder, false)
  const x = tensor2d(targets, [1, PIXELS])
  const logNormaliser = (-code / 2) * Math.log(2 * Math.PI)

  function at(z: Tensor2D): Place {
    const decoded = decoder.evaluate(z, x)
    const logPrior = add(mul(sum(square(z), 1), -0.5), logNormaliser)
    const value = reshape(add<Tensor1D>(decoded.logLikelihood, logPrior), [-1, 1]) as Tensor2D
    return { value, gradient: sub(decoded.backward(1, true).input!, z) }
  }

  async function readOf(tensor: Tensor2D): Promise<Float32Array> {
    try {
      return await tensor.data<'float32'>()
    } finally {
      tensor.dispose()
    }
  }

  return {
    async slopes(z) {
      const both = tidy(() => {
        const { value, gradient } = at(rows(z, code))
        return concat([value, gradient], 1)
      })
      const read = await readOf(both)
      const width = 1 + code
      return { value: columns(read, width, 0, 1), gradient: columns(read, width, 1, width) }
    },
    async leapfrog({ z: from, velocity: thrown, gradient, scale, stepSize, steps }) {
      const all = tidy(() => {
        const factor = mul<Tensor2D>(rows(scale, code), stepSize)
        let z = rows(from, code)
        let velocity = rows(thrown, code)
        let place: Place = { value: z, gradient: rows(gradient, code) }
        for (let step = 0; step < steps; step++) {
          velocity = add(velocity, mul(matMul<Tensor2D>(place.gradient, factor), 0.5))
          z = add(z, matMul<Tensor2D>(velocity, factor, false, true))
          place = at(z)
          velocity = add(velocity, mul(matMul<Tensor2D>(place.gradient, factor), 0.5))
        }
        return concat([place.value, place.gradient, z, velocity], 1)
      })
      const read = await readOf(all)
      const width = 1 + 3 * code
      const part = (i: number) => columns(read, width, 1 + i * code, 1 + (i + 1) * code)
      return { value: columns(read, width, 0, 1), gradient: part(0), z: part(1), velocity: part(2) }
    },
    dispose: () => x.dispose(),
  }
}
