/**
 * `npm run new -- estimator|family|objective <id>`: lays down the skeleton of something new in a folder of its own and
 * names it in every list of its kind. It compiles; the tests that fail, and a document, say what is still to be written.
 */
import path from 'node:path'
import { KINDS } from './new/kinds.ts'

const examples = Object.entries(KINDS).map(([kind, { example }]) => `  npm run new -- ${kind} ${example}`)
const USAGE = ['Usage: npm run new -- estimator|family|objective <id>, as in', ...examples].join('\n')

const ROOT = path.resolve(import.meta.dirname, '..')

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}

/** The formatter and the parser are loaded only where they are used. */
async function create(kind: keyof typeof KINDS, id: string): Promise<void> {
  const { add } = await import('./new/add.ts')
  await add(ROOT, KINDS[kind], id).then(
    (files) => console.log(`${files.join('\n')}\n\nWhat to write now: ${KINDS[kind].guide}`),
    (error: Error) => fail(error.message),
  )
}

const isKind = (name: string): name is keyof typeof KINDS => Object.hasOwn(KINDS, name)

const [kind, id, ...rest] = process.argv.slice(2)
if (kind === undefined) fail(USAGE)
else if (!isKind(kind)) fail(`There is no skeleton for "${kind}". ${USAGE}`)
else if (!id || rest.length > 0) fail(USAGE)
else await create(kind, id)
