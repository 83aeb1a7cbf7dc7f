/** Lays down the skeleton of an estimator and names it wherever a list of the estimators stands. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { parseAst } from 'vite'
import { camelCase, skeletonOf } from './skeleton.ts'

const ESTIMATORS = 'src/estimators'

/** What a list of the estimators gets: imports behind its last one, a line before the end of its table. */
interface Addition {
  readonly imports: readonly string[]
  readonly line: string
  /** The beginning of the table, and its end: the first after it. */
  readonly table: readonly [begin: string, end: string]
}

/** A key of an object, in quotes where it needs them. */
const keyOf = (id: string): string => (id.includes('-') ? `'${id}'` : id)

function additionsFor(id: string): Readonly<Record<string, Addition>> {
  const name = camelCase(id)
  return {
    [`${ESTIMATORS}/metas.ts`]: {
      imports: [`import { ${name}Meta } from './${id}/meta.ts'`],
      line: `${name}Meta,`,
      table: ['export const ESTIMATOR_METAS', '\n] as const'],
    },
    [`${ESTIMATORS}/registry.ts`]: {
      imports: [
        `import { ${name} } from './${id}/estimate.ts'`,
        `import { ${name}Reference } from './${id}/reference.ts'`,
      ],
      line: `${keyOf(id)}: { estimate: ${name}, reference: ${name}Reference },`,
      table: ['export const ESTIMATORS', '\n}'],
    },
    'src/derivations/index.ts': {
      imports: [`import { ${name}Derivation } from '../estimators/${id}/derivation.ts'`],
      line: `${name}Derivation,`,
      table: ['export const DERIVATIONS', '\n]'],
    },
    'tests/conformance/estimators.test.ts': {
      imports: [],
      line: `${keyOf(id)}: [],`,
      table: ['const CASES', '\n}'],
    },
  }
}

function insertAt(text: string, at: number, lines: readonly string[]): string {
  return [text.slice(0, at), ...lines.map((line) => `\n${line}`), text.slice(at)].join('')
}

/** The text with the addition, or an error that names what the file lacks. */
export function withAddition(file: string, text: string, { imports, line, table }: Addition): string {
  const [begin, end] = table
  const start = text.indexOf(begin)
  const stop = start < 0 ? -1 : text.indexOf(end, start)
  if (stop < 0) throw new Error(`${file} has no table that begins with "${begin}"`)
  const withLine = insertAt(text, stop, [line])
  const lastImport = withLine.lastIndexOf('\nimport ', start)
  return insertAt(withLine, withLine.indexOf('\n', lastImport + 1), imports)
}

/** Whether no constant can have this name. */
function isReserved(name: string): boolean {
  try {
    parseAst(`const ${name} = 0`)
    return false
  } catch {
    return true
  }
}

/** Why there can be no new estimator of this name, or null. */
function refusal(root: string, id: string): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(id))
    return `"${id}" is not kebab-case: write the id as in "straight-through"`
  if (isReserved(camelCase(id))) return `"${id}" is reserved in JavaScript: no function can be called that`
  if (existsSync(path.join(root, ESTIMATORS, id))) return `${ESTIMATORS}/${id} exists already`
  return null
}

/** Writes below `root`; returns the new files and the changed ones. Writes nothing if any part of it fails. */
export async function addEstimator(root: string, id: string): Promise<string[]> {
  const why = refusal(root, id)
  if (why) throw new Error(why)
  const texts = Object.entries(skeletonOf(id)).map(([name, text]) => [`${ESTIMATORS}/${id}/${name}`, text])
  for (const [file, addition] of Object.entries(additionsFor(id)))
    texts.push([file, withAddition(file, await readFile(path.join(root, file), 'utf8'), addition)])
  const formatted = await Promise.all(texts.map(([file, text]) => pretty(file!, text!)))
  await mkdir(path.join(root, ESTIMATORS, id))
  for (const [file, text] of formatted) await writeFile(path.join(root, file), text)
  return formatted.map(([file]) => file)
}

async function pretty(file: string, text: string): Promise<[file: string, text: string]> {
  const config = await resolveConfig(path.resolve(import.meta.dirname, '../..', file))
  return [file, await format(text, { ...config, filepath: file })]
}
