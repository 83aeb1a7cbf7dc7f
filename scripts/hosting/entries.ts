/**
 * Refuses a build in which a chunk imports an entry, the page's or a worker's. WebKit evaluates a module worker's entry
 * a second time when a chunk that it loads imports it back, and an entry is no place for what others share anyway.
 */
import type { Plugin } from 'vite'
import { isLab } from './content-policy.ts'

interface Chunk {
  readonly type: 'chunk'
  readonly fileName: string
  readonly isEntry: boolean
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
}

type Output = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>

/** "importing chunk -> entry", one for each such import. */
export function importsOfEntries(output: Output): string[] {
  const chunks = Object.values(output).filter((one) => one.type === 'chunk')
  const entries = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  return chunks.flatMap(({ fileName, imports, dynamicImports }) =>
    [...imports, ...dynamicImports]
      .filter((imported) => entries.has(imported))
      .map((entry) => `${fileName} -> ${entry}`),
  )
}

export function entriesStandAlone(isOn = isLab): Plugin {
  let root = ''
  return {
    name: 'elbo-lab:entries-stand-alone',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    generateBundle(_options, output) {
      const found = isOn(root) ? importsOfEntries(output) : []
      if (found.length > 0)
        this.error(
          `No chunk may import an entry: let the entry only import(), dynamically, what they share. ${found.join(', ')}`,
        )
    },
  }
}
