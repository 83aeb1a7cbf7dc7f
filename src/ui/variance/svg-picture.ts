/** Drawings side by side as one picture. They must hold their colours themselves: the page's CSS does not reach it. */
const WIDTH = 480
const GAP = 24

const heightOf = (svg: SVGSVGElement) =>
  Math.round((WIDTH * svg.viewBox.baseVal.height) / svg.viewBox.baseVal.width)

/** The drawing as an image that many pixels wide. */
export async function imageOf(svg: SVGSVGElement, width = WIDTH): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const { viewBox } = svg
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String((width * viewBox.baseVal.height) / viewBox.baseVal.width))
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  return image
}

export async function svgPicture(svgs: readonly SVGSVGElement[], paper: string): Promise<Blob> {
  const images = await Promise.all(svgs.map((svg) => imageOf(svg)))
  const canvas = document.createElement('canvas')
  canvas.width = images.length * (WIDTH + GAP) + GAP
  canvas.height = Math.max(...svgs.map(heightOf)) + 2 * GAP
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D
  ctx.fillStyle = paper
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  images.forEach((image, i) => ctx.drawImage(image, GAP + i * (WIDTH + GAP), GAP))
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob: expected a blob, got none')))),
  )
}
