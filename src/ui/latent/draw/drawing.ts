/**
 * The drawing on the pad, kept while other views are shown: whatever a person made is there when they come back. Knows
 * no pointer and no model.
 */
import { createObservable } from '../../../events/observable.ts'
import { useObservable } from '../../use-observable.ts'
import { drawnImage } from './image.ts'
import { isPadPoint, lengthened, type PadPoint, type PadStroke } from './strokes.ts'

export interface Drawing {
  readonly strokes: readonly PadStroke[]
  /** As the encoder sees it; null while the pad is empty. */
  readonly pixels: Uint8Array | null
}

const EMPTY: Drawing = { strokes: [], pixels: null }

export function createDrawing() {
  const drawing = createObservable(EMPTY)
  /** What was there before each stroke and before it was cleared, newest last. */
  let past: readonly Drawing[] = []

  const change = (strokes: readonly PadStroke[]) => drawing.set({ strokes, pixels: drawnImage(strokes) })

  return {
    get: drawing.get,
    subscribe: drawing.subscribe,
    canUndo: () => past.length > 0,
    /** False if that is no place on the pad: then there is no stroke that could go on. */
    begin(point: PadPoint): boolean {
      if (!isPadPoint(point)) return false
      past = [...past, drawing.get()]
      change([...drawing.get().strokes, [point]])
      return true
    },
    /** The newest stroke goes on. */
    extend(points: readonly PadPoint[]) {
      const before = drawing.get().strokes.at(-1)
      if (!before) return
      const stroke = lengthened(before, points)
      if (stroke !== before) change([...drawing.get().strokes.slice(0, -1), stroke])
    },
    clear() {
      if (drawing.get().strokes.length === 0) return
      past = [...past, drawing.get()]
      change([])
    },
    undo() {
      const before = past.at(-1)
      if (!before) return
      past = past.slice(0, -1)
      change(before.strokes)
    },
  }
}

/** There is one pad on the page. */
export const pad = createDrawing()

export const useDrawing = (): Drawing => useObservable(pad)
