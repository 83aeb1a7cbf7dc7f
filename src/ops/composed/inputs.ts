/** Noise and targets, made in JavaScript and uploaded. */
import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../../math/philox.ts'
import { normal } from '../../math/random.ts'
import { toTargets } from '../../math/targets.ts'
import type { Intensities } from '../types.ts'

export const normalNoise = (rows: number, columns: number, key: NoiseKey): Tensor2D =>
  tensor2d(normal(rows * columns, key), [rows, columns])

export const imageTargets = ({ intensities, count, kind, key }: Intensities): Tensor2D =>
  tensor2d(toTargets(intensities, kind, key), [count, intensities.length / count])
