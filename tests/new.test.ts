/** `npm run new` in a copy of the sources: what it writes compiles and is in every list, and what it refuses it does not touch. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type * as Files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { add } from '../scripts/new/add.ts'
import { KINDS } from '../scripts/new/kinds.ts'
import { namesOf, UNFINISHED } from '../scripts/new/names.ts'
import type { LatentShape } from '../src/families/meta.ts'
import { ESTIMATOR_METAS } from '../src/estimators/metas.ts'
import { FAMILY_METAS } from '../src/families/metas.ts'
import { OBJECTIVE_METAS } from '../src/objectives/metas.ts'

/** The disk is full at the file that this names. */
const full = vi.hoisted(() => ({ at: '' }))
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>()
  const writeFile = (file: string, text: string) => {
    if (!full.at || !file.endsWith(full.at)) return files.writeFile(file, text)
    full.at = ''
    return Promise.reject(new Error('no space left'))
  }
  return { ...files, writeFile }
})

type KindName = keyof typeof KINDS

const ROOT = path.resolve(import.meta.dirname, '..')
/** What the registries, their lists and the derivations are compiled with. */
const COPIED = [
  'tsconfig.json',
  'package.json',
  'tests/conformance/estimators.test.ts',
  ...['derivations', 'estimators', 'families', 'math', 'model', 'objectives', 'ops', 'waiting'].map(
    (folder) => `src/${folder}`,
  ),
]

let root = ''
function copy(): void {
  root = mkdtempSync(path.join(tmpdir(), 'elbo-lab-'))
  for (const part of COPIED) cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'))
}
const remove = () => rmSync(root, { recursive: true, force: true })

const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** Every file of the copy with its text. */
const allTexts = () =>
  ['src', 'tests']
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file, 'utf8')])

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

/** What each list holds of a first and a second one. */
const LISTED: Readonly<Record<KindName, Readonly<Record<string, string>>>> = {
  estimator: {
    'src/estimators/metas.ts': '  firstOneMeta,\n  secondMeta,\n] as const',
    'src/estimators/registry.ts':
      "  'first-one': { estimate: firstOne, reference: firstOneReference },\n  second: { estimate: second, reference: secondReference },\n}",
    'src/derivations/index.ts': '  firstOneDerivation,\n  secondDerivation,\n]',
    'tests/conformance/estimators.test.ts': "  'first-one': [],\n  second: [],\n}",
  },
  family: {
    'src/families/metas.ts': 'firstOneMeta, secondMeta] as const',
    'src/families/registry.ts':
      "  'first-one': { family: firstOne, reference: firstOneReference },\n  second: { family: second, reference: secondReference },\n}",
    'src/families/families.test.ts': "  'first-one': [],\n  second: [],\n}",
  },
  objective: {
    'src/objectives/metas.ts': 'firstOneMeta, secondMeta] as const',
    'src/objectives/registry.ts':
      "  'first-one': { objective: firstOne, reference: firstOneReference },\n  second: { objective: second, reference: secondReference },\n}",
  },
}

/** The text without its layout, which depends on how long a list has become. */
const bare = (text: string) => text.replace(/\s/g, '').replace(/,(?=[\]}])/g, '')

const functionsOf = (made: object): (() => unknown)[] =>
  Object.values(made).flatMap((part: unknown) =>
    typeof part === 'function' ? [part as () => unknown] : functionsOf(part ?? {}),
  )

/** A family is made for a shape, an objective for the draws that it takes together. */
const MADE: Readonly<Record<'family' | 'objective' | 'estimator', (made: unknown) => unknown>> = {
  family: (made) => (made as (shape: LatentShape) => object)({ latents: 2, classes: 2 }),
  objective: (made) => (made as (draws: number) => object)(2),
  estimator: (made) => made,
}

describe('writes', () => {
  beforeEach(copy)
  afterEach(remove)

  test('two of every kind are in every list, and all of it compiles', async () => {
    const files = new Set<string>()
    for (const [name, kind] of Object.entries(KINDS)) {
      for (const id of ['first-one', 'second']) for (const file of await add(root, kind, id)) files.add(file)
      for (const [file, lines] of Object.entries(LISTED[name as KindName])) {
        expect([...files]).toContain(file)
        expect(bare(textOf(file))).toContain(bare(lines))
      }
    }
    expect(files.size).toBe(2 * (7 + 3 + 3) + Object.values(LISTED).flatMap(Object.keys).length)
    expect(complaintsOf([...files].filter((file) => !file.endsWith('.test.ts')))).toBe('')
  })

  test.each(['family', 'objective', 'estimator'] as const)(
    'every function of a new %s says that it is not written yet',
    async (kind) => {
      const files = await add(root, KINDS[kind], 'first-one')
      const functions = files.filter((file) =>
        /first-one\/(reference|estimate|family|objective)\.ts$/.test(file),
      )
      expect(functions).toHaveLength(2)
      for (const file of functions) {
        const [made] = Object.values((await import(path.join(root, file))) as object) as [unknown]
        const all = MADE[kind](made)
        for (const written of typeof all === 'function' ? [all] : functionsOf(all as object))
          expect(written).toThrow(/first-one: \S+ is not written yet/)
      }
    },
  )
})

describe('refuses, and writes nothing', () => {
  let before: ReturnType<typeof allTexts> = []
  beforeAll(() => {
    copy()
    before = allTexts()
  })
  afterAll(remove)
  afterEach(() => expect(allTexts()).toEqual(before))

  test.each<[KindName, string, string]>([
    ['estimator', 'score-function', 'src/estimators/score-function exists already'],
    ['family', 'point', 'src/families/point exists already'],
    ['objective', 'elbo', 'src/objectives/elbo exists already'],
    ['family', 'StudentT', 'is not kebab-case'],
    ['objective', 'student_t', 'is not kebab-case'],
    ['estimator', '../elsewhere', 'is not kebab-case'],
    ['estimator', 'new', 'is reserved'],
    ['family', 'testing', 'is reserved'],
    ['family', 'point-reference', 'has the name "pointReference" already'],
  ])('%s %s', async (kind, id, why) => {
    await expect(add(root, KINDS[kind], id)).rejects.toThrow(why)
  })

  test('on a disk that is full', async () => {
    full.at = 'src/families/registry.ts'
    await expect(add(root, KINDS.family, 'first-one')).rejects.toThrow('no space left')
  })

  test('where a list is not as it was', async () => {
    const lost = { ...KINDS.family.additions(namesOf('first-one')) }
    const file = 'src/families/registry.ts'
    const kind = {
      ...KINDS.family,
      additions: () => ({ ...lost, [file]: { ...lost[file]!, table: ['const LOST', '}'] } as const }),
    }
    await expect(add(root, kind, 'first-one')).rejects.toThrow(
      `${file} has no table that begins with "const LOST"`,
    )
  })
})

test('no text of the page is still that of a skeleton', () => {
  const texts = JSON.stringify([ESTIMATOR_METAS, FAMILY_METAS, OBJECTIVE_METAS])
  for (const unfinished of Object.values(UNFINISHED)) expect(texts).not.toContain(unfinished)
})

test.each([
  [['layer', 'dropout'], 'There is no skeleton for "layer"'],
  [['family'], 'npm run new -- estimator|family|objective <id>'],
  [['objective', 'elbo'], 'src/objectives/elbo exists already'],
])('the command says what is wrong with %j', (args, why) => {
  const script = path.join(ROOT, 'scripts/new.ts')
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain(why)
})
