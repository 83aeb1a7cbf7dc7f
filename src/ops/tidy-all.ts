/**
 * TF.js's `tidy` for a result of several tensors, which may be an object or nested. TF.js looks for them with one function in whatever
 * it is given; where that sees objects as well as arrays, V8 optimizes it and takes that back in every other step.
 * Here it is handed a list.
 */
import { Tensor, tidy } from '@tensorflow/tfjs-core'

function collect(made: unknown, into: Tensor[]): Tensor[] {
  if (made instanceof Tensor) into.push(made)
  else if (Array.isArray(made)) for (const one of made) collect(one, into)
  else if (typeof made === 'object' && made !== null)
    for (const one of Object.values(made)) collect(one, into)
  return into
}

/** The caller owns the tensors of the result; all others that `make` has made are gone. */
export function tidyAll<T>(make: () => T): T {
  let made!: T
  tidy(() => collect((made = make()), []))
  return made
}
