import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, SETTING_KEYS, settingConflict } from '../protocol/settings.ts'
import { eachLegal } from '../../tests/support/legal-values.ts'
import { readAddress, writeAddress } from './address.ts'
import { readViews, VIEW_TEXTS, writeViews } from './views.ts'
import { readHash } from './url.ts'

type Mangler = (link: string) => string

const fullWidth: Mangler = (link) =>
  link.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** Manglings of a link by programs and people, by name. */
const MANGLERS: Readonly<Record<string, Mangler>> = {
  'percent-encoded': encodeURIComponent,
  'percent-encoded twice': (link) => encodeURIComponent(encodeURIComponent(link)),
  'percent-encoded in small letters': (link) => encodeURIComponent(link).toLowerCase(),
  'its separators encoded': (link) => link.replaceAll('&', '%26').replaceAll('=', '%3D'),
  'its ampersands encoded': (link) => link.replaceAll('&', '%26'),
  '&amp;': (link) => link.replaceAll('&', '&amp;'),
  '&amp;amp;': (link) => link.replaceAll('&', '&amp;amp;'),
  '&#38; and &#x3d;': (link) => link.replaceAll('&', '&#38;').replaceAll('=', '&#x3D;'),
  '&AMP;': (link) => link.replaceAll('&', '&AMP;'),
  'in capitals': (link) => link.toUpperCase(),
  'names begin with capitals': (link) =>
    link.replace(/(^|&)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase()),
  'full-width': fullWidth,
  'full-width and encoded': (link) => encodeURIComponent(fullWidth(link)),
  'full-width signs': (link) => link.replaceAll('&', '＆').replaceAll('=', '＝'),
  '#': (link) => `#${link}`,
  '＃': (link) => `＃${link}`,
  '?': (link) => `?${link}`,
  ')': (link) => `${link})`,
  ').': (link) => `${link}).`,
  '.': (link) => `${link}.`,
  ',': (link) => `${link},`,
  ';': (link) => `${link};`,
  '。': (link) => `${link}。`,
  '）。': (link) => `${link}）。`,
  '>': (link) => `<${link}>`,
  '&gt;': (link) => `${link}&gt;`,
  ']': (link) => `[${link}]`,
  '】': (link) => `【${link}】`,
  '**': (link) => `**${link}**`,
  '"': (link) => `"${link}"`,
  '&quot;': (link) => `${link}&quot;`,
  '“”': (link) => `“${link}”`,
  '「」': (link) => `「${link}」`,
  '’': (link) => `${link}’`,
  'each text in quotes': (link) => link.replace(/=([^&]*)/g, '="$1"'),
  'white space around': (link) => ` \t${link} \n`,
  'white space inside': (link) => link.replaceAll('&', ' & ').replaceAll('=', ' = '),
  '%20 and a sentence': (link) => `${link}%20is%20the%20one`,
  'nothing but spaces between': (link) => link.replaceAll('&', ' '),
  'a semicolon between': (link) => link.replaceAll('&', ';'),
  'a comma between': (link) => link.replaceAll('&', ', '),
  'unseen signs': (link) => `\ufeff${link.replaceAll('=', '=\u200b').replaceAll('&', '\u2060&')}\u200e`,
  'hyphens set as dashes': (link) => link.replaceAll('-', '–'),
  'hyphens that do not break': (link) => link.replaceAll('-', '\u2011'),
  'underscores for hyphens': (link) => link.replace(/(?<=[a-z])-(?=[a-z])/g, '_'),
  '=3D': (link) => link.replaceAll('=', '=3D'),
  'the whole address': (link) => `https://example.org/lab/?x=1#${link}`,
}

const ON_THE_WHOLE = [
  ...['percent-encoded', 'percent-encoded in small letters', 'in capitals', '&amp;', 'full-width', '＃'],
  ...[
    ')',
    ').',
    '.',
    ',',
    '。',
    '）。',
    '>',
    '&gt;',
    ']',
    '】',
    '**',
    '"',
    '&quot;',
    '“”',
    '「」',
    'white space around',
  ],
]

/** As in the browser's address bar. */
const hashOf = (link: string): string => new URL(`https://example.org/lab/#${link}`).hash

/** Some settings at legal values, the rest at their defaults. */
const anySettings = fc
  .tuple(eachLegal, fc.subarray([...SETTING_KEYS], { minLength: 1 }))
  .map(([all, keys]) => ({ ...DEFAULT_SETTINGS, ...Object.fromEntries(keys.map((key) => [key, all[key]])) }))
  .filter((settings) => settingConflict(settings) === null)

/** As a link gives them. */
const anyViews = fc
  .subarray([...VIEW_TEXTS].filter((text) => text !== 'variance.arrows'))
  .map((texts) => readViews(writeViews(readViews(texts).views)).views)
const language = fc.constantFrom('en', 'zh-CN', null)

describe('a link is read as what it was', () => {
  test.each(Object.keys(MANGLERS))('%s', (name) => {
    const mangle = MANGLERS[name]!
    fc.assert(
      fc.property(anySettings, anyViews, language, (settings, views, named) => {
        const link = mangle(writeAddress(settings, views, named))
        expect(readAddress(hashOf(link))).toMatchObject({ settings, views, language: named })
      }),
      { numRuns: 30 },
    )
  })

  test('after two of these, the second done to the link as a whole', () => {
    const first = fc.constantFrom(...Object.keys(MANGLERS).filter((name) => name !== 'the whole address'))
    fc.assert(
      fc.property(
        anySettings,
        anyViews,
        language,
        first,
        fc.constantFrom(...ON_THE_WHOLE),
        (settings, views, named, inner, outer) => {
          const link = MANGLERS[outer]!(MANGLERS[inner]!(writeAddress(settings, views, named)))
          expect(readAddress(hashOf(link))).toMatchObject({ settings, views, language: named })
        },
      ),
      { numRuns: 500 },
    )
  })
})

test('nothing is told of a mangled link that was read whole', () => {
  const link =
    '#%E2%80%9CBETA%3D4%26amp%3Bestimator%3DScore%20Function%26amp%3Bhidden%3D200%E2%80%93100%E2%80%9D).'
  expect(readHash(link)).toMatchObject({
    settings: { ...DEFAULT_SETTINGS, beta: 4, estimator: 'score-function', hidden: [200, 100] },
    problems: [],
    conflicts: [],
  })
})

test('what is unknown or illegal is refused as ever, beside what is mended', () => {
  const { settings, problems } = readHash('#BETA=4&amp;colour=red&amp;latent=1000)&amp;seed=7.')
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, beta: 4, seed: 7 })
  expect(problems.map(({ key, given, reason }) => [key, given, reason])).toEqual([
    ['colour', 'red', 'unknown'],
    ['latent', '1000)', 'not-a-number'],
  ])
})

test('of a plain text and a guess the plain one holds, and the guess is told', () => {
  const { settings, problems } = readHash('#beta=4&BETA=2&beta=3)')
  expect(settings.beta).toBe(4)
  expect(problems.map(({ given }) => given)).toEqual(['2', '3)'])
})

test.each(['beta=1,5', 'lr=1.000,5', 'samples=4/8', 'estimator=function', 'beta=four', 'beta', 'hidden=2x2'])(
  'what could mean several things, or none, is refused: %s',
  (link) => expect(readHash(`#${link}`)).toMatchObject({ settings: DEFAULT_SETTINGS, problems: [{}] }),
)

test('no hash, however mangled, is fatal', () => {
  const sign = fc.constantFrom(
    '&',
    '&amp;',
    '%',
    '%25',
    '=',
    '%3',
    '＝',
    '#',
    '&#x3D;',
    '&#9999999;',
    'beta',
    '4',
    '�',
    ';',
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 12 }), (signs) => {
      expect(Object.keys(readAddress(signs.join('')).settings).sort()).toEqual([...SETTING_KEYS].sort())
    }),
  )
})
