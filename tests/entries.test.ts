/** A chunk that imports an entry ends the build: in the page, in a worker, by whichever kind of import. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesStandAlone, importsOfEntries } from '../scripts/hosting/entries.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'elbo-lab-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Builds these files, `main.js` the entry, with workers as the lab has them. */
function built(files: Readonly<Record<string, string>>): Promise<unknown> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
  const plugin = () => entriesStandAlone(() => true)
  return build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [plugin()],
    worker: { format: 'es', plugins: () => [plugin()] },
    build: { write: false, rolldownOptions: { input: join(root, 'main.js') } },
  })
}

const SHARED = 'export const shared = { of: globalThis.name }'
const LAZY = "import { shared } from './shared.js'; export const lazy = () => shared.of"
const ENTRY = `import { shared } from './shared.js'
globalThis.first = shared
globalThis.later = () => import('./lazy.js')`
const TINY = "import('./engine.js')"
const START = "globalThis.w = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })"

test('a page whose lazy chunk would import it is refused, and one that shares nothing is not', async () => {
  await expect(built({ 'main.js': ENTRY, 'lazy.js': LAZY, 'shared.js': SHARED })).rejects.toThrow(
    /No chunk may import an entry.*lazy-.*-> .*main-/s,
  )
  await built({ 'main.js': TINY, 'engine.js': SHARED })
})

test("so is a worker's", async () => {
  const others = { 'main.js': START, 'lazy.js': LAZY, 'shared.js': SHARED }
  await expect(built({ ...others, 'worker.js': ENTRY })).rejects.toThrow(/lazy-.*-> .*worker-/s)
  await built({ ...others, 'worker.js': TINY, 'engine.js': ENTRY })
})

test('an import that is only there when asked for counts, too', () => {
  const chunk = { type: 'chunk', imports: [], dynamicImports: [] } as const
  const output = {
    entry: { ...chunk, fileName: 'entry.js', isEntry: true },
    back: { ...chunk, fileName: 'back.js', isEntry: false, dynamicImports: ['entry.js'] },
    style: { type: 'asset' },
  } as const
  expect(importsOfEntries(output)).toEqual(['back.js -> entry.js'])
})
