/**
 * `npm run data`: downloads MNIST (with --fashion, Fashion-MNIST as well) from its pinned mirror into ./data, from
 * where the servers of this repository pick it up. A file is written only when its SHA-256 is the published one.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { PublicName } from '../src/data/dataset.ts'
import { isGzip } from '../src/data/gunzip.ts'
import { isGenuine } from '../src/data/mirror.ts'
import { FILE_NAMES, FILE_ROLES, SOURCES, type FileRole } from '../src/data/sources.ts'

const TIMEOUT_MS = 10 * 60_000

async function isPresent(path: string, name: PublicName, role: FileRole): Promise<boolean> {
  try {
    return await isGenuine(new Uint8Array(await readFile(path)), SOURCES[name].files[role])
  } catch {
    return false
  }
}

/** Node says only "fetch failed"; the reason is in the cause. */
const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}

async function download(url: string): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    throw new Error(`${url} could not be downloaded (${reasonOf(error)}). Is there a network?`, {
      cause: error,
    })
  }
  throw new Error(`${url} could not be downloaded: the server answered ${response.status}.`)
}

/** Renamed into place, so that an interrupted run leaves no half file under the right name. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, isGzip(bytes) ? bytes : gzipSync(bytes))
  await rename(`${path}.part`, path)
}

async function fetchFile(folder: string, name: PublicName, role: FileRole): Promise<void> {
  const { mirror, files } = SOURCES[name]
  const path = join(folder, FILE_NAMES[role])
  if (await isPresent(path, name, role))
    return console.log(`  ${FILE_NAMES[role]}: already here, checksum right`)
  if (!mirror) throw new Error(`No mirror of ${name} is known. Put its four .gz files into ${folder}.`)
  const bytes = await download(mirror + FILE_NAMES[role])
  if (!(await isGenuine(bytes, files[role])))
    throw new Error(`${mirror}${FILE_NAMES[role]} has a wrong SHA-256 and was not kept. Try again later.`)
  await write(path, bytes)
  console.log(`  ${FILE_NAMES[role]}: downloaded, checksum right`)
}

async function fetchDataset(name: PublicName): Promise<void> {
  const folder = resolve(import.meta.dirname, '..', 'data', name)
  console.log(`${name}: ${folder}`)
  await mkdir(folder, { recursive: true })
  for (const role of FILE_ROLES) await fetchFile(folder, name, role)
}

try {
  await fetchDataset('mnist')
  if (process.argv.includes('--fashion')) await fetchDataset('fashion-mnist')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
