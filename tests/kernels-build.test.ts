/** The compiled kernels in the repository are what their sources give. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compileKernels, OUT, VARIANTS } from '../assembly/build.mjs'

test('every variant is there, and no other', () => {
  expect(readdirSync(OUT).sort()).toEqual(Object.keys(VARIANTS).sort())
})

const [first, ...others] = Object.entries(VARIANTS)

async function isUpToDate([file, flags]: (typeof others)[number]): Promise<boolean> {
  const built = await compileKernels(flags)
  return Buffer.compare(built, readFileSync(path.join(OUT, file))) === 0
}

test(`npm run build:kernels would leave ${first![0]} as it is`, async () => {
  expect(await isUpToDate(first!)).toBe(true)
})

test('and the other builds of the same source', { tags: 'thorough' }, async () => {
  for (const one of others) expect(await isUpToDate(one)).toBe(true)
})
