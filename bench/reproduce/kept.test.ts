import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../browser.ts'
import { keptOr, type KeptPart } from './kept.ts'
import type { RunPart } from './page/main.ts'

const COMMAND = `test-${randomUUID()}`

afterAll(() => rm(path.join(ROOT, '.cache', COMMAND), { recursive: true, force: true }))

/** Counts to three, and is ended on the way if it has not come further than `until`. */
const counting = (until: number) => async (part: KeptPart<number>) => {
  for (let at = Number(await part.read()); at < 3; at++) {
    if (at === until) throw new Error('ended')
    await part.keep(at + 1)
  }
  return { from: Number(await part.read()) }
}

test('what was ended early goes on from what it kept, and once it is found it is not done again', async () => {
  await expect(keptOr(COMMAND, 'a', true, counting(2))).rejects.toThrow('ended')
  const seen: (number | null)[] = []
  const goingOn = async (part: KeptPart<number>) => {
    seen.push(await part.read())
    return counting(9)(part)
  }
  expect(await keptOr(COMMAND, 'a', true, goingOn)).toEqual({ from: 3 })
  expect(seen).toEqual([2])
  expect(await keptOr(COMMAND, 'a', true, () => Promise.reject(new Error('again')))).toEqual({ from: 3 })
})

test('without going on it begins from nothing, whatever was kept', async () => {
  await expect(keptOr(COMMAND, 'b', false, counting(1))).rejects.toThrow('ended')
  await keptOr(COMMAND, 'b', false, async (part) => {
    expect(await part.read()).toBeNull()
    return 1
  })
})

test('a run on its way is the same after it was kept, to the last bit', async () => {
  const values = Float32Array.from({ length: 100_003 }, (_, i) => Math.sin(i) * 10 ** ((i % 77) - 38))
  values.set([0, -0, 3.4e38, -1e-45])
  const run: RunPart = {
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
  await keptOr(COMMAND, 'c', true, async (part: KeptPart<RunPart>) => {
    await part.keep(run)
    expect(await part.read()).toEqual(run)
    return null
  })
})
