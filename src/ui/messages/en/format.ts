/** Numbers in English. */
import { createFormat } from '../format.ts'

export const format = createFormat('en')

/** How many of what: "1 image", "1,200 images". */
export const counted = (value: unknown, one: string, many = `${one}s`): string =>
  `${format.integer(Number(value))} ${Number(value) === 1 ? one : many}`

/** How many test images something is about, in English: a random subset, or all that there are. */
export function testImages(count: number, total: number): string {
  const noun = count === 1 ? 'test image' : 'test images'
  if (count < total) return `${format.integer(count)} random ${noun}`
  return `${count === 1 ? '' : 'all '}${format.integer(count)} ${noun}`
}
