/** Draws what each latent costs in KL as bars, the active ones filled. Knows nothing of the page around it. */
import type { Unit } from '../../../charts/latent/units.ts'
import type { Palette } from '../../palette.ts'
import type { Size } from '../surface.ts'

export interface BarsLook {
  readonly colour: Palette
  readonly yLabel: string
  readonly xLabel: string
  readonly tick: (value: number) => string
  readonly name: (latent: number) => string
}

const LEFT = 40
const TOP = 10
const FOOT = 32
/** The least width of a bar's place that has room for its name. */
const NAMED_FROM = 15
const WIDEST = 28

const pitchOf = (size: Size, count: number) => Math.min(WIDEST, (size.width - LEFT) / Math.max(1, count))

/** Which bar is at a place across; null beside them. */
export function barAt(size: Size, count: number, left: number): number | null {
  const bar = Math.floor((left - LEFT) / pitchOf(size, count))
  return bar >= 0 && bar < count ? bar : null
}

/** Round steps of which three or so fit. */
function stepOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 3))
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => most / step <= 4) ?? 10 * power
}

function drawScale(ctx: CanvasRenderingContext2D, size: Size, most: number, look: BarsLook): void {
  const { colour } = look
  const bottom = size.height - FOOT
  const step = stepOf(most)
  ctx.font = `11px ${colour('family')}`
  ctx.textAlign = 'right'
  for (let value = 0; value <= most; value += step) {
    const top = Math.round(bottom - (value / most) * (bottom - TOP))
    ctx.fillStyle = colour('line')
    ctx.fillRect(LEFT, top, size.width - LEFT, 1)
    ctx.fillStyle = colour('soft')
    ctx.fillText(look.tick(value), LEFT - 6, top + 4)
  }
  ctx.textAlign = 'center'
  ctx.fillText(look.xLabel, LEFT + (size.width - LEFT) / 2, size.height - 4)
  ctx.save()
  ctx.translate(10, TOP + (bottom - TOP) / 2)
  ctx.rotate(-Math.PI / 2)
  ctx.fillText(look.yLabel, 0, 0)
  ctx.restore()
}

/** Names that would run into each other are left out, the pointed one's never. */
function drawName(
  ctx: CanvasRenderingContext2D,
  x: number,
  size: Size,
  text: string,
  isPointed: boolean,
  look: BarsLook,
) {
  ctx.font = `${isPointed ? '600 ' : ''}10.5px ${look.colour('family')}`
  ctx.textAlign = 'center'
  ctx.fillStyle = look.colour(isPointed ? 'ink' : 'soft')
  ctx.fillText(text, x, size.height - FOOT + 13)
}

export function drawBars(
  ctx: CanvasRenderingContext2D,
  size: Size,
  units: readonly Unit[],
  pointed: number,
  look: BarsLook,
): void {
  const most = Math.max(0.01, ...units.map(({ kl }) => kl)) * 1.05
  drawScale(ctx, size, most, look)
  const pitch = pitchOf(size, units.length)
  const bottom = size.height - FOOT
  const every = Math.ceil(NAMED_FROM / pitch)
  units.forEach(({ latent, kl, isActive }, i) => {
    const left = LEFT + i * pitch
    const height = Math.max(1.5, (kl / most) * (bottom - TOP))
    const width = Math.max(1, pitch - Math.max(1, 0.2 * pitch))
    const isPointed = i === pointed
    if (isPointed) {
      ctx.fillStyle = look.colour('fill')
      ctx.fillRect(left, TOP, pitch, bottom - TOP)
    }
    ctx.fillStyle = look.colour('kl')
    ctx.strokeStyle = look.colour('kl')
    ctx.lineWidth = 1
    const x = left + (pitch - width) / 2
    if (isActive) ctx.fillRect(x, bottom - height, width, height)
    else ctx.strokeRect(x + 0.5, bottom - height + 0.5, width - 1, height - 0.5)
    const isNamed = isPointed || (i % every === 0 && Math.abs(i - pointed) >= every)
    if (isNamed) drawName(ctx, left + pitch / 2, size, look.name(latent), isPointed, look)
  })
}
