import { expect, test } from 'vitest'
import { createLab } from './lab.ts'
import { createFakeEngine } from './testing/fake-engine.ts'
import { syncUrl, type AddressBar } from './url-sync.ts'
import { readHash } from './url.ts'

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
  const lab = createLab(createFakeEngine(), { begin: readHash(hash) })
  const stop = syncUrl(lab, bar)
  const visit = (next: string) => {
    location.hash = next
    onHash()
  }
  return { lab, written, visit, stop, codes: () => lab.store.getState().messages.map(({ code }) => code) }
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

test('it can be undone', () => {
  const { lab, stop, written, visit } = setUp('')
  stop()
  lab.set('beta', 4)
  visit('#beta=7')
  expect(written).toEqual([])
  expect(lab.store.getState().settings.beta).toBe(4)
})
