/**
 * Puts into one file what is needed at once. By itself the bundler makes a file of everything that the beginning shares with some view
 * that is fetched later: dozens of files, of which each costs a request, and a visit of the service worker.
 */
import path from 'node:path'

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What a module needs before it can run, without the module itself. */
function importsOf(root: string, graph: Graph): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [root]
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? [])
      if (!found.has(imported)) {
        found.add(imported)
        open.push(imported)
      }
  found.delete(root)
  return found
}

/**
 * A group of the bundler's (`output.codeSplitting`): what `file` imports, and what that imports, as one chunk of that name. The
 * file itself stays apart: it may wait for a chunk that needs the group.
 */
export function together(name: string, file: string, root = path.join(import.meta.dirname, '../..')) {
  const from = path.join(root, file)
  let known: ReadonlySet<string> = new Set()
  return {
    debugName: name,
    name(id: string, graph: Graph): string | null {
      // Other workers are built by the same options, and have none of it.
      if (known.size === 0) known = importsOf(from, graph)
      return known.has(id) ? name : null
    },
  }
}
