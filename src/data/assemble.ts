/** From four files' bytes to two splits. */
import type { Bytes } from './bytes.ts'
import type { OnProgress, Split, Splits } from './dataset.ts'
import { gunzip } from './gunzip.ts'
import { checkCounts, parseImages, parseLabels } from './idx.ts'
import { allRoles, FILE_NAMES, FILE_ROLES, type FileRole } from './sources.ts'

export function makeSplit(
  images: Uint8Array,
  labels: Uint8Array | null,
  imagesFile: string,
  labelsFile: string,
): Split {
  const { count, pixels } = parseImages(images, imagesFile)
  const parsed = labels && parseLabels(labels, labelsFile)
  if (parsed) checkCounts(count, parsed.length, labelsFile)
  return { images: pixels, labels: parsed, count }
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
    train: makeSplit(raw.trainImages, raw.trainLabels, FILE_NAMES.trainImages, FILE_NAMES.trainLabels),
    test: makeSplit(raw.testImages, raw.testLabels, FILE_NAMES.testImages, FILE_NAMES.testLabels),
  }
}
