/** The map as a picture that explains itself: what it shows above it, and its classes. */
import { chartPicture } from '../../chart/picture.ts'
import type { Trace } from '../../chart/spec.ts'
import { frameColours } from '../../colours.ts'
import type { Look } from './draw.ts'
import type { Layers } from './MapCanvas.tsx'
import type { Scene } from './scene.ts'

/** The layers on each other. */
function flatten({ still, moving }: Layers): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = still.width
  canvas.height = still.height
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D
  ctx.drawImage(still, 0, 0)
  ctx.drawImage(moving, 0, 0)
  return canvas
}

const traceOf = (look: Look, label: number): Trace => ({
  label: look.className(label),
  colour: look.classes[label]!,
  style: 'dots',
  width: 1,
  isFaint: false,
})

export function mapPicture(
  layers: Layers,
  { points, hidden }: Scene,
  look: Look,
  title: string,
): Promise<Blob> {
  const shown = points.present.filter((label) => !hidden.has(label))
  const traces = shown.map((label) => traceOf(look, label)).reverse() // the picture's legend is, too
  return chartPicture(flatten(layers), { ...frameColours(look.colour), traces }, title)
}
