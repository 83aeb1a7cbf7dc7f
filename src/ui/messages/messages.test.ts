/** Every setting, choice and code has its words: a name that is added anywhere without them fails here. */
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BACKEND_NAMES, DATASET_NAMES, SETTINGS, SETTING_KEYS } from '../../protocol/settings.ts'
import { readAddress } from '../../store/address.ts'
import { readConfig } from '../../store/export.ts'
import { readHash } from '../../store/url.ts'
import { en } from './en/index.ts'
import { format, messages, t, tellAnnouncement, tellFault } from './index.ts'
import { zhCN } from './zh-CN/index.ts'

const SRC = new URL('../../', import.meta.url)

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(data|engine|client|protocol|store|ui|formats|storage)\//.test(file))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\//.test(file))
  .map((file) => readFileSync(new URL(file, SRC), 'utf8'))

/** Codes where they are made: thrown, told, or listed as a type. */
const CODE_PATTERNS = [
  /new (?:CodedError|DataError|FormatError)\(\s*'([a-z-]+)'/g,
  /\bcode: '([a-z-]+)'/g,
  /^ {2}\| '([a-z-]+)'/gm,
]
const LISTS_CODES = /type Data(Error|Notice)Code/

const codes = new Set(
  sources.flatMap((text) =>
    CODE_PATTERNS.filter((_, i) => i < 2 || LISTS_CODES.test(text)).flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, code]) => code as string),
    ),
  ),
)
/** Whoever gave something up knows it. */
codes.delete('aborted')

describe('every code has a sentence', () => {
  test('there are codes to be found', () => {
    for (const code of ['unexpected', 'diverged', 'data-checksum', 'worker-crashed', 'data-fell-back'])
      expect(codes).toContain(code)
  })

  test.each([...codes])('%s', (code) => {
    expect(en.faults[code]).toBeDefined()
    const { what, kept = '', todo = '' } = tellFault({ code, params: { file: 'x', detail: 'y', step: 3 } })
    for (const sentence of [what, kept, todo].filter(Boolean)) expect(sentence).toMatch(/^\S.*\S$/)
    expect(what).not.toBe('')
  })

  test('one that nobody knows is told as what should not have happened', () => {
    expect(tellFault({ code: 'flux-capacitor', params: {} }).what).toContain('flux-capacitor')
  })
})

test('every announcement has a sentence', () => {
  const announced = sources.flatMap((text) =>
    [...text.matchAll(/\bannounce\('([a-z]+)'/g)].map(([, code]) => code),
  )
  expect(announced.length).toBeGreaterThan(3)
  for (const code of announced)
    expect(tellAnnouncement({ code: code as string, params: { step: 1, elbo: -100, recon: -90 } })).not.toBe(
      '',
    )
  expect(tellAnnouncement({ code: 'paused', params: { step: 1200 } })).toBe('Paused at step 1,200')
})

test('every reason why a setting is refused has a sentence', () => {
  const { problems } = readHash('#flavour=mint&activation=gelu&lr=fast&batch=1.5&latent=1000&hidden=0')
  expect(problems).toHaveLength(6)
  for (const { reason, key, given, legal } of problems) {
    const { what } = tellFault({ code: `setting-${reason}`, params: { key, given, legal } })
    expect(what).toContain(`${key}=${given}`)
  }
})

test('every reason why a lane is refused has a sentence that says what to do, whichever way it came', () => {
  const forks = ['x', 'lr:fast', 'seed:3', 'baseline:leave-one-out', 'equal', 'equal', 'equal', 'equal']
  const { problems } = readAddress(`#${forks.map((text) => `fork=${text}`).join('&')}`)
  expect(problems).toHaveLength(5)
  expect(readConfig(JSON.stringify({ app: 'elbo-lab', settings: {}, forks }))?.problems).toEqual(problems)
  for (const catalog of [en, zhCN])
    for (const { reason, key, given, legal } of problems) {
      const { what, kept, todo } = catalog.faults[`setting-${reason}`]!({ key, given, legal })
      expect(what).toContain(given)
      expect(kept).not.toBe('')
      expect(todo).toContain(legal)
    }
})

describe('no part of a catalog has a text of the same name as another part', () => {
  const folder = new URL('en/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file !== 'text.ts' && file !== 'index.ts')

  test.each(files)('%s', async (file) => {
    const parts = Object.entries((await import(`./en/${file}`)) as Record<string, unknown>)
    const texts = parts.filter(([name, part]) => name.endsWith('Text') && typeof part === 'object')
    for (const [name, part] of texts)
      for (const [key, text] of Object.entries(part as object))
        expect(en.text[key as keyof typeof en.text], `${name}.${key}`).toBe(text)
  })
})

describe('settings', () => {
  test.each(SETTING_KEYS)('%s has a name', (key) => {
    expect(messages.settings[key]).toBeTruthy()
  })

  const tables: Record<string, Record<string, unknown>> = {
    ...messages.choices,
    estimator: messages.estimators,
    dataset: messages.datasets,
  }
  const choiceKeys = SETTING_KEYS.filter((key) => SETTINGS[key].kind === 'choice')
  test.each(choiceKeys)('every choice of %s has a name', (key) => {
    const spec = SETTINGS[key]
    if (spec.kind !== 'choice') return
    for (const choice of spec.choices) expect(tables[key]?.[choice]).toBeTruthy()
  })

  test('every backend and data set, too', () => {
    for (const name of BACKEND_NAMES) expect(messages.choices.backend[name]).toBeTruthy()
    for (const name of DATASET_NAMES) expect(messages.datasets[name]).toBeTruthy()
  })
})

test('texts take their parameters', () => {
  expect(t('train')).toBe('Train')
  expect(t('atStep', { step: 1200 })).toBe('at step 1,200')
})

test('numbers of any size', () => {
  expect([2.1e-3, -5.25e6, 0].map(format.scientific)).toEqual([
    '2.1\u00a0×\u00a010⁻³',
    '−5.3\u00a0×\u00a010⁶',
    '0',
  ])
  expect([NaN, Infinity, -Infinity].map(format.scientific)).toEqual(['–', '∞', '−∞'])
  expect([NaN, Infinity].map(format.times)).toEqual(['–', '∞'])
  expect([1e-3, 1, 1e12].map(format.power)).toEqual(['10⁻³', '10⁰', '10¹²'])
  expect([1243, 412.4, 37.2, 4.21, 0.04, 1.61e9].map(format.times)).toEqual([
    '1,240',
    '412',
    '37',
    '4.2',
    '0.04',
    '1.6\u00a0×\u00a010⁹',
  ])
})

test('settings that cannot be together have a sentence with the remedy', () => {
  const { conflicts } = readHash('#baseline=leave-one-out')
  const landing = readHash('#estimator=score-function&kl=sticking-the-landing')
  const point = readHash('#estimator=score-function&family=point')
  const told = [...conflicts, ...landing.conflicts, ...point.conflicts]
  expect(told).toHaveLength(3)
  for (const conflict of told) expect(tellFault(conflict).todo).toMatch(/first/)
})

test('a remedy names what can be chosen, with a noun for each posterior', () => {
  const told = (hash: string) => {
    const { what, todo } = tellFault(readHash(hash).conflicts[0]!)
    return [what, todo]
  }
  expect(told('#family=categorical&latent=20&estimator=disarm')).toEqual([
    'The DisARM estimator needs pairs of opposite bits, and a categorical posterior has none.',
    'Set Posterior to Bernoulli first, or choose another estimator: score function, Gumbel-Softmax, ' +
      'straight-through, ST Gumbel-Softmax, ReinMax, or MuProp.',
  ])
  expect(told('#family=categorical&latent=20&estimator=enumeration')[1]).toMatch(
    /^Set fewer latents or fewer classes per latent first, or choose another estimator: score function, /,
  )
  expect(told('#family=bernoulli&estimator=enumeration')[1]).toMatch(/^Set fewer latents first, /)
  expect(told('#estimator=dreg&objective=elbo')[1]).toBe(
    'Set Objective to Importance-weighted first, or choose another estimator: reparameterized or score function.',
  )
})

test('numbers have a true minus sign and figures that fit', () => {
  expect(format.fixed(-151.84, 1)).toBe('−151.8')
  expect(format.integer(31_400)).toBe('31,400')
  expect([0, 0.003, 1.5, 1e-5, 1.5e-5, -200, 20].map(format.short)).toEqual([
    '0',
    '0.003',
    '1.5',
    '1e−5',
    '1.5e−5',
    '−200',
    '20',
  ])
})
