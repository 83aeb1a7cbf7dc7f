/** Drawings side by side as one picture. They must hold their colours themselves: the page's CSS does not reach it. */
const SIDE = 480
const GAP = 24

async function loaded(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('width', String(SIDE))
  copy.setAttribute('height', String(SIDE))
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  return image
}

export async function svgPicture(svgs: readonly SVGSVGElement[], paper: string): Promise<Blob> {
  const images = await Promise.all(svgs.map(loaded))
  const canvas = document.createElement('canvas')
  canvas.width = images.length * (SIDE + GAP) + GAP
  canvas.height = SIDE + 2 * GAP
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D
  ctx.fillStyle = paper
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  images.forEach((image, i) => ctx.drawImage(image, GAP + i * (SIDE + GAP), GAP))
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob: expected a blob, got none')))),
  )
}
