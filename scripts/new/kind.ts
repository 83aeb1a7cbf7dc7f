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
