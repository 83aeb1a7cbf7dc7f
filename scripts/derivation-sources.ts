/**
 * The source files that the derivations name, as `virtual:derivation-sources`: each a chunk of its own that is fetched
 * when someone wants to see it, and no other file of src/. What they name is read from their text (`file: 'src/...'`).
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const NAME = 'virtual:derivation-sources'
const RESOLVED = `\0${NAME}`

const FOLDERS = ['src/derivations', 'src/estimators']
const NAMES_A_FILE = /\bfile: '(src\/[\w/.-]+\.tsx?)'/g

const dataFiles = (root: string): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(root, folder, file)),
  )

export function namedFiles(texts: readonly string[]): string[] {
  const named = texts.flatMap((text) => [...text.matchAll(NAMES_A_FILE)].map(([, file]) => file as string))
  return [...new Set(named)].sort()
}

const moduleOf = (files: readonly string[]): string => {
  const entries = files.map((file) => `  '${file}': () => import('/${file}?raw').then((m) => m.default),`)
  return `export const SOURCES = {\n${entries.join('\n')}\n}\n`
}

export function derivationSources(): Plugin {
  let root = ''
  return {
    name: 'elbo-lab:derivation-sources',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null
      const files = dataFiles(root)
      for (const file of files) this.addWatchFile(file)
      return moduleOf(namedFiles(files.map((file) => readFileSync(file, 'utf8'))))
    },
  }
}
