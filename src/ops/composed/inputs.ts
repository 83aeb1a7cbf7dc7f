/** Noise and targets, computed in JavaScript and uploaded. */
import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../../math/philox.ts'
import { normal } from '../../math/random.ts'
import { targetsOf, type ImageBatch } from '../../math/targets.ts'

export const normalNoise = (rows: number, columns: number, key: NoiseKey): Tensor2D =>
  tensor2d(normal(rows * columns, key), [rows, columns])

export const imageTargets = (batch: ImageBatch): Tensor2D =>
  tensor2d(targetsOf(batch), [batch.indices.length, batch.pixels])
