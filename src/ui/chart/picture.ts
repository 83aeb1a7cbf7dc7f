/** A chart as a picture that explains itself: its title and legend above it, on paper. */
import type { Frame } from './spec.ts'

const MARGIN = 12
const HEAD = 44

function drawLegend(ctx: CanvasRenderingContext2D, { traces, soft, family }: Frame): void {
  ctx.font = `12px ${family}`
  let left = MARGIN
  for (const { label, colour, style, isFaint } of [...traces].reverse()) {
    if (isFaint) continue
    ctx.fillStyle = colour
    if (style === 'dots') ctx.fillRect(left + 5, 33, 5, 5)
    else ctx.fillRect(left, 35, 14, 2)
    ctx.fillStyle = soft
    ctx.fillText(label, left + 20, 40)
    left += ctx.measureText(label).width + 36
  }
}

export async function chartPicture(chart: HTMLCanvasElement, frame: Frame, title: string): Promise<Blob> {
  const ratio = devicePixelRatio
  const canvas = document.createElement('canvas')
  canvas.width = chart.width + 2 * MARGIN * ratio
  canvas.height = chart.height + (HEAD + MARGIN) * ratio
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D
  ctx.scale(ratio, ratio)
  ctx.fillStyle = frame.paper
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  ctx.fillStyle = frame.ink
  ctx.font = `600 13px ${frame.family}`
  ctx.fillText(title, MARGIN, 20)
  drawLegend(ctx, frame)
  ctx.drawImage(chart, MARGIN, HEAD, chart.width / ratio, chart.height / ratio)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob: expected a blob, got none')))),
  )
}
