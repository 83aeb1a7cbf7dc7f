/** Pictures as they cross the worker. */
/** Grey images, one byte a pixel, row by row, one image after the other. */
export interface Images {
  readonly pixels: Uint8Array
  readonly count: number
}
