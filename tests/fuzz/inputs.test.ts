/** What else comes from outside, in at least 10,000 ways each: IDX, gzip, config.json, the URL. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DataError } from '../../src/data/errors.ts'
import { gunzip } from '../../src/data/gunzip.ts'
import { idxKind, parseImages, parseLabels } from '../../src/data/idx.ts'
import { imagesFile, labelsFile } from '../../src/data/testing/idx-bytes.ts'
import {
  DEFAULT_SETTINGS,
  formatSetting,
  parseSetting,
  SETTING_KEYS,
  settingConflict,
  type Settings,
} from '../../src/protocol/settings.ts'
import { configJson, MAX_CONFIG_LENGTH, readConfig } from '../../src/store/export.ts'
import { readHash, writeHash } from '../../src/store/url.ts'
import { anything, damaged, pathsOf, replaced } from '../support/damage.ts'

const CASES = { numRuns: 10_000 }

/** Every setting is one that could have been written, and all of them go together. */
function isLegal(settings: Settings): boolean {
  return (
    settingConflict(settings) === null &&
    SETTING_KEYS.every((key) => parseSetting(key, formatSetting(key, settings[key])).ok)
  )
}

describe('IDX', () => {
  const parse = (bytes: Uint8Array) => {
    idxKind(bytes)
    for (const parser of [parseImages, parseLabels])
      try {
        parser(bytes)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(DataError)
      }
  }
  test.each([
    ['images', imagesFile(2)],
    ['labels', labelsFile([1, 2, 3, 9])],
  ])('damaged %s', (_, bytes) => {
    fc.assert(fc.property(damaged(bytes), parse), CASES)
  })
})

test('gzip: damaged bytes', async () => {
  const packed = new Uint8Array(gzipSync(labelsFile([1, 2, 3])))
  await fc.assert(
    fc.asyncProperty(damaged(packed), async (bytes) => {
      await gunzip(bytes, 'x.gz', 1000).catch((thrown: unknown) => expect(thrown).toBeInstanceOf(DataError))
    }),
    CASES,
  )
})

describe('config.json', () => {
  const text = configJson({ version: '1', settings: DEFAULT_SETTINGS, dataset: null, backend: null, step: 0 })

  test('damaged text', () => {
    fc.assert(
      fc.property(damaged(new TextEncoder().encode(text)), (bytes) => {
        const read = readConfig(new TextDecoder().decode(bytes))
        if (read) expect(isLegal(read.settings)).toBe(true)
      }),
      CASES,
    )
  })

  test('anything anywhere in it', () => {
    const value: unknown = JSON.parse(text)
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(value)), fc.oneof(fc.jsonValue(), anything), (path, other) => {
        let json
        try {
          json = JSON.stringify(replaced(value, path, other)) ?? ''
        } catch {
          return // what JSON cannot write is in no file
        }
        const read = readConfig(json)
        if (read) expect(isLegal(read.settings)).toBe(true)
      }),
      CASES,
    )
  })

  test('one that is longer than any can be is not even parsed', () => {
    expect(readConfig(text + ' '.repeat(MAX_CONFIG_LENGTH))).toBeNull()
  })
})

test('the URL', () => {
  const pair = fc
    .tuple(
      fc.oneof(fc.constantFrom<string>(...SETTING_KEYS), fc.string()),
      fc.oneof(
        fc.string(),
        fc.constantFrom('1', '-1', '1e999', '400-200', 'score-function', 'leave-one-out'),
      ),
    )
    .map(([key, value]) => `${key}=${value}`)
  const hash = fc.oneof(
    fc.array(pair, { maxLength: 8 }).map((pairs) => `#${pairs.join('&')}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('#%', '#%E0%A4%A', '#a=%zz&b', '#__proto__=1', '#constructor=1&toString=2'),
  )
  fc.assert(
    fc.property(hash, (text) => {
      const { settings } = readHash(text)
      expect(isLegal(settings)).toBe(true)
      expect(readHash(writeHash(settings)).settings).toEqual(settings)
    }),
    CASES,
  )
})
