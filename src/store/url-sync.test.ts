import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createObservable } from '../events/observable.ts'
import { readAddress } from './address.ts'
import { createLab } from './lab.ts'
import { createFakeEngine } from './testing/fake-engine.ts'
import { syncUrl, type AddressBar } from './url-sync.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const passes = (ms: number) => vi.advanceTimersByTime(ms)

/** A browser that reacts to each change of the address as `refuses` says. */
type Refusal = 'throws' | 'ignores' | null

function setUp(hash: string, refuses: () => Refusal = () => null) {
  const listeners = new Map<string, () => void>()
  let asked = 0
  const location = { hash, pathname: '/lab/', search: '?x=1' }
  const written: string[] = []
  const bar: AddressBar = {
    location,
    history: {
      replaceState(_data, _unused, url) {
        asked++
        const refusal = refuses()
        if (refusal === 'throws')
          throw new DOMException('more than 100 times per 30 seconds', 'SecurityError')
        if (refusal === 'ignores') return
        written.push(url)
        location.hash = url.includes('#') ? url.slice(url.indexOf('#')) : ''
      },
    },
    addEventListener: (type, listener) => void listeners.set(type, listener),
    removeEventListener: (type) => void listeners.delete(type),
  }
  const begin = readAddress(hash)
  const engine = createFakeEngine()
  const lab = createLab(engine, { begin })
  const named = createObservable(begin.language)
  const url = syncUrl(lab, named, bar)
  const type = (next: string) => void (location.hash = next)
  /** The browser reports it a moment later. */
  const tell = () => listeners.get('hashchange')?.()
  const visit = (next: string) => {
    type(next)
    tell()
  }
  return {
    type,
    tell,
    lab,
    engine,
    named,
    written,
    visit,
    url,
    leave: () => listeners.get('pagehide')?.(),
    asked: () => asked,
    codes: () => lab.store.getState().messages.map(({ code }) => code),
  }
}

test('what was refused leaves the address at once', () => {
  const { written, codes } = setUp('#beta=2&colour=red')
  expect(written).toEqual(['/lab/?x=1#beta=2'])
  expect(codes()).toEqual(['setting-unknown'])
})

test('a changed setting is written, a default is not', () => {
  const { lab, written } = setUp('')
  lab.set('beta', 4)
  passes(1000)
  lab.set('lr', 0.01)
  passes(1000)
  lab.set('beta', 1)
  passes(1000)
  lab.set('lr', 0.001)
  expect(written).toEqual(['/lab/?x=1#beta=4', '/lab/?x=1#beta=4&lr=0.01', '/lab/?x=1#lr=0.01', '/lab/?x=1'])
})

test('a hash that a person types is taken, what is illegal in it told', () => {
  const { lab, visit, written, codes } = setUp('#beta=4')
  visit('#lr=0.01&latent=huge')
  expect(lab.store.getState().settings).toMatchObject({ beta: 1, lr: 0.01, latent: 20 })
  expect(codes()).toEqual(['setting-not-a-number'])
  expect(written.at(-1)).toBe('/lab/?x=1#lr=0.01')
})

test('a hash that is typed while a change waits to be written is read, not written over', () => {
  const { lab, type, tell, written } = setUp('')
  lab.set('beta', 4)
  lab.set('beta', 5) // the delay ends, and the change is due to be written
  passes(990)
  type('#lr=0.01')
  passes(20)
  tell()
  expect(lab.store.getState().settings).toMatchObject({ beta: 1, lr: 0.01 })
  passes(5000)
  expect(written).toEqual(['/lab/?x=1#beta=4'])
})

test('an address that was changed without a word is brought back to what is', () => {
  const { lab, type, written } = setUp('')
  lab.set('beta', 4)
  type('#nobody=told')
  passes(1000)
  lab.set('beta', 5)
  passes(5000)
  expect(written.at(-1)).toBe('/lab/?x=1#beta=5')
})

test('the language is written when the page names it, and kept beside the settings', () => {
  const { lab, named, written } = setUp('')
  expect(written).toEqual([])
  named.set('zh-CN')
  passes(1000)
  lab.set('beta', 4)
  passes(1000)
  named.set(null)
  expect(written).toEqual(['/lab/?x=1#lang=zh-CN', '/lab/?x=1#beta=4&lang=zh-CN', '/lab/?x=1#beta=4'])
})

test('a language that a person types is taken, one that there is not is told and leaves the address', () => {
  const { named, visit, written, codes } = setUp('#lang=zh-CN')
  expect(named.get()).toBe('zh-CN')
  visit('#lang=en')
  expect(named.get()).toBe('en')
  expect(codes()).toEqual([])
  visit('#beta=4&lang=tlh')
  expect(named.get()).toBeNull()
  expect(codes()).toEqual(['setting-not-a-choice'])
  expect(written.at(-1)).toBe('/lab/?x=1#beta=4')
})

test('it can be undone', () => {
  const { lab, named, url, written, visit, leave } = setUp('')
  url.stop()
  lab.set('beta', 4)
  named.set('en')
  visit('#beta=7')
  leave()
  passes(5000)
  expect(written).toEqual([])
  expect(lab.store.getState().settings.beta).toBe(4)
})

test('a mangled link is read, and the address says it plainly', () => {
  const { lab, written, codes } = setUp('#beta%3D4%26amp%3BLR%3D0.01%29.')
  expect(lab.store.getState().settings).toMatchObject({ beta: 4, lr: 0.01 })
  expect(codes()).toEqual([])
  expect(written).toEqual(['/lab/?x=1#beta=4&lr=0.01'])
})

test('a slider wiggled for long is written when it begins and when it rests', () => {
  const { lab, written, asked } = setUp('')
  for (let i = 1; i <= 600; i++) {
    lab.set('lr', (i + 1) / 1000)
    passes(50)
  }
  expect(asked()).toBeLessThanOrEqual(2)
  passes(1000)
  expect(written.at(-1)).toBe('/lab/?x=1#lr=0.601')
  expect(asked()).toBeLessThanOrEqual(3)
})

test('a slider that rests now and then is written once a second at most', () => {
  const { lab, written, asked } = setUp('')
  for (let i = 1; i <= 30; i++) {
    lab.set('beta', i)
    passes(350)
  }
  expect(asked()).toBeLessThanOrEqual(12)
  expect(asked()).toBeGreaterThan(5)
  passes(1000)
  expect(written.at(-1)).toBe('/lab/?x=1#beta=30')
})

test('who leaves, shares or types does not wait', () => {
  const { lab, written, leave, visit, url } = setUp('')
  lab.set('beta', 2)
  lab.set('beta', 3)
  expect(url.hash()).toBe('beta=3')
  expect(written).toEqual(['/lab/?x=1#beta=2'])
  leave()
  expect(written).toEqual(['/lab/?x=1#beta=2', '/lab/?x=1#beta=3'])
  lab.set('beta', 5)
  url.flush()
  url.flush()
  expect(written.at(-1)).toBe('/lab/?x=1#beta=5')
  lab.set('beta', 6)
  visit('#beta=7)')
  expect(written.slice(3)).toEqual(['/lab/?x=1#beta=7'])
  passes(60_000)
  expect(written).toHaveLength(4)
})

test.each(['throws', 'ignores'] as const)(
  'a browser that %s is asked again later, and ever more seldom',
  (kind) => {
    let refusal: Refusal = kind
    const { lab, written, asked } = setUp('', () => refusal)
    const settings = () => lab.store.getState().settings
    lab.set('lr', 0.02)
    expect(settings().lr).toBe(0.02)
    passes(10_000)
    const tries = asked()
    expect(tries).toBeGreaterThanOrEqual(3)
    passes(300_000)
    expect(asked() - tries).toBeLessThanOrEqual(5)
    refusal = null
    lab.set('lr', 0.003)
    passes(31_000)
    expect(written).toEqual(['/lab/?x=1#lr=0.003'])
    lab.set('lr', 0.004)
    expect(written.at(-1)).toBe('/lab/?x=1#lr=0.004')
  },
)

test('the address comes back by itself where the browser allows it again', () => {
  let refusal: Refusal = 'throws'
  const { lab, written } = setUp('', () => refusal)
  lab.set('beta', 2)
  lab.set('beta', 3)
  passes(900)
  refusal = null
  passes(3000)
  expect(written).toEqual(['/lab/?x=1#beta=3'])
})

test('settings, engine and address agree, whatever a browser or another listener does', async () => {
  vi.useRealTimers()
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { lab, engine, url } = setUp('', () => 'throws')
  const seen: number[] = []
  lab.store.subscribe(() => {
    throw new Error('a listener of the store')
  })
  lab.store.subscribe(({ settings }) => void seen.push(settings.lr))
  engine.subscribe(() => {
    throw new Error('a listener of the engine')
  })
  await lab.start()
  for (const lr of [0.003, 0.007, 0.02]) lab.set('lr', lr)
  await vi.waitFor(() => expect(lab.store.getState().applied?.lr).toBe(0.02))
  const configured = engine.calls.filter((call) => call.startsWith('configure')).at(-1)
  expect(configured).toContain('"lr":0.02')
  expect(url.hash()).toBe('lr=0.02')
  expect(seen.at(-1)).toBe(0.02)
  expect(log).toHaveBeenCalled()
  url.stop()
})

test('a view that is turned to is written, a default is not, and a link turns the views', () => {
  const { lab, visit, written, codes } = setUp('#view=elbo.log')
  const chosen = () => lab.store.getState().views.chosen
  expect(chosen().elbo.scale).toBe('log')
  lab.views.choose('latent', { view: 'units' })
  passes(1000)
  lab.views.choose('elbo', { scale: 'linear' })
  passes(1000)
  expect(written).toEqual(['/lab/?x=1#view=elbo.log&view=latent.units', '/lab/?x=1#view=latent.units'])
  lab.views.pick({ coordinate: 3 })
  visit('#beta=3&view=samples.sheet')
  expect(chosen()).toMatchObject({ latent: { view: 'map' }, samples: { view: 'sheet' } })
  expect(lab.store.getState().views.picked.coordinate).toBe(3)
  visit('#view=samples.nothing')
  expect(chosen().samples.view).toBe('prior')
  expect(codes()).toEqual(['setting-not-a-choice'])
  expect(written.at(-1)).toBe('/lab/?x=1')
})
