/**
 * IDX files that a person chose: told apart by content and name, checked as a whole before anything is returned.
 */
import { makeSplit } from './assemble.ts'
import type { Bytes } from './bytes.ts'
import { MAX_BYTES } from './bytes.ts'
import { IMAGE_PIXELS, type Dataset, type OnProgress, type Split, type Splits } from './dataset.ts'
import { DataError } from './errors.ts'
import { gunzip } from './gunzip.ts'
import { idxKind, parseImages, parseLabels } from './idx.ts'

export interface FilesOptions {
  readonly onProgress?: OnProgress | undefined
  readonly signal?: AbortSignal | undefined
}

type SplitName = 'train' | 'test'

interface Chosen {
  readonly file: string
  readonly kind: 'images' | 'labels'
  /** What the name says it is for. */
  readonly hint: SplitName | null
  readonly bytes: Bytes
  /** Images or labels in it. */
  readonly count: number
}

const hintOf = (name: string): SplitName | null =>
  /t10k|test|valid/i.test(name) ? 'test' : /train/i.test(name) ? 'train' : null

async function readWhole(file: File): Promise<Bytes> {
  if (file.size > MAX_BYTES) throw new DataError('data-too-large', { file: file.name, limit: MAX_BYTES })
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw new DataError('files-unreadable', { file: file.name }, { cause })
  }
}

async function recognise(file: File): Promise<Chosen> {
  const bytes = await gunzip(await readWhole(file), file.name)
  const kind = idxKind(bytes)
  if (!kind) throw new DataError('files-unrecognised', { file: file.name })
  const count = kind === 'images' ? parseImages(bytes, file.name).count : parseLabels(bytes, file.name).length
  return { file: file.name, kind, hint: hintOf(file.name), bytes, count }
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

const splitOf = (images: Chosen, labels: Chosen | null): Split =>
  makeSplit(images.bytes, labels?.bytes ?? null, images.file, labels?.file ?? '')

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

function refuseLeftOver([labels]: readonly Chosen[]): void {
  if (labels) throw new DataError('files-labels-unmatched', { file: labels.file, labels: labels.count })
}

function fromOne(images: Chosen, labels: readonly Chosen[]): Splits {
  // With nothing to confuse it with, a single file of labels belongs here whatever its name; counts are checked below.
  const left = [...labels]
  const own = left.length === 1 ? (left.pop() ?? null) : takeLabels(images, images.hint, left)
  refuseLeftOver(left)
  return holdOut(splitOf(images, own))
}

function fromTwo(first: Chosen, second: Chosen, labels: readonly Chosen[]): Splits {
  const { train, test } = orderImages(first, second)
  const left = [...labels]
  const trainLabels = takeLabels(train, 'train', left)
  const testLabels = takeLabels(test, 'test', left)
  refuseLeftOver(left)
  return { train: splitOf(train, trainLabels), test: splitOf(test, testLabels) }
}

function arrange(chosen: readonly Chosen[]): Splits {
  const images = chosen.filter(({ kind }) => kind === 'images')
  const labels = chosen.filter(({ kind }) => kind === 'labels')
  const [first, second] = images
  if (!first) throw new DataError('files-no-images')
  if (images.length > 2 || labels.length > 2) throw new DataError('files-too-many', { files: chosen.length })
  return second ? fromTwo(first, second, labels) : fromOne(first, labels)
}

export async function datasetFromFiles(
  files: readonly File[],
  { onProgress, signal }: FilesOptions = {},
): Promise<Dataset> {
  if (files.length === 0) throw new DataError('files-none')
  // Before reading any: a whole folder may have been dropped by mistake.
  if (files.length > 4) throw new DataError('files-too-many', { files: files.length })
  const chosen: Chosen[] = []
  onProgress?.('parse', 0, files.length)
  for (const file of files) {
    chosen.push(await recognise(file))
    signal?.throwIfAborted()
    onProgress?.('parse', chosen.length, files.length)
  }
  return { name: 'custom', origin: 'files', ...arrange(chosen), notices: [] }
}
