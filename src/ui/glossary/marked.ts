/** Finds the words of the glossary in a text. Knows no React. */
import type { Language } from '../../derivations/derivation.ts'
import { WORD_IDS, wordData, type WordId } from '../../derivations/glossary.ts'

/** A stretch of text, and which word of the glossary it is. */
export interface Stretch {
  readonly text: string
  readonly word: WordId | null
}

const escaped = (form: string) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const isLetter = /^[a-z]/i

/** Within longer words it is another one: "reconstructions". Chinese has no such ends. */
const patternOf = (form: string) =>
  isLetter.test(form) ? `(?<![\\p{Script=Latin}-])${escaped(form)}(?![\\p{Script=Latin}-])` : escaped(form)

function finderOf(language: Language) {
  const ids = new Map<string, WordId>()
  for (const id of WORD_IDS) for (const form of wordData(id).forms[language]) ids.set(form.toLowerCase(), id)
  const forms = [...ids.keys()].toSorted((a, b) => b.length - a.length)
  return { ids, pattern: new RegExp(forms.map(patternOf).join('|'), 'giu') }
}

const FINDERS: Readonly<Record<Language, ReturnType<typeof finderOf>>> = {
  en: finderOf('en'),
  'zh-CN': finderOf('zh-CN'),
}

/** The text in stretches; each word counts once, where it first stands. `known`: those that need no explanation here. */
export function marked(text: string, language: Language, known: ReadonlySet<WordId> = new Set()): Stretch[] {
  const { ids, pattern } = FINDERS[language]
  const seen = new Set(known)
  const stretches: Stretch[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const word = ids.get(found.toLowerCase())
    if (word === undefined || seen.has(word)) continue
    seen.add(word)
    if (index > from) stretches.push({ text: text.slice(from, index), word: null })
    stretches.push({ text: found, word })
    from = index + found.length
  }
  if (from < text.length) stretches.push({ text: text.slice(from), word: null })
  return stretches
}
