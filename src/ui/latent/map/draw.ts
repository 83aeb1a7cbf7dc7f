/**
 * Draws the map of encodings on a canvas. The points and what stands still are one layer, drawn when the encodings
 * change; the sliders' ring and what is pointed at are another, which moves. Knows nothing of the page around it.
 */
import { ticksIn } from '../../../charts/axis.ts'
import type { Ellipse } from '../../../charts/latent/axes.ts'
import { classMeans, ellipseAt, rowOf } from '../../../charts/latent/map.ts'
import type { Palette } from '../../palette.ts'
import type { Size } from '../surface.ts'
import { createDisk, createRaster, putDisk, putEllipse, rgbOf, type Raster } from './raster.ts'
import type { Scene } from './scene.ts'

/** Of the classes, by label. */
export interface ClassLook {
  readonly classes: readonly string[]
  readonly className: (label: number) => string
}

export interface Look extends ClassLook {
  readonly colour: Palette
  readonly axisNames: readonly [string, string]
  /** "1 σ", "2 σ". */
  readonly sigmas: readonly [string, string]
}

/** Between the map's numbers and places on the canvas. */
export interface MapScale {
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
/** The height of a row's name. */
const ROW_NAME = 11
/** Of an ellipse's line: thousands lie over each other. */
const FAINT = 0.3

export function mapScale({ width, height }: Size, reach: number): MapScale {
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

/** About six, 0 among them; none at the ends, where the axes have their names. */
const ticksOf = (reach: number) => ticksIn([-0.95 * reach, 0.95 * reach], 6)

function drawAxes(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: MapScale,
  scene: Scene,
  look: Look,
): void {
  const { colour, axisNames } = look
  const bottom = size.height - FOOT
  ctx.fillStyle = colour('line')
  if (scene.points.axes[1].kind !== 'class') ctx.fillRect(0, place.y(0), size.width, 1)
  ctx.fillRect(place.x(0), 0, 1, bottom)
  ctx.fillRect(0, bottom, size.width, 1)
  ctx.fillStyle = colour('soft')
  ctx.font = `11px ${colour('family')}`
  ctx.textAlign = 'center'
  const room = size.width - ctx.measureText(axisNames[0]).width - 12
  for (const tick of ticksOf(scene.reach).filter((one) => place.x(one) < room))
    ctx.fillText(String(tick).replace('-', '−'), place.x(tick), bottom + 13)
  ctx.textAlign = 'right'
  ctx.fillText(axisNames[0], size.width - 1, bottom + 13)
  ctx.textAlign = 'left'
  ctx.fillText(axisNames[1], 1, 11)
}

/** Words over the points, with paper around them. */
function drawWord(ctx: CanvasRenderingContext2D, word: string, x: number, y: number, look: Look): void {
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = look.colour('paper')
  ctx.strokeText(word, x, y)
  ctx.fillText(word, x, y)
}

function tracePrior(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: MapScale,
  sigma: number,
  isLine: boolean,
): void {
  ctx.beginPath()
  if (!isLine) return ctx.arc(place.x(0), place.y(0), sigma * place.unit, 0, TAU)
  for (const x of [place.x(-sigma), place.x(sigma)]) {
    ctx.moveTo(x, 0)
    ctx.lineTo(x, size.height - FOOT)
  }
}

/** The prior, N(0, I) on any orthonormal axes: hairlines over the points. */
function drawPrior(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: MapScale,
  { points }: Scene,
  look: Look,
): void {
  const isLine = points.axes[1].kind === 'class'
  const share = isLine ? 1 : Math.SQRT1_2
  ctx.font = `10.5px ${look.colour('family')}`
  ctx.textAlign = 'center'
  for (const sigma of [1, 2] as const) {
    tracePrior(ctx, size, place, sigma, isLine)
    ctx.lineWidth = 1
    ctx.strokeStyle = look.colour('ink')
    ctx.globalAlpha = isLine ? 0.25 : 0.5
    ctx.stroke()
    ctx.globalAlpha = 1
    ctx.fillStyle = look.colour('soft')
    const top = isLine ? 11 : place.y(sigma * share) - 3
    drawWord(ctx, look.sigmas[sigma - 1]!, place.x(sigma * share) + 11, top, look)
  }
}

function drawRowNames(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: MapScale,
  scene: Scene,
  look: Look,
): void {
  if (scene.points.axes[1].kind !== 'class' || !scene.points.classes) return
  ctx.font = `600 11px ${look.colour('family')}`
  ctx.textAlign = 'right'
  const { present } = scene.points
  let last = -Infinity
  for (const label of present) {
    const top = place.y(rowOf(label, present)) + 4
    if (top - last < ROW_NAME) continue // no room for each: some stand for those beneath
    last = top
    ctx.fillStyle = look.classes[label]!
    ctx.fillText(look.className(label), size.width - 2, top)
  }
}

const isHidden = ({ points, hidden }: Scene, image: number) =>
  points.classes !== null && hidden.has(points.classes[image]!)

/** Puts the images' dots, and on demand their ellipses, into pixels. */
function rasterize(raster: Raster, place: MapScale, scene: Scene, look: Look): void {
  const { points, encodings, showsEllipses } = scene
  const { xs, ys, classes, count, axes } = points
  const ratio = devicePixelRatio
  const colours = (classes ? look.classes : [look.colour('soft')]).map(rgbOf)
  const colourOf = (image: number) => colours[classes ? classes[image]! : 0]!
  const shown = Array.from({ length: count }, (_, i) => i).filter((i) => !isHidden(scene, i))
  const disk = createDisk(DOT * ratio)
  for (const i of showsEllipses ? shown : []) {
    const { rx, ry, angle } = ellipseAt(encodings, axes, i)
    const [x, y] = [ratio * place.x(xs[i]!), ratio * place.y(ys[i]!)]
    const unit = ratio * place.unit
    putEllipse(raster, { x, y, rx: rx * unit, ry: ry * unit, angle: -angle }, colourOf(i), FAINT)
  }
  for (const i of shown) putDisk(raster, disk, ratio * place.x(xs[i]!), ratio * place.y(ys[i]!), colourOf(i))
}

function drawImages(
  ctx: CanvasRenderingContext2D,
  size: Size,
  place: MapScale,
  scene: Scene,
  look: Look,
): void {
  const raster = createRaster(ctx.canvas.width, Math.round((size.height - FOOT) * devicePixelRatio))
  rasterize(raster, place, scene, look)
  const { width, height, data } = raster
  // Put on a canvas of its own first: what is put on a canvas directly takes the place of what is there.
  const sheet = new OffscreenCanvas(width, height)
  sheet.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0)
  ctx.drawImage(sheet, 0, 0, width / devicePixelRatio, height / devicePixelRatio)
}

function addEllipse(
  ctx: CanvasRenderingContext2D,
  place: MapScale,
  x: number,
  y: number,
  ellipse: Ellipse,
): void {
  const { rx, ry, angle } = ellipse
  const [left, top, turn] = [place.x(x), place.y(y), -angle]
  ctx.moveTo(left + rx * place.unit * Math.cos(turn), top + rx * place.unit * Math.sin(turn))
  ctx.ellipse(left, top, rx * place.unit, ry * place.unit, turn, 0, TAU)
}

/** The classes' names at their means, in their colours, with paper around them. */
function drawMeans(ctx: CanvasRenderingContext2D, place: MapScale, scene: Scene, look: Look): void {
  ctx.font = `700 15px ${look.colour('family')}`
  ctx.textAlign = 'center'
  for (const { label, x, y } of classMeans(scene.points)) {
    if (scene.hidden.has(label)) continue
    ctx.fillStyle = look.classes[label]!
    drawWord(ctx, look.className(label), place.x(x), place.y(y) + 5, look)
  }
}

/** Everything but what moves. */
export function drawMap(ctx: CanvasRenderingContext2D, size: Size, scene: Scene, look: Look): void {
  const place = mapScale(size, scene.reach)
  drawAxes(ctx, size, place, scene, look)
  drawImages(ctx, size, place, scene, look)
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, 0, size.width, size.height - FOOT)
  ctx.clip()
  drawPrior(ctx, size, place, scene, look)
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
  place: MapScale,
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
  place: MapScale,
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
  const place = mapScale(size, scene.reach)
  // There may be fewer of them than a moment ago.
  if (moving.image !== null && moving.image < scene.points.count)
    drawPointed(ctx, place, scene, moving.image, look)
  if (moving.cursor) {
    ctx.fillStyle = look.colour('soft')
    ctx.fillRect(moving.cursor[0] - 8, moving.cursor[1], 17, 1)
    ctx.fillRect(moving.cursor[0], moving.cursor[1] - 8, 1, 17)
  }
  drawRing(ctx, size, place, moving, scene.points.axes[1].kind === 'class', look)
}
