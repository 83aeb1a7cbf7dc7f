/** `npm run new -- estimator <id>` in a copy of the sources: what it writes compiles, and what it refuses it does not touch. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addEstimator } from '../scripts/new/estimator.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
/** What the estimators and the derivations are compiled with. */
const COPIED = [
  'tsconfig.json',
  'package.json',
  'tests/conformance',
  'tests/support',
  ...['derivations', 'estimators', 'families', 'math', 'model', 'objectives', 'ops', 'waiting'].map(
    (folder) => `src/${folder}`,
  ),
]

let root = ''
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'elbo-lab-'))
  for (const part of COPIED) cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** What the compiler says of these files and of all that they import. */
function complaintsOf(files: readonly string[]): string {
  const project = { extends: './tsconfig.json', include: [], files, compilerOptions: { types: ['node'] } }
  writeFileSync(path.join(root, 'tsconfig.skeleton.json'), JSON.stringify(project))
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
  const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.skeleton.json'], {
    cwd: root,
    encoding: 'utf8',
  })
  return status === 0 ? '' : `${status} ${stdout}${stderr}`
}

test('the skeleton is in every list, and compiles', async () => {
  const files = await addEstimator(root, 'straight-through')
  expect(readdirSync(path.join(root, 'src/estimators/straight-through'))).toHaveLength(7)
  expect(textOf('src/estimators/metas.ts')).toContain('  straightThroughMeta,\n] as const')
  expect(textOf('src/estimators/registry.ts')).toContain(
    "  'straight-through': { estimate: straightThrough, reference: straightThroughReference },\n}",
  )
  expect(textOf('src/derivations/index.ts')).toContain('  straightThroughDerivation,\n]')
  expect(textOf('tests/conformance/estimators.test.ts')).toContain("  'straight-through': [],\n}")
  expect(complaintsOf(files.filter((file) => !file.endsWith('.test.ts')))).toBe('')
})

test('a second one finds its place, too', async () => {
  await addEstimator(root, 'straight-through')
  await addEstimator(root, 'dreg')
  expect(textOf('src/estimators/metas.ts')).toContain('  straightThroughMeta,\n  dregMeta,\n] as const')
  expect(textOf('src/estimators/registry.ts')).toContain('  dreg: { estimate: dreg,')
})

describe('refuses, and writes nothing', () => {
  test.each([
    ['score-function', 'src/estimators/score-function exists already'],
    ['StraightThrough', 'is not kebab-case'],
    ['straight_through', 'is not kebab-case'],
    ['../elsewhere', 'is not kebab-case'],
    ['new', 'is reserved'],
  ])('%s', async (id, why) => {
    const before = readdirSync(path.join(root, 'src'), { recursive: true }).length
    await expect(addEstimator(root, id)).rejects.toThrow(why)
    expect(readdirSync(path.join(root, 'src'), { recursive: true })).toHaveLength(before)
  })

  test('a list that it does not find', async () => {
    rmSync(path.join(root, 'tests/conformance'), { recursive: true })
    await expect(addEstimator(root, 'straight-through')).rejects.toThrow('estimators.test.ts')
    expect(textOf('src/estimators/metas.ts')).not.toContain('straightThrough')
  })
})

test.each([
  [['family', 'bernoulli'], 'There is no skeleton for "family"'],
  [[], 'npm run new -- estimator <id>'],
  [['estimator'], 'npm run new -- estimator <id>'],
])('the command says what is wrong with %j', (args, why) => {
  const script = path.join(ROOT, 'scripts/new.ts')
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain(why)
})
