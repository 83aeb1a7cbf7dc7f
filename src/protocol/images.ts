/** Images as they cross the worker. */
/** Grey images, one byte per pixel, in row-major order, one image after the other. */
export interface Images {
  readonly pixels: Uint8Array
  readonly count: number
}
