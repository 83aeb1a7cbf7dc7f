/** From four files' bytes to two splits. */
import type { Bytes } from './bytes.ts'
import type { OnProgress, Split, Splits } from './dataset.ts'
import { gunzip } from './gunzip.ts'
import { checkCounts, parseLabels, readImages, scaleOf } from './idx.ts'
import { allRoles, FILE_NAMES, FILE_ROLES, type FileRole } from './sources.ts'

type Raw = Readonly<Record<FileRole, Bytes>>

function makeSplit(raw: Raw, imagesRole: FileRole, labelsRole: FileRole): Split {
  const images = readImages(raw[imagesRole], FILE_NAMES[imagesRole])
  const labels = parseLabels(raw[labelsRole], FILE_NAMES[labelsRole])
  checkCounts(images.count, labels.length, FILE_NAMES[labelsRole])
  return { images: images.pixels(scaleOf([images])), labels, count: images.count }
}

export async function assemble(
  files: Readonly<Record<FileRole, Bytes>>,
  onProgress?: OnProgress,
): Promise<Splits> {
  let done = 0
  onProgress?.('parse', 0, FILE_ROLES.length)
  const raw = await allRoles(async (role) => {
    const bytes = await gunzip(files[role], FILE_NAMES[role])
    onProgress?.('parse', ++done, FILE_ROLES.length)
    return bytes
  })
  return {
    train: makeSplit(raw, 'trainImages', 'trainLabels'),
    test: makeSplit(raw, 'testImages', 'testLabels'),
  }
}
