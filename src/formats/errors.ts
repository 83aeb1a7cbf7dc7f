/**
 * What can be wrong with a file, as codes and plain parameters. NOT sentences: the page's message catalog has those.
 * `file` names the file in each.
 */
export type Params = Readonly<Record<string, string | number>>

export type FormatErrorCode =
  | 'file-too-large' // limit (bytes)
  | 'safetensors-none' // not such a file at all
  | 'safetensors-truncated' // expected, found (bytes)
  | 'safetensors-trailing' // expected, found (bytes)
  | 'safetensors-header' // detail
  | 'safetensors-dtype' // tensor, dtype
  | 'safetensors-shape' // tensor, shape, bytes
  | 'safetensors-offsets' // tensor
  | 'safetensors-not-finite' // tensor
  | 'zip-corrupt' // detail
  | 'zip-unsupported' // detail
  | 'zip-too-large' // limit (bytes)
  | 'zip-entry-missing' // entry
  | 'zip-several' // entry, count
  | 'contents-wrong' // at, expected
  | 'checkpoint-foreign'
  | 'checkpoint-version' // version, known
  | 'checkpoint-checksum'

export class FormatError extends Error {
  override name = 'FormatError'
  constructor(
    readonly code: FormatErrorCode,
    readonly params: Params = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(params)}`, options)
  }
}
