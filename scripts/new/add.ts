/** Lays down the skeleton of something new and names it in every list of its kind: all of it, or nothing. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { formatted } from '../formatted.ts'
import { parseAst } from 'vite'
import { withAddition } from './insert.ts'
import type { Kind } from './kind.ts'
import { namesOf } from './names.ts'

/** Texts, by their files below the root. */
type Texts = Readonly<Record<string, string>>

/** Whether no constant can have this name. */
function isReserved(name: string): boolean {
  try {
    parseAst(`const ${name} = 0`)
    return false
  } catch {
    return true
  }
}

/** Why there can be no new one with this id, or null. */
function refusal(root: string, { folder, example }: Kind, id: string): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(id))
    return `"${id}" is not kebab-case: write the id as in "${example}"`
  if (isReserved(namesOf(id).name)) return `"${id}" is reserved in JavaScript: no function can be called that`
  if (id === 'testing') return '"testing" is reserved for folders of what only tests use'
  if (existsSync(path.join(root, folder, id))) return `${folder}/${id} exists already`
  return null
}

async function read(root: string, files: readonly string[]): Promise<Texts> {
  const texts = files.map(async (file) => [file, await readFile(path.join(root, file), 'utf8')] as const)
  return Object.fromEntries(await Promise.all(texts))
}

async function write(root: string, texts: Texts): Promise<void> {
  for (const [file, text] of Object.entries(texts)) await writeFile(path.join(root, file), text)
}

async function pretty(texts: Texts): Promise<Texts> {
  const all = Object.entries(texts).map(async ([file, text]) => [file, await formatted(file, text)] as const)
  return Object.fromEntries(await Promise.all(all))
}

/** Writes below `root`; returns the new files, then the changed ones. If it rejects, all files are as they were. */
export async function add(root: string, kind: Kind, id: string): Promise<string[]> {
  const why = refusal(root, kind, id)
  if (why) throw new Error(why)
  const own = `${kind.folder}/${id}`
  const files = Object.entries(kind.files(namesOf(id))).map(([name, text]) => [`${own}/${name}`, text])
  const additions = Object.entries(kind.additions(namesOf(id)))
  const before = await read(
    root,
    additions.map(([file]) => file),
  )
  const lists = additions.map(([file, addition]) => [file, withAddition(file, before[file]!, addition)])
  const after = await pretty(Object.fromEntries([...files, ...lists]))
  try {
    await mkdir(path.join(root, own))
    await write(root, after)
  } catch (error) {
    await rm(path.join(root, own), { recursive: true, force: true })
    await write(root, before)
    throw error
  }
  return Object.keys(after)
}
