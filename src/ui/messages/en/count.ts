import { format as f } from './format.ts'

/** How many of what: "1 image", "1,200 images". */
export const counted = (value: unknown, one: string, many = `${one}s`): string =>
  `${f.integer(Number(value))} ${Number(value) === 1 ? one : many}`
