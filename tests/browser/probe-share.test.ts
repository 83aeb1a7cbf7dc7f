/** What the variance probe takes of the training time, at the standard configuration with default settings, on wasm. */
import { beforeAll, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createRun } from '../../src/engine/run.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import { DEFAULT_SETTINGS } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'

const SECONDS = 20

beforeAll(() => startDevice('wasm'))

test('at most 10 %', async () => {
  const events: EngineEvent[] = []
  const run = createRun(DEFAULT_SETTINGS, blobs(12_800, 64), (event) => events.push(event))
  const began = performance.now()
  run.train(0)
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000))
  const step = await run.pause()
  const elapsed = (performance.now() - began) / 1000
  const reports = events.flatMap((event) => (event.type === 'probed' ? [event.report] : []))
  await run.dispose()

  const probing = reports.reduce((sum, { seconds }) => sum + seconds, 0)
  console.log(
    `probe: ${((100 * probing) / elapsed).toFixed(1)} % of ${elapsed.toFixed(1)} s, ` +
      `${reports.length} measurements in ${step} steps`,
  )
  expect(reports.length).toBeGreaterThan(0)
  expect(probing / elapsed).toBeLessThan(0.1)
}, 60_000)
