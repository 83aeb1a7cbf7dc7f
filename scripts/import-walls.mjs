/**
 * The arrows of docs/design-principles.md as a lint rule: which folder of src/ may import which, and which packages.
 * Tests and the files directly in src/ (the page's entry) stand outside the walls.
 * Looks at paths alone, not at files, so a URL (`new Worker(new URL(...))`) is no import.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const SRC = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src')

const TFJS = /^@tensorflow\//
const TFJS_CORE = /^@tensorflow\/tfjs-core(\/|$)/

const ALL_BELOW_CLIENT = ['protocol', 'optim', 'variance', 'estimators', 'model', 'ops', 'data', 'math']

/**
 * The tensor folders may all use TF.js's operations; its backends belong to the engine alone.
 *
 * `to`: folders, or single files, that may be imported; a folder may always import itself.
 * `packages`: packages that may be imported; `types`: those of which only the types may.
 */
const WALLS = {
  math: { to: [] },
  data: { to: ['math'] },
  ops: { to: ['math'], packages: TFJS_CORE, types: TFJS },
  model: { to: ['ops', 'math'], packages: TFJS_CORE },
  estimators: { to: ['model', 'ops', 'math'], packages: TFJS_CORE },
  variance: { to: ['estimators', 'math'], packages: TFJS_CORE },
  optim: { to: ['ops'], packages: TFJS_CORE },
  protocol: { to: ['estimators/meta.ts'] },
  engine: { to: ALL_BELOW_CLIENT, packages: TFJS },
  client: { to: ['protocol'] },
  store: { to: ['client', 'protocol'], packages: /^zustand(\/vanilla)?$/ },
  charts: { to: ['protocol'], types: /^uplot$/ },
  derivations: { to: [] },
  ui: { to: ['store', 'charts', 'derivations', 'protocol'], packages: /^(?!@tensorflow\/)/ },
}

/** Files that load without TF.js, whatever their folder may do: an oracle that needs it would check nothing. */
const PLAIN_FILES = [
  { name: /(^|[./])reference\.ts$/, wall: { to: ['math'] } },
  { name: /^estimators\/(.*\/)?meta\.ts$/, wall: { to: [] }, sibling: /^estimators\/(.*\/)?meta\.ts$/ },
]

const isTest = (file) => /\.test\.tsx?$/.test(file)
const inSrc = (file) => path.relative(SRC, file).split(path.sep).join('/')
const folderOf = (file) => file.split('/')[0]
const isWithin = (file, place) => file === place || file.startsWith(`${place}/`)

const list = (places) => (places.length > 0 ? places.join(', ') : 'nothing')

function wallOf(file) {
  if (file.startsWith('..') || !file.includes('/') || isTest(file)) return null
  const folder = folderOf(file)
  const plain = PLAIN_FILES.find(({ name }) => name.test(file))
  if (plain) {
    const self = plain.sibling ?? new RegExp(`^${folder}/(.*[./])?(reference|meta|types)\\.ts$`)
    return { name: file, self: (target) => self.test(target), ...plain.wall }
  }
  return { name: `src/${folder}`, self: (target) => isWithin(target, folder), ...WALLS[folder] }
}

/** The reason why `specifier` may not be imported from behind this wall, or null. */
function refusal(wall, file, specifier, typesOnly) {
  if (!wall.to) return `${wall.name} has no place in the arrows: add it to scripts/import-walls.mjs`
  if (!specifier.startsWith('.')) return refusedPackage(wall, specifier, typesOnly)
  const target = inSrc(path.resolve(SRC, path.dirname(file), specifier.split('?')[0]))
  if (wall.self(target) || wall.to.some((place) => isWithin(target, place))) return null
  return `${wall.name} may import ${list(wall.to)}, not ${target}`
}

function refusedPackage(wall, specifier, typesOnly) {
  if (wall.packages?.test(specifier) || (typesOnly && wall.types?.test(specifier))) return null
  const why = wall.types?.test(specifier) ? ' (its types it may)' : ''
  return `${wall.name} may not import the package "${specifier}"${why}`
}

const isTypesOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every((one) => one.importKind === 'type'))

const arrows = {
  meta: { type: 'problem', schema: [], docs: { description: 'imports follow the arrows of the design' } },
  create(context) {
    const file = inSrc(context.filename)
    const wall = wallOf(file)
    if (!wall) return {}
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return
      const message = refusal(wall, file, node.source.value, isTypesOnly(node))
      if (message) context.report({ node: node.source, message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    }
  },
}

/** @type {import('eslint').ESLint.Plugin} */
const plugin = { rules: { arrows } }

export default plugin
