/** Ending a run during a measurement: the measurement ends first, and only then is its memory freed. */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { blobs } from '../../tests/support/dataset.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts'
import type { ProbeRequest } from '../protocol/variance.ts'
import { createRun, type Run } from './run.ts'

const settings: Settings = { ...DEFAULT_SETTINGS, hidden: [3], latent: 2, batch: 10 }
const dataset = blobs(140, 10)
const request: ProbeRequest = { draws: 4, samples: 1, kl: 'closed-form', baseline: 'none' }

beforeAll(() => setBackend('cpu'))

const MEASUREMENTS: readonly (readonly [string, number, (run: Run) => Promise<unknown>])[] = [
  ['the variance', 4, (run) => run.prober.probe(request)],
  ['the variance over batches', 8, (run) => run.prober.probeBatches(request, 2)],
  ['coordinates', 4, (run) => run.prober.coordinates(request, 0)],
]

describe.each(MEASUREMENTS)('a run that ends while a person measures %s', (_, draws, measure) => {
  test.each([
    ['its first', 1],
    ['its last', draws],
  ])('at %s draw waits for it, and leaves nothing behind', async (_, at) => {
    const before = memory().numTensors
    let reached: () => void = () => {}
    const isAt = new Promise<void>((resolve) => (reached = resolve))
    const tell = (event: EngineEvent) => {
      if (event.type === 'progress' && event.done === at) reached()
    }
    const run = createRun(settings, dataset, tell)
    let outcome = 'under way'
    const measuring = measure(run).then(
      () => (outcome = 'measured'),
      (thrown: Error) => (outcome = thrown.name),
    )
    await isAt
    await run.dispose()
    expect(outcome).toBe('AbortError')
    expect(memory().numTensors).toBe(before)
    await measuring
  })
})
