/** The bundle has the source of every function that a derivation names, and of no other file. */
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { namedFiles } from '../scripts/derivation-sources.ts'
import { DERIVATIONS } from '../src/derivations/index.ts'

const SRC = new URL('../src/', import.meta.url)

test('what the derivations name is found in their text', () => {
  const texts = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(derivations|estimators)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, SRC), 'utf8'))
  const named = DERIVATIONS.flatMap(({ code }) => code.map(({ file }) => file))
  expect(namedFiles(texts)).toEqual([...new Set(named)].sort())
})
