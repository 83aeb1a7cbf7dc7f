/**
 * Every text, fault and announcement with every combination of what its parameters may be, in both languages: numbers
 * of none, one, two and many, names that are odd, and those that may be missing. None says "undefined", "NaN" or "1
 * images", and the name of a file stands in it as it is.
 */
import { describe, expect, test } from 'vitest'
import { ESTIMATOR_IDS } from '../../protocol/estimators.ts'
import { en, type Catalog } from './en/index.ts'
import { AT, SAMPLES } from './testing/samples.ts'
import { zhCN } from './zh-CN/index.ts'

const COUNTS = [0, 1, 2, 1234]
/** Words, figures, a capital that is not the page's, and what a pattern would take for its own. */
const NAMES = ['train-images-idx3-ubyte', 'Über $& (1).GZ', '7', 'model copy.safetensors']
const WORDS = ['Qx', 'gemischt Und Klein']

/** Where a parameter of a fault or an announcement is no number. */
const TEXTS: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(['file', 'first', 'second', 'names', 'entry'].map((name) => [name, NAMES])),
  ...Object.fromEntries(
    'shape reason tensor dtype at key given legal version name error fault'
      .split(' ')
      .map((name) => [name, WORDS]),
  ),
  ...Object.fromEntries(['backend', 'before', 'now'].map((name) => [name, ['webgpu', 'wasm']])),
  ...Object.fromEntries(['dataset', 'wanted'].map((name) => [name, ['mnist', 'fashion-mnist']])),
  estimator: ESTIMATOR_IDS,
  detail: ['Qd'],
  silent: [undefined, 1, 30],
  value: [0, 1, 8],
}
const NUMBERS_OF_BYTES = { expected: COUNTS, found: COUNTS }
const WHAT_IS_WRONG = { expected: WORDS, found: WORDS }

/** Where a name means something else than elsewhere. */
const OWN: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  ...Object.fromEntries(
    ['idx-magic', 'contents-wrong', 'checkpoint-architecture', 'message-wrong'].map((code) => [
      `faults.${code}`,
      WHAT_IS_WRONG,
    ]),
  ),
  'faults.saved-run-unreadable': { at: ['', 'Qa'], expected: WORDS, detail: WORDS },
  'faults.data-fell-back': { reason: ['data-http', 'data-stalled', 'flux-capacitor'], detail: ['Qd'] },
  'faults.run-data-gone': { reason: ['data-unreachable', 'flux-capacitor'], detail: ['Qd'] },
  'faults.autosave-failed': { reason: ['full', 'forbidden', 'flux-capacitor'] },
  ...Object.fromEntries(
    'worker-crashed worker-not-started worker-restarted worker-crashed-again device-lost device-failed'
      .split(' ')
      .map((code) => [`faults.${code}`, { detail: ['Qd', '', undefined] }]),
  ),
  'faults.device-replaced': { detail: ['Qd', '', undefined], fault: ['device-lost', 'device-failed'] },
  'faults.checkpoint-version': { version: ['', '9'], known: [1] },
  'faults.checkpoint-size': NUMBERS_OF_BYTES,
  'faults.idx-label': { label: [-1, 300, 0.5, '–'] },
  'text.axisName': {
    kind: ['latent', 'principal', 'class'],
    share: [0.42],
    latent: [0, 3],
    place: [0, 1],
  },
  'announcements.chosen': { image: [undefined, 0, 17], label: [undefined, 0, 9], latents: [1, 2, 20] },
}
/** Sliders' values are told of few latents, and left out of many. */
const isSlider = (name: string) => /^z\d+$/.test(name)

function valuesOf(path: string, name: string): readonly unknown[] {
  const isText = path.startsWith('text.')
  const own = OWN[path]?.[name] ?? AT[path]?.[name]
  if (own) return own
  if (isSlider(name)) return [undefined, -1.25]
  if (!isText && name in TEXTS) return TEXTS[name]!
  if (isText && name === 'count') return COUNTS
  const known = isText ? SAMPLES[name] : undefined
  return known ?? COUNTS
}

type Given = Readonly<Record<string, unknown>>
const MOST = 5000

/** What `call` asks for, whatever it is given. */
function askedBy(call: (given: Given) => void, path: string): readonly string[] {
  const asked: string[] = []
  const watched = (given: Given): Given => {
    const read = (name: string) => (name in given ? given[name] : valuesOf(path, name)[0])
    return new Proxy(given, {
      get(_, name: string) {
        if (!asked.includes(name)) asked.push(name)
        return read(name)
      },
      // Of a rest or a spread, which takes what there is.
      ownKeys: () => [...new Set([...Object.keys(given), ...asked])],
      getOwnPropertyDescriptor: (_, name: string) => ({
        value: read(name),
        enumerable: true,
        configurable: true,
      }),
    })
  }
  call(watched({}))
  let known = 0
  while (known < asked.length) {
    known = asked.length
    for (const given of combinationsOf([...asked], path)) call(watched(given))
  }
  return asked
}

function* combinationsOf(names: readonly string[], path: string): Generator<Given> {
  for (let i = 0; i < MOST; i++) {
    let rest = i
    const given: Record<string, unknown> = {}
    for (const name of names) {
      const values = valuesOf(path, name)
      given[name] = values[rest % values.length]
      rest = Math.floor(rest / values.length)
    }
    if (rest > 0) return
    yield given
  }
}

interface Rendered {
  readonly path: string
  readonly given: Given
  readonly text: string
}

const sentencesOf = (told: unknown): readonly string[] =>
  typeof told === 'object' && told !== null ? Object.values(told).map(String) : [String(told)]

function* rendered(catalog: unknown, path: string): Generator<Rendered> {
  if (typeof catalog === 'string') return yield { path, given: {}, text: catalog }
  if (typeof catalog === 'function') {
    const tell = catalog as (given: Given) => unknown
    for (const given of combinationsOf(askedBy(tell, path), path))
      for (const text of sentencesOf(tell(given))) yield { path, given, text }
    return
  }
  for (const [key, part] of Object.entries(catalog as object)) yield* rendered(part, `${path}.${key}`)
}

const rendering = (catalog: Catalog): Rendered[] =>
  (['text', 'faults', 'announcements', 'marks'] as const).flatMap((part) => [
    ...rendered(catalog[part], part),
  ])

const ALL = { English: rendering(en), Chinese: rendering(zhCN) }
/** One of each kind. */
const shown = (all: readonly Rendered[]) =>
  [...new Map(all.map(({ path, text }) => [path, text]))].map((one) => one.join(': '))

describe.each(Object.entries(ALL))('in %s', (_, all) => {
  test('every code has been rendered', () => {
    for (const code of Object.keys(en.faults))
      expect(all.some(({ path }) => path === `faults.${code}`)).toBe(true)
    expect(all.length).toBeGreaterThan(5000)
  })

  test('nothing is undefined, null, an object or not a number', () => {
    expect(shown(all.filter(({ text }) => /undefined|NaN|\bnull\b|\[object/.test(text)))).toEqual([])
  })

  test('no sentence has a gap or a sign too many', () => {
    expect(
      shown(all.filter(({ path, text }) => !path.startsWith('text.') && / {2}|\.\.|\(\)| ,| \./.test(text))),
    ).toEqual([])
  })

  test('the name of a file stands there as it is', () => {
    const changed = all.filter(({ path, given, text }) => {
      const { file } = given
      if (!path.startsWith('faults.') || typeof file !== 'string') return false
      const isNamed = text.toLowerCase().includes(file.toLowerCase())
      return isNamed && !text.includes(file)
    })
    expect(shown(changed)).toEqual([])
  })
})

/** What ends like many of something and is not. */
const NO_PLURAL = /^(nats|is|was|has|as|this|its|pass|class|axis|bias)$/

test('one of something is one, and others are many', () => {
  const wrong = ALL.English.filter(({ text }) => {
    const [, one] =
      /(?<![\d.,−=β^₀-₉×-])(?<!× )\b1 (?:(?:other|test|random|latent|training) )?([a-z]+s)\b/.exec(text) ?? []
    return (
      (one !== undefined && !NO_PLURAL.test(one)) ||
      /(?<![\d.,])\b(0|2|1,234) (image|file|label|byte|step|run|second|value|latent)\b(?! dim)/.test(text)
    )
  })
  expect(shown(wrong)).toEqual([])
})
