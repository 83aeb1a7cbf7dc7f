/** The images the benchmark trains on: MNIST from MNIST_DIR, or procedural digits where there is none. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'
import { readImages, scaleOf } from '../src/data/idx.ts'
import { generateDigits } from '../src/data/procedural/index.ts'
import { IMAGES } from './problem.ts'

export interface BenchImages {
  readonly source: string
  readonly pixels: Uint8Array
  /** Share of the pixels that are paper: kernels may skip them. */
  readonly zeros: number
}

async function find(): Promise<Pick<BenchImages, 'source' | 'pixels'>> {
  const folder = process.env.MNIST_DIR
  if (folder) {
    const file = readFileSync(path.join(folder, 'train-images-idx3-ubyte.gz'))
    const images = readImages(gunzipSync(file))
    return { source: 'MNIST', pixels: images.pixels(scaleOf([images])).slice(0, IMAGES * 784) }
  }
  const { train } = generateDigits({ seed: 1, train: IMAGES, test: 1 })
  return { source: 'procedural digits (MNIST_DIR is not set)', pixels: train.images }
}

export async function benchImages(): Promise<BenchImages> {
  const { source, pixels } = await find()
  const zeros = pixels.reduce((count, value) => count + (value === 0 ? 1 : 0), 0) / pixels.length
  return { source, pixels, zeros }
}
