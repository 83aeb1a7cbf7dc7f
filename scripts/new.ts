/**
 * `npm run new -- estimator <id>`: lays down the skeleton of a gradient estimator in src/estimators/<id>/ and adds its
 * lines to the registry. It compiles; the tests that fail say what is still to be written (docs/new-estimator.md).
 */
import path from 'node:path'

const USAGE = 'Usage: npm run new -- estimator <id>, as in "npm run new -- estimator straight-through"'

const ROOT = path.resolve(import.meta.dirname, '..')

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}

/** The formatter and the compiler's scanner are loaded only where they are used. */
async function create(id: string): Promise<void> {
  const { addEstimator } = await import('./new/estimator.ts')
  await addEstimator(ROOT, id).then(
    (files) => console.log(`${files.join('\n')}\n\nWhat to write now: docs/new-estimator.md`),
    (error: Error) => fail(error.message),
  )
}

const [kind, id, ...rest] = process.argv.slice(2)
if (kind === undefined) fail(USAGE)
else if (kind !== 'estimator') fail(`There is no skeleton for "${kind}". ${USAGE}`)
else if (!id || rest.length > 0) fail(USAGE)
else await create(id)
