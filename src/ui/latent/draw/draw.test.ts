import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inkBox } from '../../../../tests/support/ink-box.ts'
import { createDrawing } from './drawing.ts'
import { drawnImage } from './image.ts'
import { PEN, lengthened, pressOf, type PadPoint, type PadStroke } from './strokes.ts'

const line = (...points: readonly (readonly [number, number])[]): PadStroke =>
  points.map(([x, y]) => ({ x, y, press: 1 }))

/** Multiples of 1/1024, so that moving them is exact. */
const place = fc.integer({ min: 0, max: 1024 }).map((i) => i / 1024)
const point = fc.record({ x: place, y: place, press: fc.constantFrom(0.6, 0.8, 1, 1.4) })
const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })

const imageOf = (drawing: readonly PadStroke[]): Uint8Array => {
  const image = drawnImage(drawing)
  if (!image) throw new Error('imageOf: expected an image, got null')
  return image
}

describe('any drawing', () => {
  test('becomes an image as MNIST has them: at most 20 pixels, its mass within half a pixel of the middle', () => {
    fc.assert(
      fc.property(strokes, (drawing) => {
        const image = imageOf(drawing)
        const { mass, x, y, width, height } = inkBox(image)
        expect(image).toHaveLength(784)
        expect(mass).toBeGreaterThan(255)
        expect(Math.max(...image)).toBeGreaterThan(200)
        expect(Math.max(width, height)).toBeLessThanOrEqual(20)
        // As every image of MNIST: pixels counted from 0.
        expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5 + 1e-9)
        expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5 + 1e-9)
      }),
      { numRuns: 300 },
    )
  })

  test('is the same wherever it is drawn', () => {
    const shift = fc.integer({ min: -512, max: 512 }).map((i) => i / 1024)
    fc.assert(
      fc.property(strokes, shift, shift, (drawing, dx, dy) => {
        const moved = drawing.map((stroke) =>
          stroke.map(({ x, y, press }) => ({ x: x + dx, y: y + dy, press })),
        )
        expect(imageOf(moved)).toEqual(imageOf(drawing))
      }),
    )
  })

  test('has its mirror image when it is mirrored', () => {
    // A line from top left to bottom right: symmetric about its middle, so nothing rounds to either side.
    const a = inkBox(imageOf([line([0.2, 0.1], [0.7, 0.9])]))
    const b = inkBox(imageOf([line([0.7, 0.1], [0.2, 0.9])]))
    expect(a.width).toBe(b.width)
    expect(a.height).toBe(b.height)
    expect(a.mass).toBe(b.mass)
  })
})

describe('size', () => {
  const seven = (size: number) => [line([0, 0], [size, 0], [0.35 * size, 1.2 * size])]

  test('the longer side fills the box, and the shape is kept', () => {
    const { width, height } = inkBox(imageOf(seven(0.5)))
    expect(height).toBe(20)
    // (20 - pen) / 1.2 and the pen.
    expect(Math.abs(width - 17)).toBeLessThanOrEqual(1)
    expect(inkBox(imageOf([line([0.1, 0.5], [0.9, 0.5])])).width).toBe(20)
  })

  test('a small digit is no blot, a large one no thread', () => {
    const masses = [0.25, 0.4, 0.6, 0.8].map((size) => inkBox(imageOf(seven(size))).mass)
    // Broader where it was written smaller, within what MNIST's pens leave.
    expect([...masses].sort((a, b) => b - a)).toEqual(masses)
    expect(masses[0]! / masses[3]!).toBeLessThan(2)
  })

  test('a dot stays a dot', () => {
    const { width, height } = inkBox(imageOf([line([0.5, 0.5])]))
    expect(width).toBe(height)
    expect(width).toBeLessThanOrEqual(6)
  })

  test('a line of the usual pen is as broad as it was drawn', () => {
    // 20 pixels for 0.8 of the pad and the pen: a pixel of the line is as dark as its width says.
    const { mass } = inkBox(imageOf([line([0.5, 0.1], [0.5, 0.9])]))
    const scale = 20 / (0.8 + PEN)
    expect(
      Math.abs(mass / 255 - 0.8 * scale * (PEN * scale) - Math.PI * (PEN * scale * 0.5) ** 2),
    ).toBeLessThan(3)
  })
})

test('nothing drawn is no image', () => {
  expect(drawnImage([])).toBeNull()
  expect(drawnImage([[]])).toBeNull()
})

describe('strokes', () => {
  const at = (x: number): PadPoint => ({ x, y: 0.5, press: 1 })

  test('grow with the pointer, without points that lie on each other', () => {
    const stroke = lengthened([at(0.1)], [at(0.1005), at(0.2), at(0.2), at(0.3)])
    expect(stroke.map(({ x }) => x)).toEqual([0.1, 0.2, 0.3])
    expect(lengthened(stroke, [at(0.3)])).toBe(stroke)
    expect(lengthened([], [at(0.3)])).toEqual([at(0.3)])
  })

  test('only a pen presses', () => {
    expect(pressOf('mouse', 0.5)).toBe(1)
    expect(pressOf('touch', 0.1)).toBe(1)
    expect(pressOf('pen', 0)).toBe(1)
    expect(pressOf('pen', 0.5)).toBe(1)
    expect(pressOf('pen', 1)).toBeGreaterThan(pressOf('pen', 0.2))
  })
})

describe('the drawing on the pad', () => {
  const at = (x: number): PadPoint => ({ x, y: 0.5, press: 1 })

  test('a stroke and what was cleared come back', () => {
    const pad = createDrawing()
    const seen: number[] = []
    const stop = pad.subscribe(() => seen.push(pad.get().strokes.length))
    pad.begin(at(0.1))
    pad.extend([at(0.2), at(0.3)])
    pad.begin(at(0.6))
    pad.clear()
    expect(pad.get()).toEqual({ strokes: [], pixels: null })
    pad.undo()
    expect(pad.get().strokes.map(({ length }) => length)).toEqual([3, 1])
    pad.undo()
    expect(pad.get().strokes.map(({ length }) => length)).toEqual([3])
    expect(pad.get().pixels).toEqual(drawnImage(pad.get().strokes))
    pad.undo()
    expect(pad.canUndo()).toBe(false)
    pad.undo()
    expect(seen).toEqual([1, 1, 2, 0, 2, 1, 0])
    stop()
    pad.begin(at(0.1))
    expect(seen).toHaveLength(7)
  })

  test('what changes nothing tells nobody', () => {
    const pad = createDrawing()
    let told = 0
    pad.subscribe(() => told++)
    pad.extend([at(0.1)])
    pad.clear()
    pad.undo()
    expect(told).toBe(0)
    pad.begin(at(0.1))
    pad.extend([at(0.1)])
    expect(told).toBe(1)
  })
})
