/**
 * Whether the present backend computes in single precision: some WebGL devices render to 16-bit floats.
 * Measured, since the `floatPrecision` of TF.js reports 16 for every WebGL device that renders to 32.
 */
import { add, ones, sub, tidy } from '@tensorflow/tfjs-core'

/** 1 + 2^-16 needs 17 bits; half precision has 11. */
const SMALL = 2 ** -16
/** A GPU backend would leave smaller tensors to the CPU. */
const SIDE = 64

export async function isSinglePrecision(): Promise<boolean> {
  const differences = tidy(() => {
    const one = ones([SIDE, SIDE])
    return sub(add(one, SMALL), one)
  })
  const values = await differences.data()
  differences.dispose()
  return values.every((value) => value === SMALL)
}
