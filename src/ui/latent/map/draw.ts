/**
 * Draws the map of encodings on a canvas. The points and what stands still are one layer, drawn when the encodings
 * change; the sliders' ring and what is pointed at are another, which moves. Knows nothing of the page around it.
 */
import type { Ellipse } from '../../../charts/latent/axes.ts'
import { classMeans, ellipseAt, rowOf } from '../../../charts/latent/map.ts'
import type { Palette } from '../../palette.ts'
import type { Size } from '../surface.ts'
import type { Scene } from './scene.ts'

export interface Look {
  readonly colour: Palette
  /** Of the classes 0..9. */
  readonly classes: readonly string[]
  readonly axisNames: readonly [string, string]
  readonly className: (label: number) => string
  /** "1 σ", "2 σ". */
  readonly sigmas: readonly [string, string]
}

/** Between the map's numbers and places on the canvas. */
export interface Place {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly fromX: (left: number) => number
  readonly fromY: (top: number) => number
  /** CSS pixels to a unit, the same both ways: a circle is a circle. */
  readonly unit: number
}

/** Below the map, for the numbers on its axis. */
const FOOT = 18
const DOT = 1.7
const FAINT = 0.35

export function placeOf({ width, height }: Size, reach: number): Place {
  const [left, top] = [width / 2, (height - FOOT) / 2]
  const unit = Math.min(left, top) / reach
  return {
    x: (value) => left + value * unit,
    y: (value) => top - value * unit,
    fromX: (at) => (at - left) / unit,
    fromY: (at) => (top - at) / unit,
    unit,
  }
}

const TAU = 2 * Math.PI

/** One dot of each colour, to be put on the canvas thousands of times: twice as quick as filling circles. */
function dotsOf(colours: readonly string[]): readonly OffscreenCanvas[] {
  const ratio = devicePixelRatio
  const side = Math.ceil((2 * DOT + 2) * ratio)
  return colours.map((colour) => {
    const dot = new OffscreenCanvas(side, side)
    const ctx = dot.getContext('2d') as OffscreenCanvasRenderingContext2D
    ctx.fillStyle = colour
    ctx.arc(side / 2, side / 2, DOT * ratio, 0, TAU)
    ctx.fill()
    return dot
  })
}

/** Whole numbers for the axis: some five of them, 0 among them. */
function ticksOf(reach: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 1e4, 1e5].find((one) => reach / one <= 4) ?? 1e6
  const most = Math.floor((0.95 * reach) / step)
  return Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * step)
}

function drawAxes(ctx: CanvasRenderingContext2D, size: Size, place: Place, scene: Scene, look: Look): void {
  const { colour, axisNames } = look
  const bottom = size.height - FOOT
  ctx.fillStyle = colour('line')
  ctx.fillRect(0, place.y(0), size.width, 1)
  ctx.fillRect(place.x(0), 0, 1, bottom)
  ctx.fillRect(0, bottom, size.width, 1)
  ctx.fillStyle = colour('soft')
  ctx.font = `11px ${colour('family')}`
  ctx.textAlign = 'center'
  for (const tick of ticksOf(scene.reach))
    ctx.fillText(String(tick).replace('-', '−'), place.x(tick), bottom + 13)
  ctx.textAlign = 'right'
  ctx.fillText(axisNames[0], size.width - 1, bottom + 13)
  ctx.textAlign = 'left'
  ctx.fillText(axisNames[1], 1, 11)
}

/** The prior, N(0, I) on any orthonormal axes. */
function drawPrior(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: Place,
  { points }: Scene,
  look: Look,
): void {
  const { colour, sigmas } = look
  ctx.strokeStyle = colour('line-strong')
  ctx.lineWidth = 1
  ctx.fillStyle = colour('soft')
  ctx.font = `10.5px ${colour('family')}`
  ctx.textAlign = 'center'
  const isLine = points.axes[1].kind === 'class'
  for (const sigma of [1, 2] as const) {
    ctx.beginPath()
    if (isLine)
      for (const x of [place.x(-sigma), place.x(sigma)]) {
        ctx.moveTo(x, 0)
        ctx.lineTo(x, size.height - FOOT)
      }
    else ctx.arc(place.x(0), place.y(0), sigma * place.unit, 0, TAU)
    ctx.stroke()
    const diagonal = isLine ? 1 : Math.SQRT1_2
    const [x, y] = [place.x(sigma * diagonal) + 10, isLine ? 11 : place.y(sigma * diagonal) - 4]
    ctx.fillText(sigmas[sigma - 1]!, x, y)
  }
}

function drawRowNames(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: Place,
  scene: Scene,
  look: Look,
): void {
  if (scene.points.axes[1].kind !== 'class' || !scene.points.classes) return
  ctx.font = `600 11px ${look.colour('family')}`
  ctx.textAlign = 'right'
  look.classes.forEach((colour, label) => {
    ctx.fillStyle = colour
    ctx.fillText(look.className(label), size.width - 2, place.y(rowOf(label)) + 4)
  })
}

const isHidden = ({ points, hidden }: Scene, image: number) =>
  points.classes !== null && hidden.has(points.classes[image]!)

function drawDots(ctx: CanvasRenderingContext2D, place: Place, scene: Scene, look: Look): void {
  const { xs, ys, classes, count } = scene.points
  const dots = dotsOf(classes ? look.classes : [look.colour('soft')])
  const side = dots[0]!.width / devicePixelRatio
  for (let i = 0; i < count; i++) {
    if (isHidden(scene, i)) continue
    ctx.drawImage(
      dots[classes ? classes[i]! : 0]!,
      place.x(xs[i]!) - side / 2,
      place.y(ys[i]!) - side / 2,
      side,
      side,
    )
  }
}

function addEllipse(
  ctx: CanvasRenderingContext2D,
  place: Place,
  x: number,
  y: number,
  ellipse: Ellipse,
): void {
  const { rx, ry, angle } = ellipse
  const [left, top, turn] = [place.x(x), place.y(y), -angle]
  ctx.moveTo(left + rx * place.unit * Math.cos(turn), top + rx * place.unit * Math.sin(turn))
  ctx.ellipse(left, top, rx * place.unit, ry * place.unit, turn, 0, TAU)
}

/** All of a class in one path. */
function drawEllipses(ctx: CanvasRenderingContext2D, place: Place, scene: Scene, look: Look): void {
  const { xs, ys, classes, count, axes } = scene.points
  ctx.lineWidth = 0.75
  ctx.globalAlpha = FAINT
  const colours = classes ? look.classes : [look.colour('soft')]
  colours.forEach((colour, label) => {
    ctx.beginPath()
    for (let i = 0; i < count; i++)
      if ((classes === null || classes[i] === label) && !isHidden(scene, i))
        addEllipse(ctx, place, xs[i]!, ys[i]!, ellipseAt(scene.encodings, axes, i))
    ctx.strokeStyle = colour
    ctx.stroke()
  })
  ctx.globalAlpha = 1
}

/** The classes' names at their means, in their colours, with paper around them. */
function drawMeans(ctx: CanvasRenderingContext2D, place: Place, scene: Scene, look: Look): void {
  ctx.font = `700 15px ${look.colour('family')}`
  ctx.textAlign = 'center'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = look.colour('paper')
  for (const { label, x, y } of classMeans(scene.points)) {
    if (scene.hidden.has(label)) continue
    ctx.fillStyle = look.classes[label]!
    ctx.strokeText(look.className(label), place.x(x), place.y(y) + 5)
    ctx.fillText(look.className(label), place.x(x), place.y(y) + 5)
  }
}

/** Everything but what moves. */
export function drawMap(ctx: CanvasRenderingContext2D, size: Size, scene: Scene, look: Look): void {
  const place = placeOf(size, scene.reach)
  drawAxes(ctx, size, place, scene, look)
  drawPrior(ctx, size, place, scene, look)
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, 0, size.width, size.height - FOOT)
  ctx.clip()
  if (scene.showsEllipses) drawEllipses(ctx, place, scene, look)
  drawDots(ctx, place, scene, look)
  if (scene.showsMeans) drawMeans(ctx, place, scene, look)
  ctx.restore()
  drawRowNames(ctx, size, place, scene, look)
}

export interface Moving {
  /** Where the sliders are on the map. */
  readonly point: readonly [number, number]
  /** The image pointed at. */
  readonly image: number | null
  /** Where the keyboard stands on the canvas, in CSS pixels. */
  readonly cursor: readonly [number, number] | null
}

/** The sliders' point: where it is out of the map, at its edge. One latent has a place on one axis alone. */
function drawRing(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: Place,
  { point }: Moving,
  isLine: boolean,
  look: Look,
): void {
  const [x, y] = [place.x(point[0]), isLine ? size.height - FOOT - 7 : place.y(point[1])]
  ctx.fillStyle = look.colour('ink')
  if (isLine) ctx.fillRect(x, 0, 1, y - 6)
  const left = Math.min(size.width - 7, Math.max(7, x))
  const top = Math.min(size.height - FOOT - 7, Math.max(7, y))
  ctx.setLineDash(left === x && top === y ? [] : [3, 2])
  for (const [width, name] of [
    [4, 'paper'],
    [1.75, 'ink'],
  ] as const) {
    ctx.beginPath()
    ctx.arc(left, top, 6, 0, TAU)
    ctx.lineWidth = width
    ctx.strokeStyle = look.colour(name)
    ctx.stroke()
  }
  ctx.setLineDash([])
}

function drawPointed(
  ctx: CanvasRenderingContext2D,
  place: Place,
  scene: Scene,
  image: number,
  look: Look,
): void {
  const { xs, ys, classes, axes } = scene.points
  ctx.beginPath()
  addEllipse(ctx, place, xs[image]!, ys[image]!, ellipseAt(scene.encodings, axes, image))
  ctx.lineWidth = 1.5
  ctx.strokeStyle = look.colour('guess')
  ctx.stroke()
  ctx.beginPath()
  ctx.arc(place.x(xs[image]!), place.y(ys[image]!), 4, 0, TAU)
  ctx.fillStyle = classes ? look.classes[classes[image]!]! : look.colour('soft')
  ctx.fill()
  ctx.strokeStyle = look.colour('ink')
  ctx.stroke()
}

/** What moves: the sliders' ring, the image pointed at with its posterior, the keyboard's cursor. */
export function drawMoving(
  ctx: CanvasRenderingContext2D,
  size: Size,
  scene: Scene,
  moving: Moving,
  look: Look,
): void {
  const place = placeOf(size, scene.reach)
  if (moving.image !== null) drawPointed(ctx, place, scene, moving.image, look)
  if (moving.cursor) {
    ctx.fillStyle = look.colour('soft')
    ctx.fillRect(moving.cursor[0] - 8, moving.cursor[1], 17, 1)
    ctx.fillRect(moving.cursor[0], moving.cursor[1] - 8, 1, 17)
  }
  drawRing(ctx, size, place, moving, scene.points.axes[1].kind === 'class', look)
}
