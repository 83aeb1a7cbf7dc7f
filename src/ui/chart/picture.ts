/** A chart as a picture that explains itself: its title and legend above it, on paper. */
import type { Frame, Trace } from './spec.ts'

const MARGIN = 12
const TITLE = 28
const LINE = 18

interface Placed {
  readonly trace: Trace
  readonly left: number
  readonly line: number
}

/** Names side by side, on as many lines as the width demands. */
function placeNames(ctx: CanvasRenderingContext2D, traces: readonly Trace[], width: number): Placed[] {
  let left = MARGIN
  let line = 0
  return traces.map((trace) => {
    const needed = 20 + ctx.measureText(trace.label).width
    if (left > MARGIN && left + needed > width) {
      left = MARGIN
      line += 1
    }
    const placed = { trace, left, line }
    left += needed + 16
    return placed
  })
}

function drawName(ctx: CanvasRenderingContext2D, { trace, left, line }: Placed, ink: string): void {
  const middle = TITLE + LINE * line + LINE / 2
  ctx.fillStyle = trace.colour
  if (['dots', 'rings', 'squares'].includes(trace.style)) ctx.fillRect(left + 5, middle - 2, 5, 5)
  else if (trace.style === 'dashes') for (const x of [0, 6, 12]) ctx.fillRect(left + x, middle, 4, 1.5)
  else ctx.fillRect(left, middle - 1, 14, 2)
  ctx.fillStyle = ink
  ctx.fillText(trace.label, left + 20, middle + 4)
}

const toBlob = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob: expected a blob, got none')))),
  )

/** What a picture needs to know of what is on its canvas. */
type Legend = Pick<Frame, 'traces' | 'ink' | 'soft' | 'paper' | 'family'>

export async function chartPicture(chart: HTMLCanvasElement, frame: Legend, title: string): Promise<Blob> {
  const ratio = devicePixelRatio
  const width = chart.width / ratio + 2 * MARGIN
  const canvas = document.createElement('canvas')
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D
  const legendFont = `12px ${frame.family}`

  ctx.font = legendFont
  const named = [...frame.traces].reverse().filter(({ isFaint, style }) => !isFaint && style !== 'edge')
  const names = placeNames(ctx, named, width - MARGIN)
  const head = TITLE + LINE * (1 + (names.at(-1)?.line ?? 0)) + 4

  canvas.width = width * ratio
  canvas.height = chart.height + (head + MARGIN) * ratio // from here on the context's state is new
  ctx.scale(ratio, ratio)
  ctx.fillStyle = frame.paper
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  ctx.fillStyle = frame.ink
  ctx.font = `600 13px ${frame.family}`
  ctx.fillText(title, MARGIN, 20)
  ctx.font = legendFont
  for (const name of names) drawName(ctx, name, frame.soft)
  ctx.drawImage(chart, MARGIN, head, chart.width / ratio, chart.height / ratio)
  return toBlob(canvas)
}
