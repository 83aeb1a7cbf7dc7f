/** The forms in which the id of something new appears in its files. */

export interface Names {
  /** "student-t" */
  readonly id: string
  /** "studentT": its functions. */
  readonly name: string
  /** "student t": in a comment. */
  readonly spaced: string
  /** "'student-t'": a key of an object, in quotes where it needs them. */
  readonly key: string
}

export const namesOf = (id: string): Names => ({
  id,
  name: id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  spaced: id.replaceAll('-', ' '),
  key: id.includes('-') ? `'${id}'` : id,
})

/** The text of the page where it is missing, in each language: it looks unfinished, and a test finds it. */
export const UNFINISHED = { en: 'not written yet', 'zh-CN': '尚未写成' } as const
