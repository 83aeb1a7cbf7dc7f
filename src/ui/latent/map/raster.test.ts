import { describe, expect, test } from 'vitest'
import { createDisk, createRaster, putDisk, putEllipse, rgbOf, type Raster } from './raster.ts'

const pixel = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
]

const alphaSum = ({ data }: Raster) => {
  let sum = 0
  for (let at = 3; at < data.length; at += 4) sum += data[at]! / 255
  return sum
}

test('colours are read from hex', () => {
  expect(rgbOf('#0a80ff')).toEqual([10, 128, 255])
})

describe('a disk', () => {
  test.each([1.7, 3.4, 5])('of radius %d covers its area', (radius) => {
    const raster = createRaster(21, 21)
    putDisk(raster, createDisk(radius), 10.5, 10.5, [255, 0, 0])
    expect(alphaSum(raster)).toBeCloseTo(Math.PI * radius ** 2, 0)
    expect(pixel(raster, 10, 10)).toEqual([255, 0, 0, 255])
    expect(pixel(raster, 0, 0)).toEqual([0, 0, 0, 0])
  })

  test('lies over what is there', () => {
    const raster = createRaster(9, 9)
    putDisk(raster, createDisk(3), 4.5, 4.5, [255, 0, 0])
    putDisk(raster, createDisk(1), 4.5, 4.5, [0, 0, 255])
    expect(pixel(raster, 4, 4)).toEqual([0, 0, 255, 255])
    const edge = pixel(raster, 5, 4) // half of it is covered by the small one
    expect(edge[3]).toBe(255)
    expect(edge[0]! + edge[2]!).toBeCloseTo(255, -1)
    expect(edge[0]).toBeGreaterThan(0)
  })

  test('may stand out at every side', () => {
    const raster = createRaster(4, 4)
    for (const at of [-9, -1, 4, 12]) putDisk(raster, createDisk(2), at, at, [1, 2, 3])
    expect(raster.data).toHaveLength(64)
  })
})

describe('an ellipse', () => {
  test('is as long as its circumference, and lies on it', () => {
    const raster = createRaster(41, 41)
    putEllipse(raster, { x: 20.5, y: 20.5, rx: 15, ry: 6, angle: Math.PI / 2 }, [0, 0, 0], 0.5)
    for (const [x, y] of [
      [20, 5],
      [20, 35],
      [14, 20],
      [26, 20],
    ] as const)
      expect(pixel(raster, x, y)[3]).toBeGreaterThan(60)
    expect(pixel(raster, 20, 20)[3]).toBe(0)
    expect(pixel(raster, 35, 20)[3]).toBe(0)
  })

  test('that is a point or a line is drawn, too', () => {
    const raster = createRaster(11, 11)
    putEllipse(raster, { x: 5.5, y: 5.5, rx: 0, ry: 0, angle: 0 }, [0, 0, 0], 0.5)
    expect(pixel(raster, 5, 5)[3]).toBeGreaterThan(200)
  })
})
