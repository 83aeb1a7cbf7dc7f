/** The glossary's words are found where they stand, in both languages, and nowhere else. */
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../derivations/derivation.ts'
import { WORD_IDS, wordData } from '../../derivations/glossary.ts'
import { SETTING_KEYS } from '../../protocol/settings.ts'
import { marked } from './marked.ts'

const wordsIn = (text: string, language: 'en' | 'zh-CN' = 'en') =>
  marked(text, language).flatMap(({ text: form, word }) => (word ? [`${form}: ${word}`] : []))

describe('words of the glossary', () => {
  test('are found in a sentence, the longest form first, each once', () => {
    expect(wordsIn('nats per image, held-out')).toEqual(['nats: nats', 'held-out: held-out'])
    expect(wordsIn('variance V')).toEqual(['variance V: variance'])
    expect(wordsIn('The ELBO is no ELBO; KL divergence')).toEqual(['ELBO: elbo', 'KL divergence: kl'])
    expect(wordsIn('nat/张，留出集', 'zh-CN')).toEqual(['nat: nats', '留出集: held-out'])
  })

  test('are not found within other words', () => {
    expect(wordsIn('reconstructions, covariances, interactive, inactive, priority')).toEqual([])
  })

  test('leave the text as it is', () => {
    for (const text of ['nats per image, held-out', '', 'none', 'the ELBO (KL) 95 % interval'])
      expect(
        marked(text, 'en')
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text)
  })

  test('belong to one entry each, and name settings that there are', () => {
    for (const language of LANGUAGES) {
      const forms = WORD_IDS.flatMap((id) => wordData(id).forms[language].map((form) => form.toLowerCase()))
      expect(new Set(forms).size).toBe(forms.length)
    }
    const settings = WORD_IDS.flatMap((id) => wordData(id).setting ?? [])
    expect(settings.filter((key) => !(SETTING_KEYS as readonly string[]).includes(key))).toEqual([])
    for (const id of WORD_IDS) expect(wordData(id).setting ?? wordData(id).forms.en[0], id).toBeDefined()
  })
})
