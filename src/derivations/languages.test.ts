/**
 * The derivations say the same in Chinese as in English: the same formulas and linked terms in each sentence, the same
 * figures, set as all Chinese of the page is. That no step is without its words: derivations.test.ts.
 */
import { describe, expect, test } from 'vitest'
import { CHINESE, spaced } from '../ui/messages/zh-CN/spacing.ts'
import type { DerivationWords } from './derivation.ts'
import { DERIVATIONS } from './index.ts'
import { SYMBOL_WORDS } from './symbol-words.ts'

const flat = ({
  title,
  intro,
  steps,
  outro,
  exercise,
  reference,
}: DerivationWords): Record<string, string> => ({
  title,
  intro,
  outro,
  reference,
  task: exercise.task,
  question: exercise.question,
  ...Object.fromEntries(exercise.choices.map((choice, i) => [`choice ${i}`, choice])),
  because: exercise.because,
  ...Object.fromEntries(
    Object.entries(steps).flatMap(([id, { why, spoken }]) => [
      [`${id}, why`, why],
      [`${id}, spoken`, spoken],
    ]),
  ),
})

const translated = DERIVATIONS.flatMap(({ id, words }) => {
  const chinese = words['zh-CN']
  return chinese ? [[id, flat(words.en), flat(chinese)] as const] : []
})

const formulasOf = (text: string) =>
  text
    .split('$')
    .filter((_, i) => i % 2 === 1)
    .sort()
const linksOf = (text: string) => [...text.matchAll(/\\term\{([\w-]+)\}/g)].map(([, id]) => id).sort()

/** A sentence as it is read, a formula as one letter. */
const asRead = (text: string) =>
  text
    .split('$')
    .map((part, i) => (i % 2 === 1 ? 'x' : part))
    .join('')
    .replace(/\\term\{[\w-]+\}\{([^{}]*)\}/g, '$1')

const figuresOf = (text: string) => asRead(text).match(/\d+(\.\d+)?/g) ?? []

describe.each(translated)('%s', (_, english, chinese) => {
  const sentences = Object.keys(english)

  test('has the same formulas and linked terms in each sentence', () => {
    for (const where of sentences) {
      const [there, here] = [english[where]!, chinese[where] ?? '']
      expect(formulasOf(here), where).toEqual(formulasOf(there))
      expect(linksOf(here), where).toEqual(linksOf(there))
    }
  })

  test('has the same figures', () => {
    // What is spoken has its numbers in words, more of them in English.
    for (const where of sentences.filter((one) => !one.endsWith('spoken')))
      expect(figuresOf(chinese[where] ?? '').sort(), where).toEqual(figuresOf(english[where]!).sort())
  })

  test('is Chinese, and set as Chinese is', () => {
    const half = new RegExp(`[${CHINESE}][,;:!?.]|[${CHINESE}]\\(`)
    for (const where of sentences) {
      const text = asRead(chinese[where] ?? '')
      expect(text, where).toMatch(new RegExp(`[${CHINESE}]`))
      expect(spaced(text), where).toBe(text)
      expect(text, where).not.toMatch(half)
    }
  })
})

test('the symbols have their meanings in Chinese', () => {
  const { en, 'zh-CN': chinese } = SYMBOL_WORDS
  for (const [id, meaning] of Object.entries(chinese ?? {})) {
    expect(formulasOf(meaning), id).toEqual(formulasOf(en[id as keyof typeof en]))
    expect(spaced(asRead(meaning)), id).toBe(asRead(meaning))
  }
})
