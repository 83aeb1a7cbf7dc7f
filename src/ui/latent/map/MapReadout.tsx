/** The image that is pointed at on the map, beside its point. Heard as well, since the keyboard moves it. */
import type { TestImages } from '../../../protocol/latent.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { Picture } from '../draw/Picture.tsx'
import type { Size } from '../surface.ts'
import { mapScale, type Look } from './draw.ts'
import type { Scene } from './scene.ts'

interface Props {
  readonly scene: Scene
  readonly size: Size
  /** Its place among the encoded ones. */
  readonly image: number
  readonly images: TestImages | null
  readonly look: Look
}

const GAP = 14
/** As the style sheet has it. */
const WIDTH = 132
const HEIGHT = 72

/** Beside the point, where there is room. */
function beside({ width, height }: Size, left: number, top: number): string {
  const x = left > width / 2 ? left - GAP - WIDTH : left + GAP
  const y = Math.min(height - HEIGHT, Math.max(0, top - HEIGHT / 2))
  return `translate(${Math.min(width - WIDTH, Math.max(0, x))}px, ${y}px)`
}

export function MapReadout({ scene, size, image, images, look }: Props) {
  const { points, reach } = scene
  const place = mapScale(size, reach)
  const label = points.classes?.[image]
  const number = points.indices[image]! + 1
  const name = label === undefined ? null : look.className(label)
  return (
    <div
      className="map-reading"
      style={{ transform: beside(size, place.x(points.xs[image]!), place.y(points.ys[image]!)) }}
    >
      <div className="map-thumbnail" aria-hidden="true">
        <Picture images={images?.images ?? null} from={image} label="" />
      </div>
      <div>
        <span className="only-heard" aria-live="polite">
          {t('mapReading', { image: number, name })}
        </span>
        {name !== null && (
          <div className="map-class" aria-hidden="true">
            {name}
          </div>
        )}
        <div className="soft" aria-hidden="true">
          {t('mapImage', { image: number })}
        </div>
      </div>
    </div>
  )
}
