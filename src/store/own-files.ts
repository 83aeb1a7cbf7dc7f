/** Reads the user's files once, and identifies them by their contents from then on. */
import { sha256 } from '../math/sha256.ts'
import { CodedError } from '../protocol/errors.ts'
import { withTurn, type OwnFiles } from '../storage/files.ts'

/** The engine's limit per file, checked before such a file is read. */
export const MAX_DATA_FILE_BYTES = 2 ** 30
/** The engine's limit, too. */
const MOST_FILES = 12

async function bytesOf(file: File): Promise<ArrayBuffer> {
  if (file.size > MAX_DATA_FILE_BYTES)
    throw new CodedError('data-too-large', { file: file.name, limit: MAX_DATA_FILE_BYTES })
  try {
    return await file.arrayBuffer()
  } catch {
    throw new CodedError('files-unreadable', { file: file.name })
  }
}

async function copyOf(file: File) {
  const bytes = await bytesOf(file)
  const { name, type, lastModified } = file
  return {
    file: new File([bytes], name, { type, lastModified }),
    line: `${await sha256(new Uint8Array(bytes))} ${name}`,
  }
}

/** EMNIST's files, and others derived from them under its name, have rows and columns exchanged. */
const isTransposed = (name: string) => /(^|[^a-z])emnist([^a-z]|$)/i.test(name)

/** One file at a time, so that no more than one is in memory twice. */
export async function readOwnFiles(files: readonly File[]): Promise<OwnFiles> {
  if (files.length > MOST_FILES) throw new CodedError('files-many', { files: files.length, most: MOST_FILES })
  const copies: Awaited<ReturnType<typeof copyOf>>[] = []
  for (const file of files) copies.push(await copyOf(file))
  const lines = copies.map(({ line }) => `${line}\n`).sort()
  const key = await sha256(new TextEncoder().encode(lines.join('')))
  const own: OwnFiles = { key, files: copies.map(({ file }) => file), turned: false }
  return withTurn(
    own,
    files.some(({ name }) => isTransposed(name)),
  )
}
