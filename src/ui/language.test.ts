/** Which language the page begins in, and how it changes; the page itself is a stand-in. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { beginLanguage, currentLanguage, namedLanguage, preferredLanguage, setLanguage } from './language.ts'
import { en } from './messages/en/index.ts'
import { speak, t } from './messages/index.ts'

describe('of a browser’s languages', () => {
  test.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['en-GB', 'zh'], 'en'],
    [['de', 'zh-Hans-SG', 'en'], 'zh-CN'],
    [['ZH'], 'zh-CN'],
    [['de', 'fr'], 'en'],
    [[], 'en'],
  ] as const)('%j: %s', (tags, language) => {
    expect(preferredLanguage(tags)).toBe(language)
  })
})

const KEY = 'elbo-lab:language'
const storage = new Map<string, string>()
const root = { lang: '' }

function standIn(languages: readonly string[]) {
  vi.stubGlobal('document', { documentElement: root, title: '', querySelector: () => null })
  vi.stubGlobal('navigator', { languages })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  })
}

const missing = () => {
  throw new Error('missing: expected every catalog to be there')
}

describe('the page', () => {
  beforeEach(() => standIn(['en']))
  afterEach(() => {
    storage.clear()
    vi.unstubAllGlobals()
    speak(en)
  })

  test('begins as the address says, then as was chosen, then as the browser prefers', async () => {
    await beginLanguage(null, missing)
    expect([currentLanguage(), root.lang, t('train')]).toEqual(['en', 'en', 'Train'])
    storage.set(KEY, 'zh-CN')
    await beginLanguage(null, missing)
    expect([currentLanguage(), root.lang, t('train')]).toEqual(['zh-CN', 'zh-CN', '训练'])
    await beginLanguage('en', missing)
    expect([currentLanguage(), storage.get(KEY)]).toEqual(['en', 'zh-CN'])
    storage.set(KEY, 'tlh')
    standIn(['zh-TW'])
    await beginLanguage(null, missing)
    expect(currentLanguage()).toBe('zh-CN')
  })

  test('keeps what a person chooses, and names it', async () => {
    await beginLanguage(null, missing)
    const told = vi.fn(() => namedLanguage.get())
    const stop = namedLanguage.subscribe(told)
    await setLanguage('zh-CN')
    expect(told).toHaveLastReturnedWith('zh-CN')
    expect(storage.get(KEY)).toBe('zh-CN')
    stop()
    await setLanguage('en')
    expect(told).toHaveBeenCalledTimes(1)
  })

  test('follows the address, and stays as it is where that names none', async () => {
    await beginLanguage('zh-CN', missing)
    namedLanguage.set(null)
    expect([namedLanguage.get(), currentLanguage()]).toEqual([null, 'zh-CN'])
    namedLanguage.set('en')
    await vi.waitFor(() => expect(currentLanguage()).toBe('en'))
    expect(storage.get(KEY)).toBeUndefined()
  })

  test('of two wishes the newer wins, whichever catalog comes first', async () => {
    await beginLanguage('en', missing)
    await Promise.all([setLanguage('zh-CN'), setLanguage('en')])
    expect([currentLanguage(), storage.get(KEY)]).toEqual(['en', 'en'])
    await Promise.all([setLanguage('en'), setLanguage('zh-CN')])
    expect([currentLanguage(), storage.get(KEY)]).toEqual(['zh-CN', 'zh-CN'])
  })
})
