import { expect, test } from 'vitest'
import type { RunPart } from './part.ts'
import { partOf, textOfPart } from './part.ts'

test('a run on its way is the same after it was text, to the last bit', () => {
  const values = Float32Array.from({ length: 100_003 }, (_, i) => Math.sin(i) * 10 ** ((i % 77) - 38))
  values.set([0, -0, 3.4e38, -1e-45])
  const part: RunPart = {
    snapshot: {
      step: 1200,
      seconds: 61.25,
      since: { steps: 3, recon: -312.5, kl: null },
      data: { trainImages: 60_000, testImages: 10_000, checksum: 'abc' },
      optimizerSteps: { encoder: 1200, decoder: 1200 },
      // A view into a larger buffer, as a tensor's values may be.
      tensors: [
        { name: 'a', shape: [100_003], values },
        { name: 'b', shape: [2], values: values.subarray(1, 3) },
      ],
      took: 0.01,
    },
    rows: [{ step: 1, seconds: 0.5, recon: -500, kl: 2 } as RunPart['rows'][number]],
  }
  expect(partOf(textOfPart(part))).toEqual(part)
})
