/** Which test image is meant by the previous, the next, another one, of a class or of all. Pure. */
import { uniform } from '../../../math/random.ts'
import type { ChosenImage, TestImages } from '../../../protocol/latent.ts'

/** null = of any class. */
export type Label = number | null

/** A stream apart from the lab's own. */
const STREAM = 1101

export const labelOf = ({ labels }: TestImages, image: number): number | undefined => labels?.[image]

const isOf = (images: TestImages, image: number, label: Label) =>
  label === null || labelOf(images, image) === label

/** The test image that is chosen; -1 if none is. */
export const testOf = (chosen: ChosenImage | null): number => (chosen && 'test' in chosen ? chosen.test : -1)

/** The next image of the class in this direction, round the end; null if there is none. */
export function nextOfClass(
  images: TestImages,
  from: number,
  direction: 1 | -1,
  label: Label,
): number | null {
  const { total: count } = images
  const start = from < 0 && direction < 0 ? 0 : from
  for (let i = 1; i <= count; i++) {
    const image = (((start + i * direction) % count) + count) % count
    if (isOf(images, image, label)) return image
  }
  return null
}

/** One of the class, or null: the same `turn` gives the same. */
export function anyOf(images: TestImages, label: Label, turn: number): number | null {
  const own = Array.from({ length: images.total }, (_, i) => i).filter((image) => isOf(images, image, label))
  const place = Math.floor(uniform(1, 0, own.length, { seed: 1, stream: STREAM, step: turn })[0]!)
  return own[Math.min(place, own.length - 1)] ?? null
}
