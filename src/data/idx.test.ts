import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DataError } from './errors.ts'
import { checkCounts, idxKind, parseLabels, readImages, scaleOf, turnUpright } from './idx.ts'
import { idxFile, imagesFile, labelsFile } from './testing/idx-bytes.ts'

const parseImages = (bytes: Uint8Array, file?: string) => {
  const images = readImages(bytes, file)
  return { count: images.count, pixels: images.pixels(scaleOf([images])) }
}

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
    const { count, pixels } = parseImages(bytes)
    expect([count, pixels.length]).toEqual([3, 3 * 784])
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

describe('every kind of number', () => {
  const one = (values: readonly number[]) => Array.from({ length: 784 }, (_, i) => values[i % values.length]!)
  const pixelsOf = (type: number, values: readonly number[], shape = [1, 28, 28]) => [
    ...parseImages(idxFile(type, shape, one(values))).pixels.subarray(0, values.length),
  ]

  test.each([
    ['uint8', 0x08, [0, 1, 128, 255], [0, 1, 128, 255]],
    ['int8 without negatives', 0x09, [0, 1, 127], [0, 1, 127]],
    ['int8 around zero', 0x09, [-128, 0, 127], [0, 128, 255]],
    ['int16', 0x0b, [0, 7, 255], [0, 7, 255]],
    ['int16 of 12 bits', 0x0b, [0, 2048, 4095], [0, 128, 255]],
    ['int32', 0x0c, [0, 254, 255], [0, 254, 255]],
    ['int32 beyond all use', 0x0c, [-1000, 0, 1000], [0, 128, 255]],
    ['float32 from 0 to 1', 0x0d, [0, 0.5, 1, 77 / 255], [0, 128, 255, 77]],
    ['float32 from 0 to 255', 0x0d, [0, 0.4, 254.6], [0, 0, 255]],
    ['float64 from -1 to 1', 0x0e, [-1, 0, 1], [0, 128, 255]],
    ['float64, standardised', 0x0e, [-0.4242, 2.8215], [0, 255]],
    ['float64 that are all one number', 0x0e, [5e9], [0]],
  ])('%s', (_, type, values, expected) => expect(pixelsOf(type, values)).toEqual(expected))

  test.each([[[1, 28, 28, 1]], [[1, 1, 28, 28]], [[1, 784]], [[28, 28]], [[1, 784, 1]]])(
    'images of shape %s',
    (shape) => {
      const bytes = idxFile(0x0d, shape, one([1, 0]))
      expect(idxKind(bytes)).toBe('images')
      expect(parseImages(bytes)).toMatchObject({ count: 1 })
      expect(pixelsOf(0x0d, [1, 0], shape)).toEqual([255, 0])
    },
  )

  test('QMNIST’s table: the class is its first column', () => {
    const bytes = idxFile(0x0c, [2, 8], [7, 0, 2610, 11, 7, 1, 0, 0, 2, 1, 3000, 12, 2, 2, 0, 0])
    expect(idxKind(bytes)).toBe('labels')
    expect([...parseLabels(bytes)]).toEqual([7, 2])
  })

  test.each([
    ['int32', 0x0c, [0, 61, 255]],
    ['int16', 0x0b, [26, 1]],
    ['float64', 0x0e, [9, 3]],
    ['bytes beyond 9', 0x08, [47, 255, 0]],
  ])('labels of %s', (_, type, labels) => {
    for (const shape of [[labels.length], [labels.length, 1]])
      expect([...parseLabels(idxFile(type, shape, labels))]).toEqual(labels)
  })

  test.each([
    ['a negative label', idxFile(0x0c, [2], [3, -1]), 'idx-label', { label: -1, index: 1 }],
    ['a label beyond a byte', idxFile(0x0c, [1], [256]), 'idx-label', { label: 256, index: 0 }],
    ['half a label', idxFile(0x0d, [2], [0.5, 1]), 'idx-label', { label: 0.5, index: 0 }],
    ['no number for a label', idxFile(0x0d, [1], [NaN]), 'idx-label', { label: '–', index: 0 }],
  ])('%s', (_, bytes, code, params) =>
    expect(errorOf(() => parseLabels(bytes, 'x'))).toEqual({ code, params: { file: 'x', ...params } }),
  )

  test.each([
    ['colours', idxFile(0x08, [1, 28, 28, 3], []), 'idx-shape', { shape: '28 × 28 × 3' }],
    ['8 by 8', idxFile(0x08, [1, 8, 8], []), 'idx-size', { rows: 8, columns: 8 }],
    ['64 in a row', idxFile(0x08, [1, 64], []), 'idx-size', { rows: 64, columns: 1 }],
    ['no numbers at all', idxFile(0x08, [1, 0, 28], []), 'idx-size', { rows: 0, columns: 28 }],
    ['infinity', idxFile(0x0d, [1, 784], one([1, Infinity])), 'idx-not-finite', { image: 1 }],
    [
      'wide numbers cut short',
      idxFile(0x0e, [1, 784], [1]),
      'idx-truncated',
      { expected: 12 + 6272, found: 20 },
    ],
  ])('%s', (_, bytes, code, params) =>
    expect(errorOf(() => parseImages(bytes, 'x'))).toEqual({ code, params: { file: 'x', ...params } }),
  )

  test('a kind of number that there is not, and a file of no length, are no IDX', () => {
    for (const type of [0, 7, 0x0a, 0x0f, 255]) expect(idxKind(idxFile(type, [1, 28, 28], []))).toBeNull()
    expect(idxKind(Uint8Array.of(0, 0, 8, 0))).toBeNull()
    expect(idxKind(Uint8Array.of(0, 0, 8, 255))).toBeNull()
  })
})

test('rows and columns are exchanged, and back', () => {
  const pixels = Uint8Array.from({ length: 2 * 784 }, (_, i) => (i * 7) & 255)
  const turned = pixels.slice()
  turnUpright(turned)
  for (const [image, row, column] of [
    [0, 0, 5],
    [0, 27, 1],
    [1, 13, 14],
  ] as const)
    expect(turned[image * 784 + row * 28 + column]).toBe(pixels[image * 784 + column * 28 + row])
  turnUpright(turned)
  expect(turned).toEqual(pixels)
})

describe('broken files say what is wrong', () => {
  const file = 'x.gz'
  const images = imagesFile(2)
  const labels = labelsFile([1, 2])

  test.each([
    [
      'labels for images',
      () => parseImages(imagesAsLabels(), file),
      'idx-magic',
      { expected: '0x00000803', found: '0x00000801' },
    ],
    [
      'images for labels',
      () => parseLabels(images, file),
      'idx-magic',
      { expected: '0x00000801', found: '0x00000803' },
    ],
    ['no bytes', () => parseImages(new Uint8Array(), file), 'idx-truncated', { expected: 16, found: 0 }],
    [
      'half a header',
      () => parseLabels(labels.slice(0, 6), file),
      'idx-truncated',
      { expected: 8, found: 6 },
    ],
    [
      'a missing pixel',
      () => parseImages(images.slice(0, -1), file),
      'idx-truncated',
      { expected: 1584, found: 1583 },
    ],
    [
      'a missing label',
      () => parseLabels(labels.slice(0, -1), file),
      'idx-truncated',
      { expected: 10, found: 9 },
    ],
    [
      'a byte too many',
      () => parseImages(new Uint8Array([...images, 0]), file),
      'idx-trailing',
      { expected: 1584, found: 1585 },
    ],
    [
      'another size',
      () => parseImages(imagesFile(1, 0, 32, 30), file),
      'idx-size',
      { rows: 32, columns: 30 },
    ],
    ['no images', () => parseImages(imagesFile(0), file), 'idx-empty', {}],
    ['no labels', () => parseLabels(labelsFile([]), file), 'idx-empty', {}],
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
      fc.property(
        someLabels,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (labels, part) => {
          const [a, b] = [labelsFile(labels), imagesFile((labels.length % 3) + 1)]
          expect(errorOf(() => parseLabels(a.slice(0, Math.floor(a.length * part)))).code).toBe(
            'idx-truncated',
          )
          expect(errorOf(() => parseImages(b.slice(0, Math.floor(b.length * part)))).code).toBe(
            'idx-truncated',
          )
        },
      ),
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
