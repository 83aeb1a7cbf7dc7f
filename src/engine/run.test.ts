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

describe('a run of the importance-weighted bound', () => {
  const weighted: Settings = { ...settings, objective: 'importance-weighted', k: 3, estimator: 'dreg' }

  /** Steps, a probe and an evaluation, and what they told. */
  async function outcomeOf(own: Settings) {
    const before = memory().numTensors
    const events: EngineEvent[] = []
    const run = createRun(own, dataset, (event) => events.push(event))
    await run.step()
    await run.step()
    const report = await run.prober.probe(request)
    const evaluation = await run.evaluate()
    await run.dispose()
    expect(memory().numTensors).toBe(before)
    const rows = events.flatMap((event) => (event.type === 'trained' ? event.rows : []))
    return { rows, report, evaluation }
  }

  test('logs it beside the ELBO, evaluates both, and measures its estimators', async () => {
    const { rows, report, evaluation } = await outcomeOf(weighted)
    expect(rows).toHaveLength(2)
    for (const { bound, recon, kl } of rows) {
      expect(bound!.k).toBe(3)
      expect(Number.isFinite(bound!.value)).toBe(true)
      // Of the same draws: above their mean, but for the KL's own noise.
      expect(bound!.value).toBeGreaterThan(recon - kl! - 1)
    }
    expect(evaluation.bound!.k).toBe(3)
    expect(report.k).toBe(3)
    expect(Object.keys(report.estimators).sort()).toEqual(['dreg', 'reparameterized', 'vimco'])
  })

  test('the held-out ELBO is the same number, whatever is trained', async () => {
    const frozen = { lr: 1e-7 }
    const [own, elbo] = [
      await outcomeOf({ ...weighted, ...frozen }),
      await outcomeOf({ ...settings, ...frozen }),
    ]
    expect(own.evaluation.recon).toBeCloseTo(elbo.evaluation.recon, 2)
    expect(own.evaluation.kl).toBeCloseTo(elbo.evaluation.kl!, 2)
    expect(elbo.evaluation.bound).toBeUndefined()
    expect(elbo.report.k).toBeUndefined()
    expect(elbo.rows.every(({ bound }) => bound === undefined)).toBe(true)
  })
})
