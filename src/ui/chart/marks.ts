/** Draws the marks: a thin vertical line at an x, how uncertain it is, its name beside its top. */
import type uPlot from 'uplot'
import type { MarkLine } from './spec.ts'

const ROWS = 3
const ROW_HEIGHT = 13

/** Names that would run into each other go one row down each; where there is no row left, a line stays without. */
function placeLabels(widths: readonly number[], lefts: readonly number[]): (number | null)[] {
  const ends = new Array<number>(ROWS).fill(-Infinity)
  return lefts.map((left, i) => {
    const row = ends.findIndex((end) => end < left)
    if (row < 0) return null
    ends[row] = left + (widths[i] as number) + 10
    return row
  })
}

export function drawMarks(u: uPlot, marks: readonly MarkLine[], font: string): void {
  const { ctx, bbox } = u
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = font
  ctx.textBaseline = 'top'
  ctx.textAlign = 'left'
  const lefts = marks.map(({ x }) => Math.round(u.valToPos(x, 'x', true)))
  const widths = marks.map(({ label }) => ctx.measureText(label).width)
  const rows = placeLabels(widths, lefts)
  marks.forEach(({ x: place, label, colour, margin = 0 }, i) => {
    const left = lefts[i] as number
    ctx.fillStyle = colour
    const [from, to] = [place - margin, place + margin].map((end) => u.valToPos(end, 'x', true)) as [
      number,
      number,
    ]
    ctx.globalAlpha = 0.2
    ctx.fillRect(from, bbox.top, to - from, bbox.height)
    ctx.globalAlpha = 1
    ctx.fillRect(left, bbox.top, ratio, bbox.height)
    const row = rows[i]
    const width = widths[i] as number
    const fits = left + width + 4 * ratio < bbox.left + bbox.width
    const x = fits ? left + 4 * ratio : left - width - 3 * ratio
    if (row !== null && row !== undefined) ctx.fillText(label, x, bbox.top + row * ROW_HEIGHT * ratio)
  })
  ctx.restore()
}
