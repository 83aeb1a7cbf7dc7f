/** The sides as one picture: their names, where the images lie, and what the prior decodes to, on paper. */
import type { Palette } from '../../palette.ts'
import { imageOf } from '../../variance/svg-picture.ts'

const SIDE = 480
const GAP = 24
const TITLE = 56
/** Of the words on the page, in pixels. */
const TEXT = 13

/** One side, from what stands on the page. */
async function drawSide(ctx: CanvasRenderingContext2D, side: Element, left: number, colour: Palette) {
  const [svg, sheet] = [side.querySelector('svg'), side.querySelector('canvas')]
  if (!svg || !sheet) return
  const { width, height } = svg.viewBox.baseVal
  ctx.fillStyle = colour('ink')
  // As much larger than on the page as the drawing is.
  ctx.font = `600 ${(TEXT * SIDE) / width}px ${colour('family')}`
  ctx.fillText(side.getAttribute('aria-label') ?? '', left, TITLE, SIDE)
  const drawn = (SIDE * height) / width
  ctx.drawImage(await imageOf(svg, SIDE), left, TITLE + GAP / 2, SIDE, drawn)
  ctx.imageSmoothingEnabled = false
  ctx.drawImage(sheet, left, TITLE + GAP + drawn, SIDE, SIDE)
}

export async function pictureOf(sides: readonly Element[], colour: Palette): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = sides.length * (SIDE + GAP) + GAP
  canvas.height = TITLE + 2 * SIDE + 5 * GAP
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D
  ctx.fillStyle = colour('paper')
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  for (const [i, side] of sides.entries()) await drawSide(ctx, side, GAP + i * (SIDE + GAP), colour)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob: expected a blob, got none')))),
  )
}
