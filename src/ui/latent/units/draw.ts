/** Draws what each latent costs in KL as bars, the active ones filled. Knows nothing of the page around it. */
import { ticksIn } from '../../../charts/axis.ts'
import type { Palette } from '../../palette.ts'
import type { Size } from '../surface.ts'

export interface KlBar {
  /** Counted from 0. */
  readonly latent: number
  readonly kl: number
  readonly isActive: boolean
}

export interface BarsLook {
  readonly colour: Palette
  readonly yLabel: string
  readonly xLabel: string
  readonly tick: (value: number) => string
  readonly name: (latent: number) => string
  /** Where there is less room. */
  readonly shortName: (latent: number) => string
}

const LEFT = 52
const TOP = 10
const FOOT = 32
/** The least widths of a bar's place that have room for its name, and for a short one. */
const NAMED_FROM = 22
const SHORTLY_FROM = 14
const WIDEST = 28

const pitchOf = (size: Size, count: number) => Math.min(WIDEST, (size.width - LEFT) / Math.max(1, count))

/** Which bar is at a place across; null beside them. */
export function barAt(size: Size, count: number, left: number): number | null {
  const bar = Math.floor((left - LEFT) / pitchOf(size, count))
  return bar >= 0 && bar < count ? bar : null
}

/** Steps of the scale, about. */
const STEPS = 3

function drawScale(ctx: CanvasRenderingContext2D, size: Size, most: number, look: BarsLook): void {
  const { colour } = look
  const bottom = size.height - FOOT
  ctx.font = `11px ${colour('family')}`
  ctx.textAlign = 'right'
  for (const value of ticksIn([0, most], STEPS)) {
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
function drawNames(
  ctx: CanvasRenderingContext2D,
  size: Size,
  units: readonly KlBar[],
  pointed: number,
  look: BarsLook,
): void {
  const pitch = pitchOf(size, units.length)
  const every = Math.ceil(SHORTLY_FROM / pitch)
  const nameOf = pitch < NAMED_FROM ? look.shortName : look.name
  // The pointed one's name is the whole one.
  const room = Math.ceil(NAMED_FROM / pitch)
  units.forEach(({ latent }, i) => {
    const isPointed = i === pointed
    const isLast = i === units.length - 1 && pitch < SHORTLY_FROM // it would stand out
    if (!isPointed && (i % every !== 0 || Math.abs(i - pointed) < room || isLast)) return
    ctx.font = `${isPointed ? '600 ' : ''}10.5px ${look.colour('family')}`
    ctx.textAlign = 'center'
    ctx.fillStyle = look.colour(isPointed ? 'ink' : 'soft')
    const name = isPointed ? look.name(latent) : nameOf(latent)
    ctx.fillText(name, LEFT + (i + 0.5) * pitch, size.height - FOOT + 13)
  })
}

export function drawBars(
  ctx: CanvasRenderingContext2D,
  size: Size,
  units: readonly KlBar[],
  pointed: number,
  look: BarsLook,
): void {
  const most = Math.max(0.01, ...units.map(({ kl }) => kl)) * 1.05
  drawScale(ctx, size, most, look)
  const pitch = pitchOf(size, units.length)
  const bottom = size.height - FOOT
  units.forEach(({ kl, isActive }, i) => {
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
  })
  drawNames(ctx, size, units, pointed, look)
}
