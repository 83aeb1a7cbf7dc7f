/** Draws what uPlot does not: the whiskers of intervals, below the points, and square points. */
import type uPlot from 'uplot'
import type { Frame } from './spec.ts'

const SQUARE = 6

/** Draws for each value of a trace, at its place on the canvas. */
function eachValue(u: uPlot, trace: number, draw: (left: number, at: number) => void): void {
  u.data[trace + 1]?.forEach((value, at) => {
    if (typeof value === 'number') draw(u.valToPos(u.data[0][at] as number, 'x', true), at)
  })
}

/** The canvas keeps its colours; what is outside the axes is not drawn. */
function within(u: uPlot, draw: (ctx: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = u
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  draw(ctx)
  ctx.restore()
}

export function drawWhiskers(u: uPlot, { ends = [], traces }: Frame): void {
  const width = 1.5 * devicePixelRatio
  within(u, (ctx) => {
    for (const { of, lo, hi, draw } of ends) {
      if (draw !== 'whiskers') continue
      ctx.globalAlpha = u.series[of + 1]?.alpha ?? 1
      ctx.fillStyle = traces[of]?.colour ?? ''
      eachValue(u, of, (left, at) => {
        const [low, high] = [lo, hi].map((end) => u.data[end + 1]?.[at])
        if (typeof low !== 'number' || typeof high !== 'number') return
        const [bottom, top] = [low, high].map((y) => u.valToPos(y, 'y', true)) as [number, number]
        ctx.fillRect(left - width / 2, top, width, bottom - top)
      })
    }
  })
}

export function drawSquares(u: uPlot, { traces }: Frame): void {
  const side = SQUARE * devicePixelRatio
  within(u, (ctx) => {
    traces.forEach(({ style, colour }, trace) => {
      if (style !== 'squares') return
      ctx.globalAlpha = u.series[trace + 1]?.alpha ?? 1
      ctx.fillStyle = colour
      eachValue(u, trace, (left, at) => {
        const top = u.valToPos(u.data[trace + 1]?.[at] as number, 'y', true)
        ctx.fillRect(left - side / 2, top - side / 2, side, side)
      })
    })
  })
}
