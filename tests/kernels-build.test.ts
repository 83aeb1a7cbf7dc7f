/** The compiled kernels in the repository are what their sources give. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compileKernels, OUT, VARIANTS } from '../assembly/build.mjs'

test('every variant is there, and no other', () => {
  expect(readdirSync(OUT).sort()).toEqual(Object.keys(VARIANTS).sort())
})

test.each(Object.entries(VARIANTS))('npm run build:kernels would leave %s as it is', async (file, flags) => {
  const built = await compileKernels(flags)
  expect(Buffer.compare(built, readFileSync(path.join(OUT, file)))).toBe(0)
})
