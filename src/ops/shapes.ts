/**
 * A copy of a shape as TF.js makes its own: of `new Array(n)`, which V8 keeps apart from arrays that were written out. Where one
 * of its functions sees both kinds, V8 optimizes it and takes that back over and over, for as long as training lasts.
 */
export function ofTheirKind(shape: readonly number[]): number[] {
  const copy = new Array<number>(shape.length)
  for (let i = 0; i < copy.length; i++) copy[i] = shape[i]!
  return copy
}
