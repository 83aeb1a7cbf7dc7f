/**
 * Decodes many points in slices of a few milliseconds, between which the worker trains, decodes for the sliders
 * and answers; reports progress.
 */
import { getBackend } from '@tensorflow/tfjs-core'
import type { Pace } from '../../math/exact/posterior.ts'
import { CodedError } from '../../protocol/errors.ts'
import { breathe } from '../breathe.ts'

/** A slice of training may also precede a slider's answer: together they fit into its 33 ms. */
const SLICE_MS = 6
/** A GPU takes a fixed time for even few points, and does not block the worker meanwhile. */
const FEWEST_POINTS: Readonly<Record<string, number>> = { webgpu: 1024, webgl: 1024 }
const FEWEST_ELSEWHERE = 64
const MOST_POINTS = 4096
const MS_BETWEEN_REPORTS = 100

export interface Slices extends Required<Pace> {
  /** The same function with its points counted; rejects if a value is not finite. */
  evaluate(z: Float64Array): Promise<Float32Array>
  /** Counts points that were decoded otherwise. */
  took(points: number): void
}

interface SlicesOptions {
  /** Numbers per point: two by default. */
  readonly width?: number
  readonly evaluate: (z: Float64Array) => Promise<Float32Array>
  readonly signal: AbortSignal
  /** Points decoded so far, and points known to be needed in all. */
  readonly onProgress: (done: number, total: number) => void
}

export function createSlices({ width = 2, evaluate, signal, onProgress }: SlicesOptions): Slices {
  const fewest = FEWEST_POINTS[getBackend()] ?? FEWEST_ELSEWHERE
  let msPerPoint = SLICE_MS / fewest
  let began = performance.now()
  let reported = began
  let done = 0
  /** Points decoded since the slice began. */
  let sliced = 0
  let total = 0

  function report(now: number): void {
    if (now - reported < MS_BETWEEN_REPORTS) return
    reported = now
    onProgress(done, total)
  }

  function took(points: number): void {
    done += points
    sliced += points
  }

  return {
    took,
    points: () => Math.min(Math.max(Math.floor(SLICE_MS / msPerPoint), fewest), MOST_POINTS),
    expect: (points) => void (total += points),
    async pause() {
      const now = performance.now()
      report(now)
      if (now - began < SLICE_MS / 2) return
      if (sliced > 0) msPerPoint += 0.3 * ((now - began) / sliced - msPerPoint)
      await breathe()
      signal.throwIfAborted()
      began = performance.now()
      sliced = 0
    },
    async evaluate(z) {
      const values = await evaluate(z)
      if (!values.every(Number.isFinite)) throw new CodedError('exact-not-finite')
      took(z.length / width)
      return values
    },
  }
}
