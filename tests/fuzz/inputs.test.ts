/** What else comes from outside, in at least 10,000 ways each: IDX, gzip, config.json, the URL, a pen. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DataError } from '../../src/data/errors.ts'
import { gunzip } from '../../src/data/gunzip.ts'
import { idxKind, parseLabels, readImages, scaleOf, type IdxImages } from '../../src/data/idx.ts'
import { idxFile, imagesFile, labelsFile } from '../../src/data/testing/idx-bytes.ts'
import { FORKS } from '../../src/protocol/lanes.ts'
import {
  DEFAULT_SETTINGS,
  formatSetting,
  parseSetting,
  SETTING_KEYS,
  settingConflict,
  type Settings,
} from '../../src/protocol/settings.ts'
import { configJson, MAX_CONFIG_LENGTH, readConfig } from '../../src/store/export.ts'
import { writeFork } from '../../src/store/lanes/link.ts'
import { readHash, writeHash } from '../../src/store/url.ts'
import { createDrawing } from '../../src/ui/latent/draw/drawing.ts'
import { isPadPoint, type PadPoint } from '../../src/ui/latent/draw/strokes.ts'
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
  const isSound = ({ count, pixels }: Pick<IdxImages, 'count'> & { pixels: Uint8Array }) =>
    count >= 1 && pixels.length === count * 784
  const attempt = (read: () => void) => {
    try {
      read()
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(DataError)
    }
  }
  const parse = (bytes: Uint8Array) => {
    idxKind(bytes)
    attempt(() => {
      const images = readImages(bytes)
      expect(isSound({ count: images.count, pixels: images.pixels(scaleOf([images])) })).toBe(true)
    })
    attempt(() => expect(parseLabels(bytes).length).toBeGreaterThan(0))
  }
  test.each([
    ['images', imagesFile(2)],
    ['labels', labelsFile([1, 2, 3, 9])],
    ['images of wide numbers', idxFile(0x0b, [1, 28, 28, 1], new Array<number>(784).fill(300))],
    [
      'a table of labels',
      idxFile(
        0x0c,
        [3, 8],
        Array.from({ length: 24 }, (_, i) => i),
      ),
    ],
    ['labels of real numbers', idxFile(0x0e, [3], [1, 2, 0])],
  ])('damaged %s', (_, bytes) => {
    fc.assert(fc.property(damaged(bytes), parse), CASES)
  })
})

test.each([
  ['one member', [gzipSync(labelsFile([1, 2, 3]))]],
  ['several members and zeros behind', [gzipSync('a'), gzipSync('b'), Buffer.alloc(20)]],
])('gzip: damaged bytes of %s', async (_, members) => {
  const packed = new Uint8Array(Buffer.concat(members))
  await fc.assert(
    fc.asyncProperty(damaged(packed), async (bytes) => {
      await gunzip(bytes, 'x.gz', 1000).catch((thrown: unknown) => expect(thrown).toBeInstanceOf(DataError))
    }),
    CASES,
  )
})

describe('config.json', () => {
  const forks = ['estimator:score-function', 'at:880,samples:4,baseline:leave-one-out', 'equal']
  const run = { version: '1', settings: DEFAULT_SETTINGS, dataset: null, backend: null, step: 0 }
  const text = configJson({ ...run, forks })
  /** Lanes that the lab could have written, and no more of them than there may be. */
  const areLegal = (read: NonNullable<ReturnType<typeof readConfig>>) => {
    const lanes = read.forks ?? []
    const again = configJson({ ...run, settings: read.settings, forks: lanes.map(writeFork) })
    expect(readConfig(again)?.forks).toEqual(lanes)
    return (
      lanes.length <= FORKS.length &&
      lanes.every(({ step, change }) => step >= 0 && isLegal({ ...read.settings, ...change }))
    )
  }

  test('damaged text', () => {
    fc.assert(
      fc.property(damaged(new TextEncoder().encode(text)), (bytes) => {
        const read = readConfig(new TextDecoder().decode(bytes))
        if (read) expect(isLegal(read.settings) && areLegal(read)).toBe(true)
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
        if (read) expect(isLegal(read.settings) && areLegal(read)).toBe(true)
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

test('a pen on the pad: whatever it says, what is drawn is ink within the image', () => {
  const place = fc.oneof({ weight: 8, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }, fc.double())
  const press = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: 0.5, max: 1.5, noNaN: true }) },
    fc.double(),
  )
  const point: fc.Arbitrary<PadPoint> = fc.record({ x: place, y: place, press })
  const act = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('begin', 'extend'),
        points: fc.array(point, { minLength: 1, maxLength: 5 }),
      }),
    },
    fc.record({ kind: fc.constantFrom('undo', 'clear'), points: fc.constant([]) }),
  )
  let drawn = 0
  fc.assert(
    fc.property(fc.array(act, { minLength: 2, maxLength: 5 }), (acts) => {
      const pad = createDrawing()
      for (const { kind, points } of acts) {
        if (kind === 'begin') for (const one of points.slice(0, 1)) pad.begin(one)
        else if (kind === 'extend') pad.extend(points)
        else pad[kind as 'undo' | 'clear']()
      }
      const { strokes, pixels } = pad.get()
      expect(strokes.flat().every(isPadPoint)).toBe(true)
      expect(pixels === null).toBe(strokes.length === 0)
      if (!pixels) return
      drawn++
      expect(pixels).toHaveLength(784)
      expect(pixels.some((ink) => ink > 0)).toBe(true)
    }),
    CASES,
  )
  expect(drawn).toBeGreaterThan(3000)
})
