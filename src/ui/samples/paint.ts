/** Puts grey images side by side on a canvas, one pixel for one pixel; the page enlarges it. */
import type { Images } from '../../protocol/images.ts'

export const SIDE = 28
const PIXELS = SIDE * SIDE
const GAP = 1

export interface Sheet {
  readonly columns: number
  readonly rows: number
  /** Pixels between two images; 1 where this is missing. */
  readonly gap?: number
}

export const sheetSize = ({ columns, rows, gap = GAP }: Sheet) => ({
  width: columns * (SIDE + gap) - gap,
  height: rows * (SIDE + gap) - gap,
})

/** Where the image at a place of the sheet comes from; null leaves the place empty. */
export type ImageSource = (row: number, column: number) => readonly [Images, number] | null

function paintImage(target: ImageData, { pixels }: Images, index: number, left: number, top: number): void {
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const grey = pixels[index * PIXELS + y * SIDE + x] ?? 0
      const at = 4 * ((top + y) * target.width + left + x)
      target.data[at] = target.data[at + 1] = target.data[at + 2] = grey
      target.data[at + 3] = 255
    }
}

export function paintSheet(canvas: HTMLCanvasElement, sheet: Sheet, source: ImageSource): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const image = context.createImageData(canvas.width, canvas.height)
  const pitch = SIDE + (sheet.gap ?? GAP)
  for (let row = 0; row < sheet.rows; row++)
    for (let column = 0; column < sheet.columns; column++) {
      const from = source(row, column)
      if (from && from[1] < from[0].count) paintImage(image, ...from, column * pitch, row * pitch)
    }
  context.putImageData(image, 0, 0)
}

/** The shape of the sheet of samples: 96 images, as layout.css leaves room for them. */
export const SHEET: Sheet = { columns: 12, rows: 8 }
