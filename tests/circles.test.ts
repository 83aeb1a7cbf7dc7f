/** No file imports itself through others, imports of types included: the linter's no-cycle does not count those. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

type Graph = ReadonlyMap<string, readonly string[]>

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'?]+)/g

/** The files of the folders, each with those that it imports. */
function importsIn(folders: readonly string[]): Graph {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('fixtures'))
      .map((file) => path.join(folder, file)),
  )
  const imports = (file: string) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(IMPORTED)].map(([, to]) =>
      path.join(path.dirname(file), to!),
    )
  return new Map(files.map((file) => [file, imports(file)]))
}

/** The first circle that is found, from a file back to itself; null if there is none. */
function circleIn(graph: Graph): readonly string[] | null {
  const done = new Set<string>()
  function visit(file: string, above: readonly string[]): readonly string[] | null {
    const at = above.indexOf(file)
    if (at >= 0) return [...above.slice(at), file]
    if (done.has(file)) return null
    done.add(file)
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...above, file])
      if (circle) return circle
    }
    return null
  }
  for (const file of graph.keys()) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return null
}

test('a circle is found', () => {
  const circle = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ])
  expect(circleIn(circle)).toEqual(['b', 'd', 'b'])
})

test('there is none', () => {
  const graph = importsIn(['src', 'bench', 'scripts', 'tests'])
  expect(graph.get('src/engine/run.ts')).toContain('src/engine/prober.ts')
  expect(graph.get('src/estimators/elbo-gradient.ts')).toContain('src/estimators/estimator.ts') // types alone
  expect(circleIn(graph)).toBeNull()
})
