/** Where the ink of a 28 x 28 image lies: its mass, the centre of it, and the box round every pixel that has some. */
export function inkBox(image: Uint8Array) {
  let [mass, x, y, left, right, top, bottom] = [0, 0, 0, 28, -1, 28, -1]
  image.forEach((pixel, at) => {
    if (pixel === 0) return
    const [column, row] = [at % 28, Math.floor(at / 28)]
    mass += pixel
    x += pixel * column
    y += pixel * row
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  })
  return { mass, x: x / mass, y: y / mass, width: right - left + 1, height: bottom - top + 1 }
}
