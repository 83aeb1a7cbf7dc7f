/**
 * What can go wrong with data, as codes and plain parameters. NOT sentences: the page's message catalog has those.
 */
export type Params = Readonly<Record<string, string | number>>

/** Something to tell a person although the work went on. */
export interface DataNotice {
  readonly code: DataNoticeCode
  readonly params: Params
}

export type DataNoticeCode =
  /** Procedural digits stand in for what was wanted; params: wanted, reason (a DataErrorCode) and that error's own. */
  | 'data-fell-back'
  /** The page's own copy was there but of no use, so the next source was tried; params as above. */
  | 'data-served-unusable'
  /** Of a person's files; params: count, names. */
  | 'files-left-out'
  | 'labels-left-out' // file, label, index
  | 'pixels-scaled' // paper, ink (values)
  | 'images-turned'

export type DataErrorCode =
  // An IDX file; all with `file`.
  | 'idx-magic' // expected, found
  | 'idx-truncated' // expected, found (bytes)
  | 'idx-trailing' // expected, found (bytes)
  | 'idx-size' // rows, columns
  | 'idx-shape' // shape
  | 'idx-not-finite' // image, counted from 1
  | 'idx-empty'
  | 'idx-label' // label, index
  | 'idx-counts' // images, labels
  // A packed file; all with `file`.
  | 'gzip-corrupt'
  | 'data-too-large' // limit (bytes)
  // A download; all with `file` except the first and the last two.
  | 'fetch-missing'
  | 'data-unreachable'
  | 'data-http' // status
  | 'data-stalled' // seconds
  | 'data-checksum'
  | 'data-incomplete'
  | 'data-no-mirror'
  | 'data-cancelled'
  // Files a person chose.
  | 'files-none'
  | 'files-unrecognised' // file
  | 'files-unreadable' // file
  | 'files-too-many' // files, images, labels (how many of them); two of images are the most
  | 'files-many' // files, most
  | 'files-no-images'
  | 'files-same-split' // split, first, second
  | 'files-labels-unmatched' // file, labels
  | 'files-too-few' // count
  | 'unexpected' // detail

export class DataError extends Error {
  override name = 'DataError'
  constructor(
    readonly code: DataErrorCode,
    readonly params: Params = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(params)}`, options)
  }
}

/** Any thrown value as a coded error; one without a code is a defect, told as such. */
export const toDataError = (thrown: unknown): DataError =>
  thrown instanceof DataError
    ? thrown
    : new DataError(
        'unexpected',
        { detail: thrown instanceof Error ? thrown.message : String(thrown) },
        { cause: thrown },
      )
