import { expect, test } from 'vitest'
import type { Language } from '../derivations/derivation.ts'
import { readAddress } from './address.ts'
import { createLab } from './lab.ts'
import { createFakeEngine } from './testing/fake-engine.ts'
import { syncUrl, type AddressBar, type NamedLanguage } from './url-sync.ts'

function nameLanguage(first: Language | null) {
  let language = first
  const listeners = new Set<() => void>()
  const set = (next: Language | null) => {
    language = next
    listeners.forEach((listener) => listener())
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return { get: () => language, set, subscribe } satisfies NamedLanguage
}

function setUp(hash: string) {
  let onHash = () => {}
  const location = { hash, pathname: '/lab/', search: '?x=1' }
  const written: string[] = []
  const bar: AddressBar = {
    location,
    history: {
      replaceState(_data, _unused, url) {
        written.push(url)
        location.hash = url.includes('#') ? url.slice(url.indexOf('#')) : ''
      },
    },
    addEventListener: (_type, listener) => void (onHash = listener),
    removeEventListener: () => void (onHash = () => {}),
  }
  const begin = readAddress(hash)
  const lab = createLab(createFakeEngine(), { begin })
  const named = nameLanguage(begin.language)
  const stop = syncUrl(lab, named, bar)
  const visit = (next: string) => {
    location.hash = next
    onHash()
  }
  return {
    lab,
    named,
    written,
    visit,
    stop,
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
  lab.set('lr', 0.01)
  lab.set('beta', 1)
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

test('the language is written when the page names it, and kept beside the settings', () => {
  const { lab, named, written } = setUp('')
  expect(written).toEqual([])
  named.set('zh-CN')
  lab.set('beta', 4)
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
  const { lab, named, stop, written, visit } = setUp('')
  stop()
  lab.set('beta', 4)
  named.set('en')
  visit('#beta=7')
  expect(written).toEqual([])
  expect(lab.store.getState().settings.beta).toBe(4)
})
