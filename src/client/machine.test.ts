import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts'
import { createMachine } from './machine.ts'

const DAY = 24 * 3600 * 1000
const small: Settings = { ...DEFAULT_SETTINGS, hidden: [16], latent: 2, batch: 16 }
const FASTEST = { name: 'webgl', measured: [{ name: 'webgl', stepsPerSecond: 12 }] } as const

function visits() {
  const kept = new Map<string, string>()
  const clock = { now: 1e12 }
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  const visit = (fingerprint = 'browser 1') =>
    createMachine({ storage: () => storage, fingerprint, now: () => clock.now })
  return { kept, clock, visit }
}

describe('the fastest', () => {
  test('is known at the next visit, for models of about the size', () => {
    const { visit } = visits()
    visit().remember(DEFAULT_SETTINGS, FASTEST)
    expect(visit().known({ ...DEFAULT_SETTINGS, batch: 100 }).remembered).toEqual(FASTEST)
    expect(visit().known(small).remembered).toBeNull()
  })

  test('not where a backend was asked for by name', () => {
    const { visit } = visits()
    visit().remember(DEFAULT_SETTINGS, FASTEST)
    expect(visit().known({ ...DEFAULT_SETTINGS, backend: 'webgpu' }).remembered).toBeNull()
  })

  test('is looked at again after a day, and another takes its place', () => {
    const { visit, clock } = visits()
    expect(visit().isStale(small)).toBe(true)
    visit().remember(small, FASTEST)
    expect(visit().isStale(small)).toBe(false)
    clock.now += DAY + 1
    expect(visit().isStale(small)).toBe(true)
    visit().remember(small, { name: 'wasm', measured: [] })
    expect(visit().known(small).remembered?.name).toBe('wasm')
    expect(visit().isStale(small)).toBe(false)
  })

  test('is forgotten with another browser', () => {
    const { visit } = visits()
    visit().remember(small, FASTEST)
    expect(visit('browser 2').known(small).remembered).toBeNull()
  })
})

describe('one that was given up', () => {
  test('is not the remembered one, and auto leaves it alone for a week', () => {
    const { visit, clock } = visits()
    visit().remember(small, FASTEST)
    visit().giveUp('webgl')
    expect(visit().known(small)).toEqual({ remembered: null, avoided: ['webgl'] })
    clock.now += 7 * DAY + 1
    expect(visit().known(small)).toEqual({ remembered: null, avoided: [] })
  })

  test('is tried again where the clock was a year ahead, and so is the fastest', () => {
    const { visit, clock } = visits()
    clock.now += 365 * DAY
    visit().remember(small, FASTEST)
    visit().giveUp('webgpu')
    clock.now -= 365 * DAY
    expect([visit().known(small).avoided, visit().isStale(small)]).toEqual([[], true])
  })

  test('may be asked for by name', () => {
    const { visit } = visits()
    visit().giveUp('webgl')
    expect(visit().known({ ...small, backend: 'webgl' }).avoided).toEqual([])
  })
})

test.each([
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['other things', '{"fingerprint":"browser 1","fastest":[3,{"name":"abacus"}],"givenUp":"webgl"}'],
])('a storage that holds %s is as good as empty', (_, text) => {
  const { kept, visit } = visits()
  visit().remember(small, FASTEST)
  for (const key of kept.keys()) kept.set(key, text)
  expect(visit().known(small)).toEqual({ remembered: null, avoided: [] })
  visit().remember(small, FASTEST)
  expect(visit().known(small).remembered).toEqual(FASTEST)
})

test('a storage that is forbidden remembers nothing, and breaks nothing', () => {
  const storage = () => {
    throw new DOMException('no', 'SecurityError')
  }
  const machine = createMachine({ storage, fingerprint: '', now: () => 0 })
  machine.remember(small, FASTEST)
  machine.giveUp('webgpu')
  expect(machine.known(small)).toEqual({ remembered: null, avoided: [] })
})
