/**
 * The arrows of docs/design-principles.md as a lint rule: which folder of src/ may import which, and which packages.
 * Tests, what helps them (testing/) and the files directly in src/ (the page's entry) stand outside the walls.
 * Looks at paths alone, not at files, so a URL (`new Worker(new URL(...))`) is no import.
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const SRC = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src')

/** Each estimator's derivation stands in its folder. */
const estimatorDerivations = readdirSync(path.join(SRC, 'estimators'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `estimators/${name}/derivation.ts`)

const TFJS = /^@tensorflow\//
const TFJS_CORE = /^@tensorflow\/tfjs-core(\/|$)/

const ALL_BELOW_CLIENT = [
  'protocol',
  'optim',
  'variance',
  'estimators',
  'objectives',
  'families',
  'model',
  'ops',
  'data',
  'schedule',
  'math',
]

/** What the registries declare, without TF.js. */
const DECLARATIONS = [
  'families/meta.ts',
  'families/metas.ts',
  'families/options.ts',
  'objectives/meta.ts',
  'objectives/metas.ts',
  'objectives/options.ts',
  'estimators/meta.ts',
  'estimators/metas.ts',
  'estimators/options.ts',
]

/**
 * The tensor folders may all use TF.js's operations; its backends belong to the engine alone.
 *
 * `to`: folders, or single files, that may be imported; a folder may always import itself.
 * `packages`: packages that may be imported; `types`: those of which only the types may.
 */
const WALLS = {
  math: { to: [] },
  waiting: { to: [] },
  events: { to: [] },
  schedule: { to: [] },
  data: { to: ['waiting', 'math'], packages: /^fflate$/ },
  formats: { to: ['math'], packages: /^fflate$/ },
  ops: { to: ['waiting', 'math'], packages: TFJS_CORE, types: TFJS },
  model: { to: ['ops', 'math'], packages: TFJS_CORE },
  families: { to: ['ops', 'math', 'derivations/derivation.ts'], packages: TFJS_CORE },
  objectives: { to: ['model', 'math', 'derivations/derivation.ts'], packages: TFJS_CORE },
  estimators: {
    to: ['objectives', 'families', 'model', 'ops', 'math', 'derivations/derivation.ts'],
    packages: TFJS_CORE,
  },
  variance: { to: ['estimators', 'objectives', 'families', 'model', 'ops', 'math'], packages: TFJS_CORE },
  optim: { to: ['ops'], packages: TFJS_CORE },
  protocol: {
    to: [...DECLARATIONS, 'formats/schema.ts'],
  },
  engine: { to: ['waiting', 'events', ...ALL_BELOW_CLIENT], packages: TFJS },
  client: { to: ['protocol', 'waiting', 'events', 'formats/schema.ts'] },
  storage: { to: ['protocol', 'waiting', 'formats/schema.ts'] },
  experiments: { to: ['protocol', 'math', 'derivations/derivation.ts'] },
  store: {
    to: [
      'client',
      'storage',
      'formats',
      'protocol',
      'waiting',
      'events',
      'schedule',
      'math',
      'experiments',
      'derivations/derivation.ts',
    ],
    packages: /^zustand(\/vanilla)?$/,
  },
  charts: { to: ['protocol', 'math'], packages: /^d3-array$/, types: /^uplot$/ },
  narrator: { to: ['store/history.ts', 'charts/variance/comparison.ts', 'protocol', 'math'] },
  derivations: {
    to: ['estimators/metas.ts', ...estimatorDerivations, 'math'],
  },
  'service-worker': { to: ['events', 'waiting'] },
  ui: {
    to: [
      'store',
      'charts',
      'derivations',
      'experiments',
      'narrator',
      'protocol',
      'waiting',
      'events',
      'math',
      'formats/csv.ts',
    ],
    packages: /^(?!@tensorflow\/)/,
  },
}

/**
 * Files that load without TF.js, whatever their folder may do: an oracle that needs it would check nothing, and the
 * page reads the metas. They may import one another, and types.
 */
const PLAIN = /(^math\/|(^|[/.])(reference|metas?|options|architecture|derivation(\.[\w-]+)?)\.ts$)/

const isTest = (file) => /(\.test\.tsx?$|\/testing\/)/.test(file)
const inSrc = (file) => path.relative(SRC, file).split(path.sep).join('/')
const isWithin = (file, place) => file === place || file.startsWith(`${place}/`)

function wallOf(file) {
  if (file.startsWith('..') || !file.includes('/') || isTest(file)) return null
  const folder = file.split('/')[0]
  const { to, packages, types } = WALLS[folder] ?? {}
  if (!to) return { name: `src/${folder}` }
  if (PLAIN.test(file)) return { name: file, to: [folder, ...to], plain: true }
  return { name: `src/${folder}`, to: [folder, ...to], packages, types }
}

/** The reason why `specifier` may not be imported from behind this wall, or null. */
function refusal(wall, file, specifier, typesOnly) {
  if (!wall.to) return `${wall.name} has no place in the arrows: add it to scripts/import-walls.mjs`
  if (!specifier.startsWith('.')) return refusedPackage(wall, specifier, typesOnly)
  const target = inSrc(path.resolve(SRC, path.dirname(file), specifier.split('?')[0]))
  if (!wall.to.some((place) => isWithin(target, place)))
    return `${wall.name} may import ${wall.to.join(', ')}, not ${target}`
  if (wall.plain && !typesOnly && !PLAIN.test(target))
    return `${wall.name} works without TF.js and may import only files that do, or types, not ${target}`
  return null
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

/** In the form of ESLint's plugins, which Oxlint runs. */
const plugin = { meta: { name: 'walls' }, rules: { arrows } }

export default plugin
