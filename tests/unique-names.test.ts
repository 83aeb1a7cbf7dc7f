/** An exported name of src/ has one meaning: one file exports it, or several that are variants of one thing. */
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const SRC = new URL('../src/', import.meta.url)

/** A file's path within src/, and its text. */
type Sources = Readonly<Record<string, string>>

interface Exported {
  readonly name: string
  readonly file: string
  /** The whole declaration of a type, without comments and layout; null for a value. */
  readonly type: string | null
}

const withoutComments = (text: string) => text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')

const DECLARED =
  /^export (?:default )?(?:declare )?(?:async )?(?:abstract )?(const enum|const|let|function\*?|class|interface|type|enum) (\w+)/gm

/** `export { a, b as c }`; with `from` it passes on what another file exports. */
const LISTED = /^export (?:type )?\{([^}]*)\}(?! from)/gm

/** From its name to the next line that is not indented and does not only close brackets, where the formatter ends it. */
const declarationAt = (text: string, start: number): string =>
  (/^[^\n]*(?:\n(?:[ \t)}\]|][^\n]*)?)*/.exec(text.slice(start)) ?? [''])[0].replaceAll(/\s+/g, ' ').trim()

function* declaredIn(file: string, text: string): Generator<Exported> {
  for (const { 1: kind, 2: name, index } of text.matchAll(DECLARED)) {
    const isType = kind === 'type' || kind === 'interface'
    yield { name: name!, file, type: isType ? declarationAt(text, index) : null }
  }
}

function* listedIn(file: string, text: string): Generator<Exported> {
  const imported = new Set(
    [...text.matchAll(/^import [^]*? from /gm)].flatMap(([clause]) => clause.match(/\w+/g) ?? []),
  )
  for (const [, list] of text.matchAll(LISTED))
    for (const item of list!.split(',').filter((one) => one.trim())) {
      const [own, as] = item
        .trim()
        .replace(/^type /, '')
        .split(' as ')
      if (as !== undefined || !imported.has(own!)) yield { name: as ?? own!, file, type: null }
    }
}

const LANGUAGE = /(^|[./])(?:en|zh-CN)(?=[./])/

/** What a file with words exports as a whole. */
const CATALOGS = ['en', 'zhCN']

/** The words of the page, of a derivation and of its symbols: a file a language. */
function areWords(name: string, files: readonly string[]): boolean {
  const folders = /^(?:ui\/messages|derivations|estimators|experiments|families|objectives)\//
  if (!files.every((file) => folders.test(file) && LANGUAGE.test(file))) return false
  return CATALOGS.includes(name) || new Set(files.map((file) => file.replace(LANGUAGE, '$1*'))).size === 1
}

/** An operation, and what it is on each backend: `ops/x.ts`, `ops/webgpu/x.ts`. */
function areImplementations(files: readonly string[]): boolean {
  const places = files.map((file) => /^ops\/(?:(composed|wasm|webgl|webgpu)\/)?[\w-]+\.ts$/.exec(file))
  return (
    places.every((place) => place !== null) && new Set(places.map((place) => place[1])).size === files.length
  )
}

/** A type that folders need which may not import each other (scripts/import-walls.mjs): the same, word for word. */
const areOneType = (all: readonly Exported[]) =>
  new Set(all.map(({ file }) => file.split('/')[0])).size === all.length &&
  all.every(({ type }) => type !== null && type === all[0]!.type)

function namesWithSeveralMeanings(sources: Sources): string[] {
  const byName = new Map<string, Exported[]>()
  for (const [file, written] of Object.entries(sources)) {
    const text = withoutComments(written)
    for (const exported of [...declaredIn(file, text), ...listedIn(file, text)]) {
      const known = byName.get(exported.name) ?? []
      // A type and a value, or a function's overloads, are one export.
      if (!known.some((one) => one.file === file)) byName.set(exported.name, [...known, exported])
    }
  }
  return [...byName].flatMap(([name, all]) => {
    const files = all.map(({ file }) => file)
    const isOne = files.length === 1 || areWords(name, files) || areImplementations(files) || areOneType(all)
    return isOne ? [] : [`${name}: ${files.join(', ')}`]
  })
}

const isSource = (file: string) =>
  /\.tsx?$/.test(file) && !/\.(?:test|d)\.tsx?$/.test(file) && !/(?:^|\/)testing\//.test(file)

test('no exported name has two meanings', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isSource)
  expect(files.length).toBeGreaterThan(100)
  const sources = Object.fromEntries(files.map((file) => [file, readFileSync(new URL(file, SRC), 'utf8')]))
  expect(namesWithSeveralMeanings(sources)).toEqual([])
})

const POINT = 'export interface Point {\n  readonly x: number\n}\n'

test.each<readonly [string, Sources, readonly string[]]>([
  [
    'two functions',
    { 'math/a.ts': 'export const f = 1\n', 'ui/b.tsx': 'export async function f() {}\n' },
    ['f: math/a.ts, ui/b.tsx'],
  ],
  [
    'a component and a type',
    { 'charts/a.ts': POINT, 'ui/Point.tsx': 'export function Point() {}\n' },
    ['Point: charts/a.ts, ui/Point.tsx'],
  ],
  [
    'a list of exports',
    { 'math/a.ts': 'const f = 1\nexport { f }\n', 'ui/b.ts': 'const g = 1\nexport { g as f }\n' },
    ['f: math/a.ts, ui/b.ts'],
  ],
  [
    'types that differ in one word',
    { 'math/a.ts': POINT, 'protocol/b.ts': POINT.replace('number', 'string') },
    ['Point: math/a.ts, protocol/b.ts'],
  ],
  ['one type twice in a folder', { 'math/a.ts': POINT, 'math/b.ts': POINT }, ['Point: math/a.ts, math/b.ts']],
  [
    'two operations of one backend',
    { 'ops/webgpu/a.ts': 'export const f = 1\n', 'ops/webgpu/b.ts': 'export const f = 2\n' },
    ['f: ops/webgpu/a.ts, ops/webgpu/b.ts'],
  ],
  [
    'words and what is not words',
    { 'ui/messages/en/a.ts': 'export const f = 1\n', 'ui/a.ts': 'export const f = 2\n' },
    ['f: ui/messages/en/a.ts, ui/a.ts'],
  ],
  [
    'two texts of one language',
    { 'ui/messages/en/a.ts': 'export const f = 1\n', 'ui/messages/en/b.ts': 'export const f = 2\n' },
    ['f: ui/messages/en/a.ts, ui/messages/en/b.ts'],
  ],
  [
    'one type on both sides of a wall, with other comments',
    { 'math/a.ts': POINT, 'protocol/b.ts': `/** Of a plane. */\n${POINT}\nexport const g = 1\n` },
    [],
  ],
  [
    'implementations of an operation',
    { 'ops/a.ts': 'export const f = 1\n', 'ops/wasm/b.ts': 'export const f = 2\n' },
    [],
  ],
  [
    'languages',
    { 'ui/messages/en/a.ts': 'export const f = 1\n', 'ui/messages/zh-CN/a.ts': 'export const f = 2\n' },
    [],
  ],
  [
    'a name that is passed on',
    {
      'math/a.ts': 'export const f = 1\n',
      'data/b.ts': "export { f } from '../math/a.ts'\n",
      'ui/c.ts': "import { f } from '../math/a.ts'\n\nexport { f }\n",
    },
    [],
  ],
])('%s', (_, sources, expected) => {
  expect(namesWithSeveralMeanings(sources)).toEqual(expected)
})
