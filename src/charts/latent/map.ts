/**
 * Test images on the map: where the mean of each one's posterior lies, how far the map reaches, which of them is near a
 * place. Numbers only; ui/latent/map draws them.
 */
import type { Encodings } from '../../protocol/latent.ts'
import { alongEach, ellipseOf, type Axes, type Ellipse } from './axes.ts'
import { classesIn } from './classes.ts'

export interface MapPoints {
  readonly axes: Axes
  readonly count: number
  /** Which images of the test set these are [count]. */
  readonly indices: Uint32Array
  /** [count] each. */
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** [count]; null where the images have none. */
  readonly classes: Uint8Array | null
  /** The classes that there are, in order. */
  readonly present: readonly number[]
}

/** One latent: rows from ROWS_REACH down to -ROWS_REACH, and how far the points of a row are spread, of the room it has. */
const ROWS_REACH = 3.2
const ROW_SPREAD = 0.77
const MOST_SPREAD = 0.55
const GOLDEN = 0.618033988749895

/** From one row to the next; a single one has the middle. */
const roomOf = (rows: number): number => (rows > 1 ? (2 * ROWS_REACH) / (rows - 1) : 0)

/** The row of a class among those that there are; all stand in one where there are no classes. */
export function rowOf(label: number | null, present: readonly number[]): number {
  const place = label === null ? -1 : present.indexOf(label)
  return place < 0 || present.length < 2 ? 0 : ROWS_REACH - place * roomOf(present.length)
}

/** Evenly over the row, the same for an image every time. */
const spreadOf = (image: number): number => ((image * GOLDEN) % 1) - 0.5

export function mapPoints(encodings: Encodings, axes: Axes, labels: Uint8Array | null): MapPoints {
  const { count, indices, latent, mean } = encodings
  const classes = labels && labels.length >= count ? labels.subarray(0, count) : null
  const present = classes ? classesIn(classes) : []
  const rows = new Map(present.map((label) => [label, rowOf(label, present)]))
  const spread = Math.min(MOST_SPREAD, ROW_SPREAD * (roomOf(present.length) || Infinity))
  const inRow = (_: unknown, i: number) => (rows.get(classes?.[i] ?? -1) ?? 0) + spread * spreadOf(i)
  const place = (axis: Axes[number]) =>
    axis.kind === 'class'
      ? Float64Array.from({ length: count }, inRow)
      : alongEach(axis, mean.subarray(0, count * latent), latent)
  return { axes, count, indices, xs: place(axes[0]), ys: place(axes[1]), classes, present }
}

/** How far from the origin the map may reach: round values, each large enough for the prior's 2-sigma circle. */
const REACHES = [4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024, 1e4, 1e5, 1e6]
/** Parts of the points that must be within. A map that was made larger is made smaller only when all are. */
const SHARE = 0.995

const shareWithin = ({ xs, ys, count }: MapPoints, reach: number, widths: number): number => {
  let within = 0
  for (let i = 0; i < count; i++)
    if (Math.abs(xs[i]!) <= reach * widths && Math.abs(ys[i]!) <= reach) within += 1
  return count > 0 ? within / count : 1
}

/** From the origin up and down; to the sides it is `widths` times that. */
export function mapReach(points: MapPoints, widths: number, before: number): number {
  const holds = (share: number) => REACHES.find((reach) => shareWithin(points, reach, widths) >= share)
  const needed = holds(SHARE) ?? REACHES.at(-1)!
  return needed >= before ? needed : Math.min(before, holds(1) ?? needed)
}

export const outsideOf = (points: MapPoints, reach: number, widths: number): number =>
  Math.round(points.count * (1 - shareWithin(points, reach, widths)))

export interface ClassMean {
  readonly label: number
  readonly x: number
  readonly y: number
}

export function classMeans({ xs, ys, classes, present, count }: MapPoints): readonly ClassMean[] {
  const sums = new Map(present.map((label) => [label, { images: 0, x: 0, y: 0 }]))
  for (let i = 0; i < count && classes; i++) {
    const sum = sums.get(classes[i]!)!
    sum.images += 1
    sum.x += xs[i]!
    sum.y += ys[i]!
  }
  return [...sums].flatMap(([label, { images, x, y }]) =>
    images > 0 ? [{ label, x: x / images, y: y / images }] : [],
  )
}

export const ellipseAt = ({ latent, spread }: Encodings, axes: Axes, image: number): Ellipse =>
  ellipseOf(axes, spread.subarray(image * latent, (image + 1) * latent))

/** Which image lies nearest to a place. */
export interface Nearest {
  /** Of those within `radius`; null if there is none. */
  find(x: number, y: number, radius: number): number | null
}

/** Points in square cells of this many to a reach, so that a look-up sees few of them. */
const CELLS = 32

const keyOf = (column: number, row: number) => row * 65_536 + column

/** Which points lie in each cell. */
function cellsOf(points: MapPoints, hidden: ReadonlySet<number>, cellOf: (value: number) => number) {
  const { xs, ys, classes, count } = points
  const cells = new Map<number, number[]>()
  for (let i = 0; i < count; i++) {
    if (classes && hidden.has(classes[i]!)) continue
    const at = keyOf(cellOf(xs[i]!), cellOf(ys[i]!))
    const cell = cells.get(at)
    if (cell) cell.push(i)
    else cells.set(at, [i])
  }
  return cells
}

/** Images of `hidden` classes are not found. While training maps come and go that nobody points at: those have no cells. */
export function indexPoints(points: MapPoints, reach: number, hidden: ReadonlySet<number>): Nearest {
  const { xs, ys } = points
  const size = reach / CELLS
  const cellOf = (value: number) => Math.floor(value / size) + 32_768
  let cells: ReturnType<typeof cellsOf> | null = null
  return {
    find(x, y, radius) {
      cells ??= cellsOf(points, hidden, cellOf)
      let best: number | null = null
      let least = radius * radius
      for (let row = cellOf(y - radius); row <= cellOf(y + radius); row++)
        for (let column = cellOf(x - radius); column <= cellOf(x + radius); column++)
          for (const i of cells.get(keyOf(column, row)) ?? []) {
            const distance = (xs[i]! - x) ** 2 + (ys[i]! - y) ** 2
            if (distance > least) continue
            least = distance
            best = i
          }
      return best
    },
  }
}
