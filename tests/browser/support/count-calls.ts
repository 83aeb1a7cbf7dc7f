/** Counts calls of a method, for tests of what a step asks of a device. */
type Method = (...args: unknown[]) => unknown

/** Counts from now on, until what is returned is called, which tells how many there were. */
export function countCalls(prototype: object, method: string): () => number {
  const methods = prototype as Record<string, Method>
  const original = methods[method]!
  let count = 0
  methods[method] = function (this: unknown, ...args) {
    count++
    return original.apply(this, args)
  }
  return () => {
    methods[method] = original
    return count
  }
}
