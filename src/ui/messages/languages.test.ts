/**
 * The catalogs say the same in every language: each text of the English one has its counterpart, which takes the same
 * parameters and tells the same numbers, and Chinese is set by one rule everywhere. That none is missing is a type
 * error already; this finds the ones that were not translated.
 */
import { afterEach, describe, expect, test } from 'vitest'
import { en, type Catalog } from './en/index.ts'
import { format, messages, speak, t, tellAnnouncement, tellFault } from './index.ts'
import { AT, SAMPLES } from './testing/samples.ts'
import { zhCN } from './zh-CN/index.ts'
import { CHINESE, PUNCTUATION, spaced } from './zh-CN/spacing.ts'

/** Names that stand in Chinese as in English; what is in them besides is signs and figures. */
const NAMES =
  /<\/?[a-z]+>|ELBO|KL|MNIST|Fashion-MNIST|CSV|PNG|SVG|ReLU|tanh|Adam|RMSProp|Adagrad|SGD|Web(GPU|GL)|WASM|CPU|PC|VAE|log|exp|cos|tr Cov|Qx|Qd|Qb|Qo|Qv/g
const hasWords = (text: string) => /[A-Za-z]{3,}/.test(text.replace(NAMES, ''))
const hasChinese = (text: string) => new RegExp(`[${CHINESE}]`).test(text)

/** Signs and small words that only one of the two has. */
const DIFFERENT = ['text.comma', 'text.space', 'text.sentence', 'curveName']

const HALF_WIDTH: Readonly<Record<string, string>> = { '（': ' (', '）': ')', '，': ', ', '：': ': ' }
const halfWidth = (text: string) => text.replace(/[（），：]/g, (sign) => HALF_WIDTH[sign]!).trim()

/** The figures of a text, whatever their order; those below a letter are no numbers. */
const figures = (text: string) =>
  (text.match(/\d[\d,]*(\.\d+)?/g) ?? []).map((one) => one.replace(/,$/, '')).sort()

const hash = (name: string) =>
  1000 + ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 9000)

/** Each sample of each parameter at least once, the others at their first. */
function parametersOf(call: (params: never) => unknown, path: string): Record<string, unknown>[] {
  const asked = new Set<string>()
  const samples = (name: string) => AT[path]?.[name] ?? SAMPLES[name] ?? [hash(name)]
  const params = (given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
    new Proxy(given, {
      get(_, name: string) {
        asked.add(name)
        return name in given ? given[name] : samples(name)[0]
      },
    })
  call(params() as never)
  const others = [...asked].flatMap((name) => samples(name).map((value) => params({ [name]: value })))
  return [params(), ...others]
}

type Pair = readonly [path: string, english: string, chinese: string]

/** A text, or the sentences of a fault. */
const asTexts = (told: unknown): Readonly<Record<string, unknown>> =>
  typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : { text: told }

function callPairs(english: (p: never) => unknown, chinese: (p: never) => unknown, path: string): Pair[] {
  const calls = path === 'earlier' ? SAMPLES.age! : parametersOf(english, path)
  return calls.flatMap((params) => {
    const [there, here] = [asTexts(english(params as never)), asTexts(chinese(params as never))]
    const parts = [...new Set([...Object.keys(there), ...Object.keys(here)])]
    return parts.map((part): Pair => [path, String(there[part]), String(here[part])])
  })
}

/** The same in every language. */
const PROPER_NAMES = /^(DisARM|Gumbel-Softmax|MuProp|ReinMax|VIMCO)$/

const MISSING: string[] = []

function pairs(english: unknown, chinese: unknown, path = ''): Pair[] {
  if (typeof chinese !== typeof english) {
    MISSING.push(path)
    return []
  }
  if (typeof english === 'string') return [[path, english, String(chinese)]]
  if (typeof english === 'function') return callPairs(english as never, chinese as never, path)
  const [there, here] = [english, chinese] as Record<string, unknown>[]
  return Object.keys(there!).flatMap((key) => pairs(there![key], here![key], path ? `${path}.${key}` : key))
}

const wordsOf = ({ language: _, format: __, ...words }: Catalog) => words
const PAIRS = pairs(wordsOf(en), wordsOf(zhCN)).filter(([path]) => !DIFFERENT.includes(path))

describe('every text of the page', () => {
  test('is there in Chinese', () => {
    expect(MISSING).toEqual([])
  })

  test('is found', () => {
    expect(PAIRS.length).toBeGreaterThan(400)
  })

  test('has all its parameters', () => {
    const broken = PAIRS.filter(([, ...both]) => both.some((text) => /undefined|NaN|\[object/.test(text)))
    expect(broken).toEqual([])
  })

  test('that holds words is Chinese in Chinese', () => {
    const left = PAIRS.filter(
      ([, english, chinese]) => hasWords(english) && !PROPER_NAMES.test(english) && !hasChinese(chinese),
    )
    expect(left).toEqual([])
  })

  test('that holds none but names, figures and signs is the same', () => {
    const others = PAIRS.filter(
      ([, english, chinese]) =>
        !hasWords(english) &&
        !hasChinese(chinese) &&
        halfWidth(chinese) !== english.replace(' of ', ' / ').trim(),
    )
    expect(others).toEqual([])
  })

  test('tells the same figures', () => {
    const others = PAIRS.filter(
      ([, english, chinese]) => String(figures(english)) !== String(figures(chinese)),
    )
    expect(others).toEqual([])
  })

  test('is spaced by the one rule', () => {
    const others = PAIRS.filter(([, , chinese]) => spaced(chinese) !== chinese)
    expect(others.map(([path, , chinese]) => [path, chinese, spaced(chinese)])).toEqual([])
  })

  test('has the punctuation of Chinese beside Chinese', () => {
    const half = new RegExp(`[${CHINESE}][,;:!?.]|[${CHINESE}]\\(|"|'`)
    expect(PAIRS.filter(([, , chinese]) => half.test(chinese))).toEqual([])
  })
})

test('spaces stand between Chinese and what is not, and nowhere else', () => {
  expect(spaced('得分函数的KL项在第3步，为 0.5 nat。')).toBe('得分函数的 KL 项在第 3 步，为 0.5 nat。')
  expect(spaced('均值(1, 2)；σ²的 95%区间')).toBe('均值 (1, 2)；σ² 的 95% 区间')
  expect(spaced('训练数据： MNIST ，来自本站 。')).toBe('训练数据：MNIST，来自本站。')
  for (const sign of PUNCTUATION) expect(spaced(`甲 ${sign} a`)).toBe(`甲${sign}a`)
})

describe('what is imported speaks the language in force', () => {
  afterEach(() => speak(en))

  test('texts, numbers, faults and announcements', () => {
    const told = () => [
      t('train'),
      t('atStep', { step: 1200 }),
      messages.settings.lr,
      format.fixed(-151.84, 1),
      tellFault({ code: 'not-open', params: {} }).what,
      tellAnnouncement({ code: 'paused', params: { step: 1200 } }),
    ]
    const before = told()
    speak(zhCN)
    expect(told()).toEqual(['训练', '第 1,200 步', '学习率', '−151.8', '尚无模型。', '已暂停于第 1,200 步'])
    speak(en)
    expect(told()).toEqual(before)
  })

  test('a code that nobody knows is told, too', () => {
    speak(zhCN)
    expect(tellFault({ code: 'flux-capacitor', params: {} }).what).toContain('flux-capacitor')
  })
})
