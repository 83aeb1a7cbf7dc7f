/** What is needed at once comes in one file, whatever fetched views share with it; and its entry may wait for such a view. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importsOfEntries } from '../scripts/hosting/entries.ts'
import { together } from '../scripts/hosting/together.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'elbo-lab-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

type Chunks = readonly Rolldown.OutputChunk[]

async function built(files: Readonly<Record<string, string>>, groups = [together('all', 'main.js', root)]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: join(root, 'main.js'), output: { codeSplitting: { groups } } },
    },
  })
  const { output } = result as Rolldown.RolldownOutput
  return output.filter((one) => one.type === 'chunk')
}

/** Three values, of which two views share one each with the beginning, and a third lies deeper. */
const FILES = {
  'one.js': 'export const one = { of: "one", at: globalThis.name }',
  'two.js': "import { deep } from './deep.js'; export const two = { of: deep, at: globalThis.name }",
  'deep.js': 'export const deep = { of: "deep", at: globalThis.name }',
  'own.js': 'export const own = { of: "own", at: globalThis.name }',
  'first.js':
    "import { one } from './one.js'; import { own } from './own.js'; export const first = [one, own]",
  'second.js': "import { deep } from './deep.js'; export const second = [deep]",
  'main.js': `import { one } from './one.js'
import { two } from './two.js'
const { first } = await import('./first.js')
globalThis.shown = [one, two, first]
globalThis.later = () => import('./second.js')`,
}

const holding = (chunks: Chunks, file: string) =>
  chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${file}`))).map(({ name }) => name)

test('what views share with the beginning is in one chunk, what they have of their own is not', async () => {
  const chunks = await built(FILES)
  for (const file of ['one.js', 'two.js', 'deep.js']) expect(holding(chunks, file)).toEqual(['all'])
  expect(holding(chunks, 'own.js')).toEqual(['first'])
  const entry = chunks.find(({ isEntry }) => isEntry)!
  expect(entry.imports.filter((name) => !/runtime/.test(name))).toHaveLength(1)
  // By itself the bundler makes a file of each that is shared.
  const apart = await built(FILES, [])
  expect(holding(apart, 'one.js')).not.toEqual(holding(apart, 'deep.js'))
})

test('the entry is not in it: it waits for a view that needs the chunk', async () => {
  const chunks = await built(FILES)
  expect(holding(chunks, 'main.js')).toEqual(['main'])
  expect(importsOfEntries(Object.fromEntries(chunks.map((one) => [one.fileName, one])))).toEqual([])
})

test('a build without the file has no such chunk', async () => {
  const groups = [together('all', 'elsewhere.js', root)]
  expect((await built(FILES, groups)).map(({ name }) => name)).not.toContain('all')
  const { 'main.js': main, ...others } = FILES
  const later = await built({ ...others, 'main.js': main, 'elsewhere.js': 'export {}' }, groups)
  expect(later.map(({ name }) => name)).not.toContain('all')
})
