/**
 * IDX files that a person chose: told apart by content and name, checked as a whole before anything is returned. What
 * is of no use beside a whole set is left out, with a word.
 */
import { MAX_BYTES, type Bytes } from './bytes.ts'
import { IMAGE_PIXELS, type Dataset, type OnProgress, type Split, type Splits } from './dataset.ts'
import { DataError, type DataNotice } from './errors.ts'
import { gunzip } from './gunzip.ts'
import {
  checkCounts,
  countIn,
  idxKind,
  parseLabels,
  readImages,
  scaleOf,
  turnUpright,
  type IdxImages,
  type IdxKind,
  type InkScale,
} from './idx.ts'
import { isSameFile, splitNamed, type SplitName } from './names.ts'

export interface FilesOptions {
  /** Rows and columns are exchanged in the files. */
  readonly turned?: boolean | undefined
  readonly onProgress?: OnProgress | undefined
  readonly signal?: AbortSignal | undefined
}

interface Chosen {
  readonly file: string
  readonly kind: IdxKind
  /** What the name says it is for. */
  readonly hint: SplitName | null
  readonly bytes: Bytes
  /** Images or labels in it. */
  readonly count: number
}

async function readWhole(file: File): Promise<Bytes> {
  if (file.size > MAX_BYTES) throw new DataError('data-too-large', { file: file.name, limit: MAX_BYTES })
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw new DataError('files-unreadable', { file: file.name }, { cause })
  }
}

/** Null if it is no IDX file. */
async function recognise(file: File): Promise<Chosen | null> {
  const bytes = await gunzip(await readWhole(file), file.name)
  const kind = idxKind(bytes)
  if (!kind) return null
  return {
    file: file.name,
    kind,
    hint: splitNamed(file.name),
    bytes,
    count: countIn(bytes, kind, file.name),
  }
}

/** Which of two image files is for training: by name, else the larger. */
function orderImages(first: Chosen, second: Chosen): Record<SplitName, Chosen> {
  if (first.hint && first.hint === second.hint)
    throw new DataError('files-same-split', { split: first.hint, first: first.file, second: second.file })
  const named = first.hint ? first.hint === 'train' : second.hint ? second.hint === 'test' : null
  return (named ?? first.count >= second.count)
    ? { train: first, test: second }
    : { train: second, test: first }
}

/** The labels for these images, taken out of `left`: by name, else by number. */
function takeLabels(images: Chosen, hint: SplitName | null, left: Chosen[]): Chosen | null {
  const named = left.findIndex((labels) => hint !== null && labels.hint === hint)
  const found = named >= 0 ? named : left.findIndex((labels) => !labels.hint && labels.count === images.count)
  return found >= 0 ? (left.splice(found, 1)[0] ?? null) : null
}

/** Images with the labels that belong to them. */
interface Pair {
  readonly images: Chosen
  readonly labels: Chosen | null
}

interface Arranged {
  readonly train: Pair
  /** Null if a part of the training images is to be held out. */
  readonly test: Pair | null
  readonly leftOut: readonly string[]
}

/** Labels that fit nowhere were meant for images that have none; beside a whole set they are one file too many. */
function leaveOut(left: readonly Chosen[], pairs: readonly Pair[]): string[] {
  const [first] = left
  if (first && pairs.some(({ labels }) => labels === null))
    throw new DataError('files-labels-unmatched', { file: first.file, labels: first.count })
  return left.map(({ file }) => file)
}

function fromOne(images: Chosen, labels: readonly Chosen[]): Arranged {
  const left = [...labels]
  // With nothing to confuse it with, a single file of labels belongs here whatever its name; counts are checked below.
  const own = left.length === 1 ? (left.pop() ?? null) : takeLabels(images, images.hint, left)
  const train = { images, labels: own }
  return { train, test: null, leftOut: leaveOut(left, [train]) }
}

function fromTwo(first: Chosen, second: Chosen, labels: readonly Chosen[]): Arranged {
  const images = orderImages(first, second)
  const left = [...labels]
  const train = { images: images.train, labels: takeLabels(images.train, 'train', left) }
  const test = { images: images.test, labels: takeLabels(images.test, 'test', left) }
  return { train, test, leftOut: leaveOut(left, [train, test]) }
}

/** Of more than two files with images those whose names tell what they are for, if each of these is the only one. */
function pickImages(images: readonly Chosen[]): readonly Chosen[] {
  const named = images.filter(({ hint }) => hint !== null)
  const hints = new Set(named.map(({ hint }) => hint))
  return images.length > 2 && named.length === 2 && hints.size === 2 ? named : images
}

function arrange(chosen: readonly Chosen[]): Arranged {
  const labels = chosen.filter(({ kind }) => kind === 'labels')
  const all = chosen.filter(({ kind }) => kind === 'images')
  const images = pickImages(all)
  const [first, second] = images
  if (!first) throw new DataError('files-no-images')
  if (images.length > 2)
    throw new DataError('files-too-many', {
      files: chosen.length,
      images: all.length,
      labels: labels.length,
    })
  const arranged = second ? fromTwo(first, second, labels) : fromOne(first, labels)
  const unused = all.filter((one) => !images.includes(one)).map(({ file }) => file)
  return { ...arranged, leftOut: [...unused, ...arranged.leftOut] }
}

/** Classes that a byte cannot name are not worth the images: without them the set is learnt from all the same. */
function labelsOf({ images, labels }: Pair, notices: DataNotice[]): Uint8Array | null {
  if (!labels) return null
  checkCounts(images.count, labels.count, labels.file)
  try {
    return parseLabels(labels.bytes, labels.file)
  } catch (thrown) {
    if (!(thrown instanceof DataError) || thrown.code !== 'idx-label') throw thrown
    notices.push({ code: 'labels-left-out', params: thrown.params })
    return null
  }
}

const USUAL: readonly InkScale[] = [
  { paper: 0, ink: 255 },
  { paper: 0, ink: 1 },
]

/** Files of one kind of number are scaled alike. */
function pixelsOf(images: readonly IdxImages[], notices: DataNotice[]): Uint8Array[] {
  const scales = images.map(({ type }) => scaleOf(images.filter((one) => one.type === type)))
  const unusual = scales.find(
    ({ paper, ink }) => !USUAL.some((one) => one.paper === paper && one.ink === ink),
  )
  if (unusual) notices.push({ code: 'pixels-scaled', params: { ...unusual } })
  return images.map(({ pixels }, i) => pixels(scales[i]!))
}

function splitsOf({ train, test }: Arranged, turned: boolean, notices: DataNotice[]): Splits {
  const pairs = test ? [train, test] : [train]
  const labels = pairs.map((pair) => labelsOf(pair, notices))
  const pixels = pixelsOf(
    pairs.map(({ images }) => readImages(images.bytes, images.file)),
    notices,
  )
  if (turned) pixels.forEach(turnUpright)
  const [first, second] = pairs.map(({ images }, i): Split => ({
    images: pixels[i]!,
    labels: labels[i]!,
    count: images.count,
  }))
  return second ? { train: first!, test: second } : holdOut(first!)
}

const part = ({ images, labels }: Split, from: number, to: number): Split => ({
  images: images.subarray(from * IMAGE_PIXELS, to * IMAGE_PIXELS),
  labels: labels?.subarray(from, to) ?? null,
  count: to - from,
})

/** The last seventh is held out, as in MNIST. */
function holdOut(whole: Split): Splits {
  if (whole.count < 2) throw new DataError('files-too-few', { count: whole.count })
  const kept = whole.count - Math.max(1, Math.floor(whole.count / 7))
  return { train: part(whole, 0, kept), test: part(whole, kept, whole.count) }
}

/** A file that lies there packed and unpacked is meant once. */
function withoutDoubles(chosen: readonly Chosen[]): readonly (readonly [Chosen, boolean])[] {
  const isDouble = (one: Chosen, i: number) =>
    chosen
      .slice(0, i)
      .some((before) => isSameFile(before.file, one.file) && isSameBytes(before.bytes, one.bytes))
  return chosen.map((one, i) => [one, isDouble(one, i)])
}

const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** The most files that are unpacked: a whole folder may have been dropped by mistake. */
const MOST_FILES = 12

async function recogniseAll(files: readonly File[], { onProgress, signal }: FilesOptions) {
  const chosen: Chosen[] = []
  const unrecognised: string[] = []
  onProgress?.('parse', 0, files.length)
  for (const [i, file] of files.entries()) {
    const one = await recognise(file)
    signal?.throwIfAborted()
    if (one) chosen.push(one)
    else unrecognised.push(file.name)
    onProgress?.('parse', i + 1, files.length)
  }
  const [first] = unrecognised
  if (first !== undefined && chosen.length === 0) throw new DataError('files-unrecognised', { file: first })
  return { chosen, unrecognised }
}

export async function datasetFromFiles(files: readonly File[], options: FilesOptions = {}): Promise<Dataset> {
  const { turned = false } = options
  if (files.length === 0) throw new DataError('files-none')
  if (files.length > MOST_FILES) throw new DataError('files-many', { files: files.length, most: MOST_FILES })
  const { chosen, unrecognised } = await recogniseAll(files, options)
  const marked = withoutDoubles(chosen)
  const arranged = arrange(marked.flatMap(([one, isDouble]) => (isDouble ? [] : one)))
  const doubles = marked.flatMap(([{ file }, isDouble]) => (isDouble ? file : []))
  const leftOut = [...unrecognised, ...doubles, ...arranged.leftOut]
  const notices: DataNotice[] = []
  const splits = splitsOf(arranged, turned, notices)
  if (leftOut.length > 0)
    notices.push({ code: 'files-left-out', params: { count: leftOut.length, names: leftOut.join(', ') } })
  if (turned) notices.push({ code: 'images-turned', params: {} })
  return { name: 'custom', origin: 'files', ...splits, notices }
}
