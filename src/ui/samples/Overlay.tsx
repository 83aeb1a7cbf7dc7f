/** What lies on top of a sheet: where test images are encoded, and where the sliders stand. */
import { useEffect, useRef } from 'react'
import { classColours } from '../../charts/latent/classes.ts'
import type { Encodings } from '../../protocol/latent.ts'
import type { LatentSheet } from '../../store/latent/state.ts'
import { useLabState } from '../lab-context.tsx'
import { useNeed } from '../latent/seen.ts'
import { useRestored } from '../restored.ts'
import { cellOfPoint, onManifold, onTraversal } from './place.ts'

/** The sheet is black in both themes. */
const COLOURS = classColours(true)
/** Pixels of the overlay's own: it is enlarged or made smaller with the sheet. */
const SIDE = 560
const DOT = 5

/** `labels` of the whole test set. */
function paint(canvas: HTMLCanvasElement, encodings: Encodings, labels: Uint8Array | null): void {
  const { mean, count, indices } = encodings
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, SIDE, SIDE)
  for (let i = 0; i < count; i++) {
    const [x, y] = onManifold(mean[2 * i]!, mean[2 * i + 1]!)
    context.fillStyle = labels ? COLOURS[labels[indices[i]!]!]! : '#fff'
    context.fillRect(x * SIDE - DOT / 2, y * SIDE - DOT / 2, DOT, DOT)
  }
}

/** The posterior means of test images on the manifold, coloured by digit. */
export function Codes() {
  useNeed('encodings')
  const encodings = useLabState((state) => state.latent.encodings)
  const labels = useLabState((state) => state.latent.testImages?.labels ?? null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const restored = useRestored()
  useEffect(() => {
    if (canvas.current && encodings?.latent === 2) paint(canvas.current, encodings, labels)
  }, [encodings, labels, restored])
  return <canvas className="sheet-codes" ref={canvas} width={SIDE} height={SIDE} aria-hidden="true" />
}

const percent = (share: number) => `${100 * share}%`

/** Where the sliders stand: on a manifold or among all states a ring, on a traversal a mark in each row. */
export function SlidersMark({ sheet }: { sheet: LatentSheet }) {
  const point = useLabState((state) => state.latent.point)
  if (sheet.kind === 'codebook') {
    const { row, column } = cellOfPoint(sheet, point)
    const [left, top] = [(column + 0.5) / sheet.columns, (row + 0.5) / sheet.rows]
    return <i className="sheet-ring" style={{ left: percent(left), top: percent(top) }} />
  }
  if (sheet.kind === 'manifold') {
    const [x, y] = onManifold(point[0]!, point[1]!)
    return <i className="sheet-ring" style={{ left: percent(x), top: percent(y) }} />
  }
  return sheet.latents.map((latent, row) => (
    <i
      key={latent}
      className="sheet-mark"
      style={{
        left: percent(onTraversal(sheet, point[latent] ?? 0)),
        top: percent(row / sheet.rows),
        height: percent(1 / sheet.rows),
      }}
    />
  ))
}
