/** The real files, where MNIST_DIR names a folder with them. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import type { Split } from './dataset.ts'
import { isGenuine } from './mirror.ts'
import { generateDigits } from './procedural/index.ts'
import { allRoles, FILE_NAMES, FILE_ROLES, SOURCES } from './sources.ts'

const folders = { mnist: process.env.MNIST_DIR, 'fashion-mnist': process.env.FASHION_MNIST_DIR }

const variables = { mnist: 'MNIST_DIR', 'fashion-mnist': 'FASHION_MNIST_DIR' }
for (const name of ['mnist', 'fashion-mnist'] as const)
  if (!folders[name])
    console.info(`Skipped: the tests of the real ${name} files, because ${variables[name]} is not set.`)

const read = (folder: string) =>
  allRoles(async (role) => new Uint8Array(await readFile(join(folder, FILE_NAMES[role]))))

const mean = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length / 255

/** Half the resolution: alike though not exactly in place. */
function blurred({ images }: Split, count: number): Float64Array {
  const half = new Float64Array(count * 196)
  for (let i = 0; i < half.length; i++) {
    const at = Math.floor(i / 196) * 784 + Math.floor((i % 196) / 14) * 56 + (i % 14) * 2
    half[i] = images[at]! + images[at + 1]! + images[at + 28]! + images[at + 29]!
  }
  return half
}

/** Share of the first `asked` of `unknown` that get the label of the most similar of the first `seen` of `known`. */
function readBySimilarity(known: Split, unknown: Split, seen: number, asked: number): number {
  const [a, b] = [blurred(known, seen), blurred(unknown, asked)]
  let right = 0
  for (let q = 0; q < asked; q++) {
    let [nearest, least] = [0, Infinity]
    for (let i = 0; i < seen; i++) {
      let distance = 0
      for (let k = 0; k < 196 && distance < least; k++) distance += (a[i * 196 + k]! - b[q * 196 + k]!) ** 2
      if (distance < least) [nearest, least] = [i, distance]
    }
    if (known.labels![nearest] === unknown.labels![q]) right++
  }
  return right / asked
}

describe.skipIf(!folders.mnist)('MNIST', () => {
  test('has the published checksums, counts, labels and mean', async () => {
    const files = await read(folders.mnist as string)
    for (const role of FILE_ROLES) expect(await isGenuine(files[role], SOURCES.mnist.files[role])).toBe(true)
    const { train, test: held } = await assemble(files)
    expect([train.count, held.count]).toEqual([60_000, 10_000])
    expect([...(train.labels ?? [])].slice(0, 10)).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    expect([...(held.labels ?? [])].slice(0, 10)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    expect(mean(held.images)).toBeCloseTo(0.1325, 4)
  })

  test('is read by someone who has only seen procedural digits, and the other way round', async () => {
    const { train: real } = await assemble(await read(folders.mnist as string))
    const { train: drawn } = generateDigits({ seed: 1, train: 3000, test: 0 })
    // Having seen 3,000 real digits instead, one reads 0.92 of the real ones.
    expect(readBySimilarity(drawn, real, 3000, 500)).toBeGreaterThan(0.82)
    expect(readBySimilarity(real, drawn, 3000, 500)).toBeGreaterThan(0.88)
  })
})

describe.skipIf(!folders['fashion-mnist'])('Fashion-MNIST', { tags: 'thorough' }, () => {
  test('has the published checksums, counts, labels and mean', async () => {
    const files = await read(folders['fashion-mnist'] as string)
    for (const role of FILE_ROLES)
      expect(await isGenuine(files[role], SOURCES['fashion-mnist'].files[role])).toBe(true)
    const { train, test: held } = await assemble(files)
    expect([train.count, held.count]).toEqual([60_000, 10_000])
    expect([...(train.labels ?? [])].slice(0, 10)).toEqual([9, 0, 0, 3, 0, 2, 7, 2, 5, 5])
    expect(mean(held.images)).toBeCloseTo(0.2868, 4)
  })
})
