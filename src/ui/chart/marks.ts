/** Draws the marks: a thin vertical line at an x, how uncertain it is, its name beside its top. */
import type uPlot from 'uplot'
import type { MarkLine } from './spec.ts'

const ROWS = 3
const ROW_HEIGHT = 13

interface Label {
  /** Where it begins and ends. */
  readonly from: number
  readonly to: number
}

/** Beside its line, on the right of it where there is room. */
export const labelBeside = (left: number, width: number, end: number, ratio = 1): Label => {
  const from = left + (left + width + 4 * ratio < end ? 4 * ratio : -width - 3 * ratio)
  return { from, to: from + width }
}

/** Names that would run into each other go one row down each; where there is no row left, a line stays without. */
export function placeLabels(labels: readonly Label[], gap: number): (number | null)[] {
  const rows: Label[][] = Array.from({ length: ROWS }, () => [])
  return labels.map((label) => {
    const row = rows.findIndex((placed) =>
      placed.every(({ from, to }) => label.to + gap < from || to + gap < label.from),
    )
    rows[row]?.push(label)
    return row < 0 ? null : row
  })
}

/** `paper`: around a name, so that it is read where it stands on a curve. */
export function drawMarks(u: uPlot, marks: readonly MarkLine[], font: string, paper: string): void {
  const { ctx, bbox } = u
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = font
  ctx.textBaseline = 'top'
  ctx.textAlign = 'left'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4 * ratio
  ctx.strokeStyle = paper
  const lefts = marks.map(({ x }) => Math.round(u.valToPos(x, 'x', true)))
  const labels = marks.map(({ label }, i) =>
    labelBeside(lefts[i] as number, ctx.measureText(label).width, bbox.left + bbox.width, ratio),
  )
  const rows = placeLabels(labels, 6 * ratio)
  marks.forEach(({ x: place, colour, margin = 0 }, i) => {
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
  })
  marks.forEach(({ label, colour }, i) => {
    const row = rows[i]
    if (row === null || row === undefined) return
    const at = [label, labels[i]!.from, bbox.top + row * ROW_HEIGHT * ratio] as const
    ctx.fillStyle = colour
    ctx.strokeText(...at)
    ctx.fillText(...at)
  })
  ctx.restore()
}
