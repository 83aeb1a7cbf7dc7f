import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DataError } from './errors.ts'
import { checkCounts, idxKind, parseImages, parseLabels } from './idx.ts'
import { imagesFile, labelsFile } from './testing/idx-bytes.ts'

const withByte = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = bytes.slice()
  copy[at] = value
  return copy
}

const errorOf = (work: () => unknown): Pick<DataError, 'code' | 'params'> => {
  try {
    work()
  } catch (error) {
    if (error instanceof DataError) return { code: error.code, params: error.params }
    throw error
  }
  throw new Error('expected an error, got none')
}

describe('sound files', () => {
  test('images are read as a view', () => {
    const bytes = imagesFile(3, 7)
    const { count, rows, columns, pixels } = parseImages(bytes)
    expect([count, rows, columns, pixels.length]).toEqual([3, 28, 28, 3 * 784])
    expect([pixels[0], pixels[783], pixels[784]]).toEqual([7, 7, 8])
    expect(pixels.buffer).toBe(bytes.buffer)
  })

  test('bytes that are themselves a view are read from where they begin', () => {
    const whole = new Uint8Array(5 + 16 + 784)
    whole.set(imagesFile(1, 9), 5)
    expect(parseImages(whole.subarray(5)).pixels[0]).toBe(9)
  })

  test('labels', () => expect([...parseLabels(labelsFile([5, 0, 9]))]).toEqual([5, 0, 9]))

  test('the kind shows in the first bytes', () => {
    expect([imagesFile(1), labelsFile([1]), new Uint8Array(16), new Uint8Array(2)].map(idxKind)).toEqual([
      'images',
      'labels',
      null,
      null,
    ])
  })
})

describe('broken files say what is wrong', () => {
  const file = 'x.gz'
  const images = imagesFile(2)
  const labels = labelsFile([1, 2])

  test.each([
    ['labels for images', () => parseImages(imagesAsLabels(), file), 'idx-magic', { expected: '0x00000803', found: '0x00000801' }],
    ['images for labels', () => parseLabels(images, file), 'idx-magic', { expected: '0x00000801', found: '0x00000803' }],
    ['no bytes', () => parseImages(new Uint8Array(), file), 'idx-truncated', { expected: 16, found: 0 }],
    ['half a header', () => parseLabels(labels.slice(0, 6), file), 'idx-truncated', { expected: 8, found: 6 }],
    ['a missing pixel', () => parseImages(images.slice(0, -1), file), 'idx-truncated', { expected: 1584, found: 1583 }],
    ['a missing label', () => parseLabels(labels.slice(0, -1), file), 'idx-truncated', { expected: 10, found: 9 }],
    ['a byte too many', () => parseImages(new Uint8Array([...images, 0]), file), 'idx-trailing', { expected: 1584, found: 1585 }],
    ['another size', () => parseImages(imagesFile(1, 0, 32, 30), file), 'idx-size', { rows: 32, columns: 30 }],
    ['no images', () => parseImages(imagesFile(0), file), 'idx-empty', {}],
    ['no labels', () => parseLabels(labelsFile([]), file), 'idx-empty', {}],
    ['a label above 9', () => parseLabels(labelsFile([3, 10]), file), 'idx-label', { label: 10, index: 1 }],
    ['other counts', () => checkCounts(3, 2, file), 'idx-counts', { images: 3, labels: 2 }],
  ])('%s', (_, work, code, params) => expect(errorOf(work)).toEqual({ code, params: { file, ...params } }))

  const imagesAsLabels = () => withByte(images, 3, 1)

  test('a count of four thousand million is a truncated file, not an allocation', () => {
    const huge = images.slice()
    huge.fill(255, 4, 8)
    expect(errorOf(() => parseImages(huge)).code).toBe('idx-truncated')
  })
})

describe('properties', () => {
  const someLabels = fc.array(fc.nat(9), { minLength: 1, maxLength: 50 })
  const runs = { numRuns: 1000, seed: 1 }

  /** Passes if the work succeeds or fails with a coded error. */
  const neverCrashes = (work: () => unknown): void => {
    try {
      work()
    } catch (error) {
      expect(error).toBeInstanceOf(DataError)
    }
  }

  test('labels come back as they were written', () => {
    fc.assert(
      fc.property(someLabels, (labels) => {
        expect([...parseLabels(labelsFile(labels))]).toEqual(labels)
      }),
      runs,
    )
  })

  test('images come back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(255), (count, first) => {
        const file = imagesFile(count, first)
        expect(Buffer.from(file.subarray(16)).equals(parseImages(file).pixels)).toBe(true)
      }),
      runs,
    )
  })

  test('every proper beginning of a file is refused as truncated', () => {
    fc.assert(
      fc.property(someLabels, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (labels, part) => {
        const [a, b] = [labelsFile(labels), imagesFile(labels.length % 3 + 1)]
        expect(errorOf(() => parseLabels(a.slice(0, Math.floor(a.length * part)))).code).toBe('idx-truncated')
        expect(errorOf(() => parseImages(b.slice(0, Math.floor(b.length * part)))).code).toBe('idx-truncated')
      }),
      runs,
    )
  })

  test('changed bytes give a result or a coded error', () => {
    fc.assert(
      fc.property(someLabels, fc.nat(24), fc.nat(255), (labels, at, value) => {
        neverCrashes(() => parseLabels(withByte(labelsFile(labels), at, value)))
        neverCrashes(() => parseImages(withByte(imagesFile(1), at, value)))
      }),
      runs,
    )
  })

  test('any bytes give a result or a coded error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        neverCrashes(() => parseLabels(bytes))
        neverCrashes(() => parseImages(bytes))
      }),
      runs,
    )
  })
})
