/** A canvas that is as large as its place, in the screen's own pixels, and is drawn again when that changes. */
import { useCallback, useState } from 'react'
import { onPixelRatio } from '../pixel-ratio.ts'
import { onRestored } from '../restored.ts'

export interface Size {
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
}

export type Draw = (ctx: CanvasRenderingContext2D, size: Size) => void

export interface Surface {
  readonly canvas: HTMLCanvasElement
  readonly size: () => Size
  /** Draws now, with this from now on. */
  draw(next: Draw): void
  destroy(): void
}

/** Makes the canvas' own pixels those of the screen; its content is gone then. */
export function fit(canvas: HTMLCanvasElement, { width, height }: Size): void {
  const [across, down] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
}

export function createSurface(canvas: HTMLCanvasElement): Surface {
  let drawing: Draw = () => {}
  let size: Size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D

  function redraw(): void {
    if (size.width === 0 || size.height === 0) return
    fit(canvas, size)
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    ctx.clearRect(0, 0, size.width, size.height)
    drawing(ctx, size)
  }
  function measure(): void {
    size = { width: canvas.clientWidth, height: canvas.clientHeight }
    redraw()
  }
  const observer = new ResizeObserver(measure)
  observer.observe(canvas)
  const stops = [onPixelRatio(measure), onRestored(redraw)]

  return {
    canvas,
    size: () => size,
    draw(next) {
      drawing = next
      redraw()
    },
    destroy() {
      observer.disconnect()
      for (const stop of stops) stop()
    },
  }
}

/** A surface as long as the canvas with this `ref` is on the page. */
export function useSurface() {
  const [surface, setSurface] = useState<Surface | null>(null)
  const ref = useCallback((canvas: HTMLCanvasElement) => {
    const made = createSurface(canvas)
    setSurface(made)
    return () => {
      made.destroy()
      setSurface(null)
    }
  }, [])
  return { surface, ref }
}
