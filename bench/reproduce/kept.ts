/** What a long command has finished, kept in .cache, so that a run that is ended early can go on from there. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { ROOT } from '../browser.ts'

const fileOf = (command: string, name: string) => path.join(ROOT, '.cache', command, `${name}.json`)

/** Null where there is none. */
export const keptOf = <T>(command: string, name: string): Promise<T | null> =>
  readFile(fileOf(command, name), 'utf8').then(
    (text) => JSON.parse(text) as T,
    () => null,
  )

export async function keep(command: string, name: string, found: unknown): Promise<void> {
  const file = fileOf(command, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(found))
}

/** Work on its way: plain data, typed arrays included. */
export interface KeptPart<P> {
  /** Null before there is any. */
  read(): Promise<P | null>
  keep(part: P): Promise<void>
}

export function inMemory<P>(): KeptPart<P> {
  let kept: P | null = null
  return { read: () => Promise.resolve(kept), keep: async (part) => void (kept = part) }
}

/** Beside the file of what the work is to find. */
const partFile = (command: string, name: string) => `${fileOf(command, name)}.part`

function onDisk<P>(file: string): KeptPart<P> {
  return {
    read: () => readFile(file).then(deserialize, () => null),
    async keep(part) {
      await mkdir(path.dirname(file), { recursive: true })
      // Whoever ends the command while it writes leaves the part before.
      await writeFile(`${file}.new`, serialize(part))
      await rename(`${file}.new`, file)
    },
  }
}

/**
 * What an earlier command has found, if the caller goes on from one; measured and kept otherwise. `measure` may keep how far it
 * has come, and goes on from there.
 */
export async function keptOr<T, P>(
  command: string,
  name: string,
  goOn: boolean,
  measure: (part: KeptPart<P>) => Promise<T>,
): Promise<T> {
  const kept = goOn ? await keptOf<T>(command, name) : null
  if (kept !== null) return kept
  const file = partFile(command, name)
  if (!goOn) await rm(file, { force: true })
  const found = await measure(onDisk(file))
  await keep(command, name, found)
  await rm(file, { force: true })
  return found
}
