/** What the kinds of things that the command can lay down have in common: the parts of a skeleton. */
import type { Names } from './names.ts'

/** What a list gets: imports behind its last one, a line before the end of its table. */
export interface Addition {
  /** From which file each name is imported. */
  readonly imports: Readonly<Record<string, string>>
  readonly line: string
  /** The beginning of the table, and its end: the first after it. */
  readonly table: readonly [begin: string, end: string]
}

/** A registry: its folder, its two tables, and the file, named by the entry's key, that holds the functions in tensors. */
interface Registry {
  readonly folder: string
  readonly metas: string
  readonly entries: string
  readonly tensors: string
}

/** What the two lists of a registry get. */
export const inRegistry = (
  { folder, metas, entries, tensors: part }: Registry,
  { id, name, key }: Names,
): Readonly<Record<string, Addition>> => ({
  [`${folder}/metas.ts`]: {
    imports: { [`${name}Meta`]: `./${id}/meta.ts` },
    line: `${name}Meta,`,
    table: [`export const ${metas}`, '] as const'],
  },
  [`${folder}/registry.ts`]: {
    imports: { [name]: `./${id}/${part}.ts`, [`${name}Reference`]: `./${id}/reference.ts` },
    line: `${key}: { ${part}: ${name}, reference: ${name}Reference },`,
    table: [`export const ${entries}`, '\n}'],
  },
})

export interface Kind {
  /** Below the root of the repository; a new one is a folder in it. */
  readonly folder: string
  /** The document that says what to write. */
  readonly guide: string
  /** An id that could be one. */
  readonly example: string
  /** The text of each file of the new folder, by its name. The files compile; to call their functions throws. */
  files(names: Names): Readonly<Record<string, string>>
  /** What each list gets, by its file. */
  additions(names: Names): Readonly<Record<string, Addition>>
}
