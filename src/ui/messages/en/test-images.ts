/** How many test images something is about, in English: a random subset, or all that there are. */
import { format as f } from './format.ts'

export function testImages(count: number, total: number): string {
  const noun = count === 1 ? 'test image' : 'test images'
  if (count < total) return `${f.integer(count)} random ${noun}`
  return `${count === 1 ? '' : 'all '}${f.integer(count)} ${noun}`
}
