/** The square of the plane in which both the posterior and the encoder's q have their mass. */
import { sideOf } from './cell.ts'
import type { Gaussian, Leaf } from './leaf.ts'

export interface Window {
  readonly left: number
  readonly bottom: number
  readonly width: number
}

/** Of the posterior's mass, so much may lie outside. */
const LEFT_OUT = 1e-3
/** Of q, so many sigma are inside. */
const SIGMAS = 3.5
const MARGIN = 1.05

interface Box {
  readonly low: readonly [number, number]
  readonly high: readonly [number, number]
}

const join = (a: Box, b: Box): Box => ({
  low: [Math.min(a.low[0], b.low[0]), Math.min(a.low[1], b.low[1])],
  high: [Math.max(a.high[0], b.high[0]), Math.max(a.high[1], b.high[1])],
})

function boxOfCell({ cell }: Leaf): Box {
  const side = sideOf(cell)
  const low = [cell.column * side, cell.row * side] as const
  return { low, high: [low[0] + side, low[1] + side] }
}

const boxOfGaussian = ({ mean, sigma }: Gaussian): Box => ({
  low: [mean[0] - SIGMAS * sigma[0], mean[1] - SIGMAS * sigma[1]],
  high: [mean[0] + SIGMAS * sigma[0], mean[1] + SIGMAS * sigma[1]],
})

export function windowOf(leaves: readonly Leaf[], logEvidence: number, q: Gaussian): Window {
  const portions = leaves.map((leaf) => ({ leaf, mass: Math.exp(leaf.sums.logMass - logEvidence) }))
  portions.sort((a, b) => b.mass - a.mass)
  let box = boxOfGaussian(q)
  let outside = 1
  for (const { leaf, mass } of portions) {
    if (outside < LEFT_OUT) break
    box = join(box, boxOfCell(leaf))
    outside -= mass
  }
  const [x, y] = [0, 1].map((axis) => (box.low[axis]! + box.high[axis]!) / 2) as [number, number]
  const width = MARGIN * Math.max(box.high[0] - box.low[0], box.high[1] - box.low[1])
  return { left: x - width / 2, bottom: y - width / 2, width }
}

/** `side` by `side` points from edge to edge, the bottom row first, x and y in turn. */
export function gridPoints({ left, bottom, width }: Window, side: number): Float64Array {
  const step = width / (side - 1)
  const z = new Float64Array(2 * side * side)
  for (let i = 0; i < side * side; i++) {
    z[2 * i] = left + (i % side) * step
    z[2 * i + 1] = bottom + Math.floor(i / side) * step
  }
  return z
}
