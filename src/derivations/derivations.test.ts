/**
 * The derivations as data: every formula parses, every linked term, function and identifier exists, no step is without
 * its words, in each language. That what they say is true is checked beside each of them (identities.test.ts).
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import katex from 'katex'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Derivation, type Language } from './derivation.ts'
import { CHAPTERS } from './chapters.ts'
import { DERIVATIONS } from './index.ts'
import { SYMBOL_WORDS } from './symbol-words.ts'
import { MACROS, SYMBOLS } from './symbols.ts'
import { isTermId, termOf } from './terms.ts'

const READING_ORDER = [
  'latent-variable-model',
  'evidence-and-gap',
  'jensen',
  'em',
  'elbo-terms',
  'likelihood-to-loss',
  'gaussian-kl',
  'autoencoder-and-beta',
  'moving-distribution',
  'score-function',
  'reparameterization',
  'monte-carlo',
  'measuring-variance',
  'score-variance',
  'baselines',
  'interventions',
  'monte-carlo-kl',
  'discrete-codes',
  'gumbel-max',
  'gumbel-softmax',
  'straight-through',
  'reinmax',
  'disarm',
  'muprop',
  'enumeration',
  'importance-weighting',
  'dreg',
  'vimco',
]

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Every sentence of a derivation in one language, by where it stands. */
function sentencesOf({ words }: Derivation, language: Language): [where: string, sentence: string][] {
  const own = words[language]
  if (!own) return []
  const { title, intro, outro, exercise, reference, steps } = own
  const ofSteps = Object.entries(steps).flatMap(([id, { why, spoken }]): [string, string][] => [
    [`${id}, why`, why],
    [`${id}, spoken`, spoken],
  ])
  const { task, question, choices, because } = exercise
  return [
    ['title', title],
    ['intro', intro],
    ...ofSteps,
    ['outro', outro],
    ['task', task],
    ['question', question],
    ...choices.map((choice, i): [string, string] => [`choice ${i}`, choice]),
    ['because', because],
    ['reference', reference],
  ]
}

const inlineOf = (sentence: string): string[] => sentence.split('$').filter((_, i) => i % 2 === 1)

/** A sentence without its formulas and with linked words as mere words. */
const wordsOf = (sentence: string): string =>
  sentence
    .split('$')
    .filter((_, i) => i % 2 === 0)
    .join('x')
    .replace(/\\term\{[\w-]+\}\{([^{}\\]+)\}/g, '$1')

const linksIn = (tex: string) =>
  [...tex.matchAll(/\\(term|live)\{([^}]*)\}/g)].map(([, kind, id]) => ({ kind: kind!, id: id! }))

/** Throws where KaTeX would show an error, and where it would warn; the links' HTML attributes are meant. */
function parse(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, {
    displayMode,
    throwOnError: true,
    trust: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    macros: {
      ...MACROS,
      [String.raw`\term`]: String.raw`\htmlData{term=#1}{#2}`,
      [String.raw`\live`]: String.raw`\underbrace{\htmlData{term=#1}{#2}}_{0}`,
    },
  })
}

test('they are in reading order', () => {
  expect(DERIVATIONS.map(({ id }) => id)).toEqual(READING_ORDER)
})

test('every chapter begins with a derivation, in reading order', () => {
  const places = CHAPTERS.map(({ first }) => READING_ORDER.indexOf(first))
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
  expect(places[0]).toBe(0)
})

/** The longest once had twenty-one. */
test.each(DERIVATIONS.map(({ id, steps }) => [id, steps.length] as const))(
  '%s has a length that one reads (%i steps)',
  (_, length) => expect(length).toBeLessThanOrEqual(15),
)

describe.each(DERIVATIONS.map((derivation) => [derivation.id, derivation] as const))(
  '%s',
  (_, derivation) => {
    const { steps, code, words } = derivation

    test('every formula parses, and has no words of any language', () => {
      for (const { formula } of steps) {
        expect(() => parse(formula, true), formula).not.toThrow()
        expect(formula).not.toMatch(/\\text\w*\{/)
      }
    })

    test('every linked term exists, one is linked at least, and what is live has a value', () => {
      const sentences = LANGUAGES.flatMap((language) =>
        sentencesOf(derivation, language).map(([, text]) => text),
      )
      const links = [...steps.map(({ formula }) => formula), ...sentences].flatMap(linksIn)
      expect(links.length).toBeGreaterThan(0)
      for (const { kind, id } of links) {
        expect(isTermId(id), id).toBe(true)
        if (kind === 'live' && isTermId(id)) expect(termOf(id).live, id).toBe(true)
      }
    })

    test('step ids are unique', () => {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
    })

    test('names code, and the code is there', () => {
      expect(code.length).toBeGreaterThan(0)
      for (const { file, symbol, terms = {} } of code) {
        const identifiers = identifiersOf(file, symbol)
        expect(identifiers, `${symbol} of ${file}`).not.toBeNull()
        for (const [identifier, term] of Object.entries(terms)) {
          expect([...identifiers!], `${symbol} of ${file}`).toContain(identifier)
          expect(isTermId(term), term).toBe(true)
        }
      }
    })

    describe.each(LANGUAGES.filter((language) => words[language]))('in %s', (language) => {
      const sentences = sentencesOf(derivation, language)

      test('each step has its words, and no words are left over', () => {
        expect(Object.keys(words[language].steps)).toEqual(steps.map(({ id }) => id))
        for (const [where, sentence] of sentences) expect(sentence.trim(), where).not.toBe('')
      })

      test('the exercise asks, and has one right answer among a few', () => {
        const { question, choices } = words[language].exercise
        expect(question).toMatch(/[?？]$/)
        expect(choices.length).toBeGreaterThanOrEqual(2)
        expect(choices.length).toBeLessThanOrEqual(4)
        expect(new Set(choices).size).toBe(choices.length)
        expect(choices[derivation.answer]).toBeDefined()
        for (const choice of choices) expect(choice).not.toMatch(/[$\\]/)
      })

      test('inline formulas parse, and there is no TeX outside of them', () => {
        for (const [where, sentence] of sentences) {
          expect(sentence.split('$').length % 2, `${where}: dollars in pairs`).toBe(1)
          for (const tex of inlineOf(sentence))
            expect(() => parse(tex, false), `${where}: ${tex}`).not.toThrow()
          expect(wordsOf(sentence), where).not.toMatch(/[\\{}]/)
        }
      })

      test('each step says why in one sentence, and what is spoken has no symbols', () => {
        for (const [where, sentence] of sentences) {
          if (where.endsWith('why')) expect(wordsOf(sentence), where).toMatch(/^[^.!?。]*[.。]$/)
          if (where.endsWith('spoken')) expect(sentence, where).toMatch(/^[^$\\^_=<>|]*[.。]$/)
        }
      })
    })
  },
)

describe.each(LANGUAGES)('in %s', (language) => {
  test('every derivation is there', () => {
    expect(DERIVATIONS.filter(({ words }) => !words[language]).map(({ id }) => id)).toEqual([])
  })

  test('every symbol has a meaning', () => {
    const meanings = SYMBOL_WORDS[language]
    expect(Object.keys(meanings)).toEqual(SYMBOLS.map(({ id }) => id))
    for (const meaning of Object.values(meanings))
      for (const tex of inlineOf(meaning)) expect(() => parse(tex, false), tex).not.toThrow()
  })
})

test('the symbols parse', () => {
  for (const { tex } of SYMBOLS) expect(() => parse(tex, false), tex).not.toThrow()
})

/** A node of a syntax tree (ESTree), as far as it matters here. */
interface Node {
  readonly type: string
  readonly name?: string
  readonly id?: Node | null
  readonly declaration?: Node | null
  readonly declarations?: readonly Node[]
}

/** The identifiers in the source of an exported symbol; null if the file exports no such symbol. */
function identifiersOf(file: string, symbol: string): Set<string> | null {
  const { body } = parseAst(readFileSync(path.join(ROOT, file), 'utf8'), { lang: 'ts' })
  const statements = body as unknown as readonly Node[]
  const declaration = statements.find((statement) => exportedNames(statement).includes(symbol))
  if (!declaration) return null
  const identifiers = new Set<string>()
  JSON.stringify(declaration, (_, node: Node | null) => {
    if (node?.type === 'Identifier') identifiers.add(node.name!)
    return node
  })
  return identifiers
}

function exportedNames({ type, declaration }: Node): string[] {
  if (type !== 'ExportNamedDeclaration' || !declaration) return []
  return (declaration.declarations ?? [declaration]).flatMap(({ id }) => id?.name ?? [])
}
