/**
 * What snapshots take of the training time, and what they do to a slider, at the standard configuration on wasm, asked
 * for as often as the page does. The same run, first without them.
 */
import { beforeAll, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createRun, type Run } from '../../src/engine/run.ts'
import { DEFAULT_SETTINGS } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'

const SECONDS = 6
const BETWEEN_MS = 2000 // as in src/store/checkpoints/autosave.ts

beforeAll(() => startDevice('wasm'))

const percentile95 = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(0.95 * values.length)]!

/** Milliseconds from a slider's move to its image, one move after another. */
async function slide(run: Run, until: number): Promise<number[]> {
  const waits: number[] = []
  while (performance.now() < until) {
    const began = performance.now()
    await run.views.decode(new Float32Array(DEFAULT_SETTINGS.latent).fill(waits.length / 100))
    waits.push(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 16))
  }
  return waits
}

async function measure(withSnapshots: boolean) {
  const run = createRun({ ...DEFAULT_SETTINGS, probe: 0 }, blobs(12_800, 64), () => undefined)
  run.train(0)
  const began = performance.now()
  const end = began + SECONDS * 1000
  const took: number[] = []
  const bytes: number[] = []
  const snapshots = async () => {
    while (withSnapshots && performance.now() + BETWEEN_MS < end) {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
      const snapshot = await run.snapshot()
      took.push(snapshot.took)
      bytes.push(snapshot.tensors.reduce((sum, { values }) => sum + values.byteLength, 0))
    }
  }
  const [waits] = await Promise.all([slide(run, end), snapshots()])
  const steps = await run.pause()
  const elapsed = (performance.now() - began) / 1000
  await run.dispose()
  return { p95: percentile95(waits), rate: steps / elapsed, took, elapsed, bytes }
}

test('snapshots take little of the time, and a slider does not feel them', async () => {
  const without = await measure(false)
  const { took, elapsed, p95, rate, bytes } = await measure(true)
  const share = took.reduce((sum, seconds) => sum + seconds, 0) / elapsed
  console.log(
    `snapshots: ${(100 * share).toFixed(2)} % of ${elapsed.toFixed(1)} s, ` +
      `${took.map((seconds) => (1000 * seconds).toFixed(1)).join(', ')} ms each for ${(bytes[0]! / 1e6).toFixed(1)} MB; ` +
      `slider p95 ${p95.toFixed(1)} ms with, ${without.p95.toFixed(1)} ms without; ` +
      `${rate.toFixed(1)} steps/s with, ${without.rate.toFixed(1)} without`,
  )
  expect(took.length).toBeGreaterThan(1)
  expect(share).toBeLessThan(0.05)
  expect(p95).toBeLessThan(2 * without.p95 + 10)
}, 60_000)
