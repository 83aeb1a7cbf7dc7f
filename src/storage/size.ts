/** How much room a value takes when it is stored, about: numbers, texts, keys, and whatever lies in buffers and files. */
const NUMBER = 8

function sizeOfEach(value: object): number {
  let size = 0
  if (Array.isArray(value)) for (const one of value) size += sizeOf(one)
  else for (const key in value) size += sizeOf(value[key as keyof typeof value]) + key.length
  return size
}

export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return NUMBER
  if (ArrayBuffer.isView(value)) return value.byteLength
  return value instanceof Blob ? value.size : sizeOfEach(value)
}
