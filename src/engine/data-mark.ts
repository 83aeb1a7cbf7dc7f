/** Identifies a set of images without reading all of it. */
import type { Dataset, Split } from '../data/dataset.ts'
import { crc32Hex } from '../math/crc32.ts'
import type { DataMark } from '../protocol/snapshot.ts'

/** Number of bytes sampled; smaller sets are read completely. */
const LOOKED_AT = 2 ** 20

const known = new WeakMap<Dataset, DataMark>()

function spread({ images }: Split): Uint8Array {
  const stride = Math.max(1, Math.floor(images.length / (LOOKED_AT / 2))) | 1 // odd, so that no column of pixels is favoured
  return Uint8Array.from({ length: Math.ceil(images.length / stride) }, (_, i) => images[i * stride]!)
}

function make({ train, test }: Dataset): DataMark {
  const [ofTrain, ofTest] = [spread(train), spread(test)]
  const bytes = new Uint8Array(ofTrain.length + ofTest.length)
  bytes.set(ofTrain)
  bytes.set(ofTest, ofTrain.length)
  return { trainImages: train.count, testImages: test.count, checksum: crc32Hex(bytes) }
}

export function dataMark(dataset: Dataset): DataMark {
  const { train, test, marks } = dataset
  if (marks) return { trainImages: train.count, testImages: test.count, checksum: marks.mark }
  const mark = known.get(dataset) ?? make(dataset)
  known.set(dataset, mark)
  return mark
}

const isSame = (a: DataMark, b: DataMark): boolean =>
  a.trainImages === b.trainImages && a.testImages === b.testImages && a.checksum === b.checksum

/** Whether this mark identifies this data set, by its present or its former checksum. */
export function isMarkOf(mark: DataMark, dataset: Dataset): boolean {
  const present = dataMark(dataset)
  const { former } = dataset.marks ?? {}
  return isSame(mark, present) || (former !== undefined && isSame(mark, { ...present, checksum: former }))
}
