/**
 * The public data sets: what their files are called, how large they are, their checksums, and where they can be downloaded.
 * Facts only; load.ts acts on them.
 */
import type { PublicName } from './dataset.ts'

export const FILE_ROLES = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const
export type FileRole = (typeof FILE_ROLES)[number]

export const FILE_NAMES: Readonly<Record<FileRole, string>> = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
}

export interface FileFacts {
  /** Packed size. */
  readonly bytes: number
  readonly sha256: string
  /** Of the content, for servers that unpack on the way. */
  readonly unpackedBytes: number
  readonly unpackedSha256: string
}

export interface Source {
  /** A folder with CORS, pinned to a commit, ending in a slash; null if no such place is known. */
  readonly mirror: string | null
  readonly files: Readonly<Record<FileRole, FileFacts>>
}

const UNPACKED_BYTES: Readonly<Record<FileRole, number>> = {
  trainImages: 47_040_016,
  trainLabels: 60_008,
  testImages: 7_840_016,
  testLabels: 10_008,
}

const facts = (role: FileRole, bytes: number, sha256: string, unpackedSha256: string): FileFacts => ({
  bytes,
  sha256,
  unpackedBytes: UNPACKED_BYTES[role],
  unpackedSha256,
})

const mnist: Source = {
  mirror: 'https://cdn.jsdelivr.net/gh/fgnt/mnist@ae608a02b796c9ee908c082585a5f006fe05258e/',
  files: {
    trainImages: facts(
      'trainImages',
      9_912_422,
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    ),
    trainLabels: facts(
      'trainLabels',
      28_881,
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ),
    testImages: facts(
      'testImages',
      1_648_877,
      '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    ),
    testLabels: facts(
      'testLabels',
      4_542,
      'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    ),
  },
}

/**
 * Not from jsDelivr: it takes files over 20 MB only from repositories under 50 MB, and the training images have 26.
 * GitHub's raw host answers any origin, at its own pace.
 */
const fashionMnist: Source = {
  mirror:
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion/',
  files: {
    trainImages: facts(
      'trainImages',
      26_421_880,
      '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    ),
    trainLabels: facts(
      'trainLabels',
      29_515,
      'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    ),
    testImages: facts(
      'testImages',
      4_422_102,
      '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    ),
    testLabels: facts(
      'testLabels',
      5_148,
      '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    ),
  },
}

export const SOURCES: Readonly<Record<PublicName, Source>> = { mnist, 'fashion-mnist': fashionMnist }

/** Makes one value per file, waiting for all four together. */
export async function allRoles<T>(value: (role: FileRole) => Promise<T>): Promise<Record<FileRole, T>> {
  const values = await Promise.all(FILE_ROLES.map(value))
  return Object.fromEntries(FILE_ROLES.map((role, i) => [role, values[i]])) as Record<FileRole, T>
}
