import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { datasetFromFiles } from './files.ts'
import { firstPixels, idxFile, imagesFile, labelsFile } from './testing/idx-bytes.ts'

const gzip = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(bytes))

const file = (name: string, bytes: Uint8Array<ArrayBuffer>): File => new File([bytes], name)
const sevens = (count: number): number[] => new Array<number>(count).fill(7)
const threes = (count: number): number[] => new Array<number>(count).fill(3)

describe('sound files', () => {
  test('the four of MNIST, packed or not, in any order', async () => {
    const {
      name,
      origin,
      train,
      test: held,
    } = await datasetFromFiles([
      file('t10k-labels-idx1-ubyte', labelsFile([7, 7])),
      file('train-images-idx3-ubyte.gz', gzip(imagesFile(5, 10))),
      file('t10k-images-idx3-ubyte.gz', gzip(imagesFile(2, 50))),
      file('train-labels-idx1-ubyte.gz', gzip(labelsFile([0, 1, 2, 3, 4]))),
    ])
    expect([name, origin]).toEqual(['custom', 'files'])
    expect(firstPixels(train.images)).toEqual([10, 11, 12, 13, 14])
    expect([...(train.labels ?? [])]).toEqual([0, 1, 2, 3, 4])
    expect(firstPixels(held.images)).toEqual([50, 51])
    expect([...(held.labels ?? [])]).toEqual([7, 7])
  })

  test('names that say nothing: the larger is for training, labels go by number', async () => {
    const { train, test: held } = await datasetFromFiles([
      file('a', imagesFile(2)),
      file('b', imagesFile(6)),
      file('c', labelsFile(sevens(6))),
      file('d', labelsFile(threes(2))),
    ])
    expect([train.count, train.labels?.[0], held.count, held.labels?.[0]]).toEqual([6, 7, 2, 3])
  })

  test('names win over sizes', async () => {
    const { train, test: held } = await datasetFromFiles([
      file('my-test', imagesFile(6)),
      file('b', imagesFile(2)),
    ])
    expect([train.count, held.count, train.labels, held.labels]).toEqual([2, 6, null, null])
  })

  test('labels of only one of two sets', async () => {
    const { train, test: held } = await datasetFromFiles([
      file('train', imagesFile(4)),
      file('test', imagesFile(2)),
      file('test-labels', labelsFile([3, 3])),
    ])
    expect([train.labels, held.labels?.length]).toEqual([null, 2])
  })

  test.each([
    [14, 12, 2],
    [20, 18, 2],
    [3, 2, 1],
    [2, 1, 1],
  ])('one file of %i images: %i for training, the last %i held out', async (count, kept, out) => {
    const labels = Array.from({ length: count }, (_, i) => i % 10)
    const { train, test: held } = await datasetFromFiles([
      file('digits', imagesFile(count)),
      file('labels', labelsFile(labels)),
    ])
    expect([train.count, held.count]).toEqual([kept, out])
    expect(firstPixels(held.images)).toEqual(Array.from({ length: out }, (_, i) => kept + i))
    expect([...(train.labels ?? []), ...(held.labels ?? [])]).toEqual(labels)
  })

  test('progress counts the files', async () => {
    const seen: number[][] = []
    await datasetFromFiles([file('a', imagesFile(3)), file('b', imagesFile(2))], {
      onProgress: (_, done, total) => seen.push([done, total]),
    })
    expect(seen).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ])
  })
})

describe('what there is too much of is left out, with a word', () => {
  const four = () => [
    file('train-images', imagesFile(3)),
    file('train-labels', labelsFile([1, 2, 3])),
    file('t10k-images', imagesFile(2, 9)),
    file('t10k-labels', labelsFile([4, 5])),
  ]
  const pixels = (count: number, value: number) => new Array<number>(784 * count).fill(value)

  test.each([
    ['a text', file('README.md', new TextEncoder().encode('# Digits'))],
    ['what was packed but is no IDX', file('mapping.txt.gz', gzip(new TextEncoder().encode('1 65 97')))],
    ['labels once more', file('all-labels', labelsFile([1, 2, 3]))],
    ['images that are for nothing', file('extra', imagesFile(7))],
    ['the same, packed', file('Train-images.gz', gzip(imagesFile(3)))],
    ['an empty file', file('.DS_Store', new Uint8Array())],
  ])('%s', async (_, fifth) => {
    for (const files of [
      [...four(), fifth],
      [fifth, ...four()],
    ]) {
      const { train, test: held, notices } = await datasetFromFiles(files)
      expect(firstPixels(train.images)).toEqual([0, 1, 2])
      expect([...(train.labels ?? []), ...(held.labels ?? [])]).toEqual([1, 2, 3, 4, 5])
      const named = notices[0]?.params.names
      expect(notices).toMatchObject([{ code: 'files-left-out', params: { count: 1 } }])
      expect(String(named).toLowerCase().replace('.gz', '')).toBe(fifth.name.toLowerCase().replace('.gz', ''))
    }
  })

  test('each set lies there packed and unpacked', async () => {
    const packed = await Promise.all(
      four().map(async (one) => file(`${one.name}.gz`, gzip(new Uint8Array(await one.arrayBuffer())))),
    )
    const { notices } = await datasetFromFiles([...four(), ...packed])
    expect(notices).toMatchObject([{ code: 'files-left-out', params: { count: 4 } }])
  })

  test('labels that no class can be named by', async () => {
    const { train, notices } = await datasetFromFiles([
      file('Images.idx', imagesFile(7)),
      file('Labels.idx', idxFile(0x0c, [7], [0, 1, -1, 3, 4, 5, 6])),
    ])
    expect(train.labels).toBeNull()
    expect(notices).toEqual([
      { code: 'labels-left-out', params: { file: 'Labels.idx', label: -1, index: 2 } },
    ])
  })

  test('classes beyond 9 are no trouble', async () => {
    const {
      train,
      test: held,
      notices,
    } = await datasetFromFiles([
      file('letters', imagesFile(7)),
      file('labels', labelsFile([1, 26, 10, 47, 61, 0, 255])),
    ])
    expect([...(train.labels ?? []), ...(held.labels ?? [])]).toEqual([1, 26, 10, 47, 61, 0, 255])
    expect(notices).toEqual([])
  })

  test('two files of one kind of number are scaled alike, and a strange range is told', async () => {
    const train = file('train', idxFile(0x0d, [2, 784], [...pixels(1, -2), ...pixels(1, 2)]))
    const held = file('test', idxFile(0x0d, [1, 28, 28], pixels(1, 0)))
    const dataset = await datasetFromFiles([held, train])
    expect(firstPixels(dataset.train.images)).toEqual([0, 255])
    expect(firstPixels(dataset.test.images)).toEqual([128])
    expect(dataset.notices).toEqual([{ code: 'pixels-scaled', params: { paper: -2, ink: 2 } }])
  })

  test('rows and columns are exchanged where they are to be', async () => {
    const values = Array.from({ length: 2 * 784 }, (_, i) => (i % 784 < 28 ? 200 : 0))
    const given = file('emnist', idxFile(0x08, [2, 28, 28], values))
    const { train, notices } = await datasetFromFiles([given], { turned: true })
    expect([...train.images.subarray(0, 3)]).toEqual([200, 0, 0])
    expect([train.images[28], train.images[27 * 28], train.images[27 * 28 + 1]]).toEqual([200, 200, 0])
    expect(notices).toEqual([{ code: 'images-turned', params: {} }])
    expect((await datasetFromFiles([given])).train.images.subarray(0, 3)).toEqual(
      Uint8Array.of(200, 200, 200),
    )
  })

  test('one image in each of two files', async () => {
    const { train, test: held } = await datasetFromFiles([
      file('a', imagesFile(1)),
      file('b', imagesFile(1, 5)),
    ])
    expect([train.count, held.count, held.images[0]]).toEqual([1, 1, 5])
  })
})

describe('files that cannot be used say why', () => {
  const images = file('train-images', imagesFile(5))
  test.each([
    ['none', [], 'files-none', {}],
    [
      'a picture',
      [file('cat.png', Uint8Array.from([137, 80, 78, 71, 1, 2]))],
      'files-unrecognised',
      { file: 'cat.png' },
    ],
    ['an empty file', [file('e', new Uint8Array())], 'files-unrecognised', { file: 'e' }],
    ['a damaged archive', [file('z.gz', gzip(imagesFile(2)).slice(0, 30))], 'gzip-corrupt', { file: 'z.gz' }],
    ['a truncated file', [file('t', imagesFile(2).slice(0, 900))], 'idx-truncated', { file: 't' }],
    ['only labels', [file('l', labelsFile([1]))], 'files-no-images', {}],
    ['five files', new Array(5).fill(images), 'files-too-many', { files: 5, images: 5, labels: 0 }],
    ['three of images', new Array(3).fill(images), 'files-too-many', { files: 3, images: 3, labels: 0 }],
    ['a whole folder', new Array(13).fill(images), 'files-many', { files: 13, most: 12 }],
    ['the same set twice', [images, images], 'files-same-split', { split: 'train', first: 'train-images' }],
    [
      'labels of another set',
      [images, file('l', labelsFile([1, 2]))],
      'idx-counts',
      { images: 5, labels: 2, file: 'l' },
    ],
    [
      'labels that fit nowhere',
      [images, file('test', imagesFile(2)), file('l', labelsFile([1, 2, 3]))],
      'files-labels-unmatched',
      { file: 'l', labels: 3 },
    ],
    ['a single image', [file('one', imagesFile(1))], 'files-too-few', { count: 1 }],
  ])('%s', async (_, files, code, params) => {
    await expect(datasetFromFiles(files as File[])).rejects.toMatchObject({ code, params })
  })

  test('a file that has gone away', async () => {
    const gone = Object.assign(file('gone', imagesFile(2)), {
      arrayBuffer: () => Promise.reject(new Error('moved')),
    })
    await expect(datasetFromFiles([gone])).rejects.toMatchObject({
      code: 'files-unreadable',
      params: { file: 'gone' },
    })
  })
})
