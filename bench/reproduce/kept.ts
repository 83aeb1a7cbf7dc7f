/** What a long command has finished, kept in .cache, so that a run that is ended early can go on from there. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
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

/** What an earlier command has found, if the caller goes on from one; measured and kept otherwise. */
export async function keptOr<T>(
  command: string,
  name: string,
  goOn: boolean,
  measure: () => Promise<T>,
): Promise<T> {
  const kept = goOn ? await keptOf<T>(command, name) : null
  if (kept !== null) return kept
  const found = await measure()
  await keep(command, name, found)
  return found
}
