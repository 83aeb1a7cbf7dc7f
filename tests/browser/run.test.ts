/** A run in process on the wasm backend: training, pausing, evaluating, diverging, and what it leaves in memory. */
import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createRun, type Run } from '../../src/engine/run.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import type { TrainRow } from '../../src/protocol/metrics.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'

const small: Settings = { ...DEFAULT_SETTINGS, hidden: [16], latent: 2, batch: 20, probe: 0 }
const dataset = blobs(200, 40)

interface Observed {
  readonly run: Run
  readonly events: EngineEvent[]
  readonly rows: () => TrainRow[]
  /** Resolves with the event by which training ends. */
  readonly ended: () => Promise<EngineEvent>
}

function observe(settings: Settings): Observed {
  const events: EngineEvent[] = []
  let wake = () => {}
  const run = createRun(settings, dataset, (event) => {
    events.push(event)
    wake()
  })
  const isEnd = ({ type }: EngineEvent) => type === 'paused' || type === 'diverged' || type === 'failed'
  return {
    run,
    events,
    rows: () => events.flatMap((event) => (event.type === 'trained' ? event.rows : [])),
    async ended() {
      for (;;) {
        const end = events.find(isEnd)
        if (end) return end
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

const train = async (observed: Observed, until: number): Promise<EngineEvent> => {
  observed.run.train(until)
  return observed.ended()
}

beforeAll(() => startDevice('wasm'))

describe('training', () => {
  test('stops exactly where it is told, logs every step, and learns', async () => {
    const observed = observe(small)
    expect(await train(observed, 150)).toEqual({ type: 'paused', step: 150 })
    const rows = observed.rows()
    expect(rows.map(({ step }) => step)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1))
    expect(rows.at(-1)!.recon).toBeGreaterThan(rows[0]!.recon + 50)
    expect(rows.every(({ kl, recon }) => kl! >= 0 && recon <= 0)).toBe(true)
    expect(rows[9]!.epoch).toBe(1)
    await observed.run.dispose()
  })

  test('pause stands still: no step is taken until train is pressed again', async () => {
    const observed = observe(small)
    observed.run.train(0)
    await expect.poll(() => observed.rows().length).toBeGreaterThan(0)
    const step = await observed.run.pause()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await observed.run.pause()).toBe(step)
    expect(observed.rows().at(-1)!.step).toBe(step)
    expect(await observed.run.step()).toBe(step + 1)
    await observed.run.dispose()
  })

  test('the same seed gives the same rows, whatever the pauses; another seed does not', async () => {
    const whole = observe(small)
    await train(whole, 60)
    const pieces = observe(small)
    await train(pieces, 25)
    for (let i = 0; i < 10; i++) await pieces.run.step()
    pieces.events.splice(0, pieces.events.length, ...pieces.events.filter(({ type }) => type === 'trained'))
    await train(pieces, 60)
    const numbers = (observed: Observed) =>
      observed.rows().map(({ step, recon, kl }) => ({ step, recon, kl }))
    expect(numbers(pieces)).toEqual(numbers(whole))

    const other = observe({ ...small, seed: 2 })
    await train(other, 60)
    expect(numbers(other)[59]).not.toEqual(numbers(whole)[59])
    await Promise.all([whole, pieces, other].map(({ run }) => run.dispose()))
  })

  test('a live change takes effect at the next step and keeps the weights', async () => {
    const observed = observe(small)
    await train(observed, 40)
    observed.run.configure({ ...liveSettings(small), beta: 3, lr: 1e-7, samples: 4 })
    await observed.run.step()
    const [before, after] = observed.rows().slice(-2)
    expect(before).toMatchObject({ step: 40, beta: 1, samples: 1 })
    expect(after).toMatchObject({ step: 41, beta: 3, samples: 4 })
    expect(Math.abs(after!.recon - before!.recon)).toBeLessThan(40)
    await observed.run.dispose()
  })
})

describe('a point for a posterior', () => {
  const point: Settings = { ...small, family: 'point', beta: 4, samples: 4, probe: 20 }

  test('reconstructs, and has neither KL nor variance; the probe does not run', async () => {
    const observed = observe(point)
    await train(observed, 150)
    const rows = observed.rows()
    expect(rows.every(({ kl, beta, samples }) => kl === null && beta === 0 && samples === 1)).toBe(true)
    expect(rows.at(-1)!.recon).toBeGreaterThan(rows[0]!.recon + 50)
    expect(observed.events.some(({ type }) => type === 'probed')).toBe(false)
    const request = { draws: 16, samples: 1, kl: 'closed-form', baseline: 'none' } as const
    await expect(observed.run.prober.probe(request)).rejects.toMatchObject({ code: 'point-has-no-noise' })
    await observed.run.dispose()
  })

  test('is evaluated at the mean, where it reconstructs', async () => {
    const observed = observe(point)
    await train(observed, 300)
    const { recon, kl } = await observed.run.evaluate()
    expect(kl).toBeNull()
    observed.run.configure({ ...liveSettings(point), family: 'gaussian' })
    const drawn = await observed.run.evaluate()
    expect(drawn.kl).toBeGreaterThan(0)
    expect(drawn.recon).toBeLessThan(recon) // noise that the decoder never saw
    await observed.run.dispose()
  })

  test('is told as one: no variance, and all its draws the same', async () => {
    const observed = observe(point)
    await train(observed, 30)
    const { mean, spread } = await observed.run.latent.encodings(10)
    expect(mean.every(Number.isFinite)).toBe(true)
    expect(spread.every((value) => value === 0)).toBe(true)
    const inspection = await observed.run.latent.inspect({ test: 3 }, 2)
    expect([...inspection.spread]).toEqual([0, 0])
    const { pixels } = inspection.reconstruction
    expect(inspection.draws.pixels).toEqual(Uint8Array.from([...pixels, ...pixels]))
    await observed.run.dispose()
  })

  test('comes and goes while it trains, the weights stay', async () => {
    const observed = observe(small)
    const look = async () => (await observed.run.views.decode(Float32Array.of(0.5, -0.5))).pixels
    await train(observed, 40)
    const before = await look()
    observed.run.configure(liveSettings(point))
    expect(await look()).toEqual(before)
    await observed.run.step()
    observed.run.configure(liveSettings(small))
    await observed.run.step()
    const [vae, autoencoder, again] = observed.rows().slice(-3)
    expect([vae!.kl, autoencoder!.kl, again!.kl].map((kl) => kl === null)).toEqual([false, true, false])
    expect([vae!.beta, autoencoder!.beta, again!.beta]).toEqual([1, 0, 1])
    expect(Math.abs(autoencoder!.recon - vae!.recon)).toBeLessThan(40)
    expect(Math.abs(again!.kl! - vae!.kl!)).toBeLessThan(5)
    await observed.run.dispose()
  })
})

describe('evaluation', () => {
  test('happens after 100 steps and after each epoch, at the weights of that step', async () => {
    const settings = { ...small, batch: 2 } // 100 steps an epoch
    const observed = observe(settings)
    await train(observed, 200)
    const scheduled = await observed.run.evaluate()
    await observed.run.dispose()
    const evaluated = observed.events.flatMap((event) =>
      event.type === 'evaluated' ? [event.evaluation] : [],
    )
    expect(evaluated.map(({ step }) => step)).toEqual([100, 200, 200])
    expect(evaluated[1]).toEqual(scheduled)
    expect(evaluated[1]).toMatchObject({ images: 40 })
    expect(evaluated[1]!.recon).not.toBe(evaluated[0]!.recon)
  })

  test('can be cancelled, and leaves nothing behind', async () => {
    const observed = observe(small)
    const before = memory().numTensors
    const controller = new AbortController()
    const evaluation = observed.run.evaluate(controller.signal)
    controller.abort()
    await expect(evaluation).rejects.toMatchObject({ name: 'AbortError' })
    expect(memory().numTensors).toBe(before)
    expect(observed.events.some(({ type }) => type === 'evaluated')).toBe(false)
    await observed.run.dispose()
  })
})

describe('the variance probe', () => {
  test('runs by itself within its budget, for both estimators, the same at the same step', async () => {
    const probes = async () => {
      const observed = observe({ ...small, probe: 20 })
      await train(observed, 400)
      const reports = observed.events.flatMap((event) => (event.type === 'probed' ? [event.report] : []))
      const request = { draws: reports[0]!.draws, samples: 1, kl: 'closed-form', baseline: 'none' } as const
      const again = await observed.run.prober.probe(request)
      await observed.run.dispose()
      return { reports, again }
    }
    const { reports, again } = await probes()
    expect(reports.length).toBeGreaterThan(0)
    for (const { estimators } of reports) {
      const { reparameterized, 'score-function': score } = estimators as Required<typeof estimators>
      const ratio = score.ratio!
      for (const { total, layers } of [reparameterized, score]) {
        expect(total.lo).toBeLessThan(total.value)
        expect(total.hi).toBeGreaterThan(total.value)
        expect(layers.reduce((sum, { value }) => sum + value, 0) / total.value).toBeCloseTo(1, 5)
      }
      expect(ratio.value / (score.total.value / reparameterized.total.value)).toBeCloseTo(1, 5)
      expect(ratio.lo).toBeGreaterThan(1) // REINFORCE without a baseline is noisier, beyond doubt
    }
    const second = await probes()
    expect({ ...second.again, seconds: 0 }).toEqual({ ...again, seconds: 0 })
  })

  test('measures at the early steps, and within 50 steps of a switch, however slow the machine is', async () => {
    const observed = observe({ ...small, probe: 1 })
    await train(observed, 500)
    const steps = () =>
      observed.events.flatMap((event) => (event.type === 'probed' ? [event.report.step] : []))
    expect(steps()).toEqual(expect.arrayContaining([1, 10, 20, 50, 100, 200, 500]))
    observed.run.configure({ ...liveSettings(small), probe: 1, beta: 2 })
    observed.events.splice(0)
    await train(observed, 551)
    expect(steps().some((step) => step > 500 && step <= 550)).toBe(true)
    await observed.run.dispose()
  })

  test('does not change the run', async () => {
    const [with_, without] = [observe({ ...small, probe: 50 }), observe({ ...small, probe: 0 })]
    await train(with_, 100)
    await train(without, 100)
    expect(with_.events.some(({ type }) => type === 'probed')).toBe(true)
    expect(without.events.some(({ type }) => type === 'probed')).toBe(false)
    const numbers = (observed: Observed) =>
      observed.rows().map(({ step, recon, kl }) => ({ step, recon, kl }))
    expect(numbers(with_)).toEqual(numbers(without))
    await Promise.all([with_, without].map(({ run }) => run.dispose()))
  })

  test('coordinates: the draws of both estimators have the same mean within their errors', async () => {
    const observed = observe(small)
    const request = { draws: 400, samples: 1, kl: 'closed-form', baseline: 'batch' } as const
    const { batch, latent } = await observed.run.prober.coordinates(request, 0)
    const stats = (values: Float32Array, j: number) => {
      const column = Array.from({ length: 400 }, (_, r) => values[r * 2 * latent + j]!)
      const mean = column.reduce((a, b) => a + b) / 400
      return { mean, error: Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 400 }
    }
    for (let j = 0; j < 2 * latent; j++) {
      const [a, b] = [stats(batch.reparameterized!, j), stats(batch['score-function']!, j)]
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(4.5 * Math.hypot(a.error, b.error))
    }
    await observed.run.dispose()
  })
})

describe('freezing a half', () => {
  test.each(['encoder', 'decoder'] as const)(
    'a frozen %s does not move, the other half does',
    async (frozen) => {
      const observed = observe({ ...small, freeze: frozen, lr: 0.01 })
      const look = async () => (await observed.run.views.decode(Float32Array.of(0.5, -0.5))).pixels
      const before = await look()
      const { kl } = await observed.run.evaluate()
      await train(observed, 30)
      const after = await observed.run.evaluate()
      if (frozen === 'encoder') expect(after.kl).toBe(kl)
      else expect(after.kl).not.toBe(kl)
      if (frozen === 'decoder') expect(await look()).toEqual(before)
      else expect(await look()).not.toEqual(before)
      await observed.run.dispose()
    },
  )
})

describe('divergence', () => {
  const explosive: Settings = { ...small, likelihood: 'gaussian', sigma: 0.01, optimizer: 'sgd', lr: 1 }

  test('pauses at the step, goes back to finite weights, and can go on with a smaller learning rate', async () => {
    const observed = observe(explosive)
    const end = await train(observed, 500)
    expect(end).toMatchObject({ type: 'diverged', restoredStep: 0 })
    const diverged = end as Extract<EngineEvent, { type: 'diverged' }>
    expect(diverged.step).toBeGreaterThan(0)
    expect(diverged.step).toBeLessThan(50)
    expect(observed.rows().length).toBeGreaterThan(0)
    expect(observed.rows().every(({ recon, kl }) => Number.isFinite(recon + kl!))).toBe(true)

    const { recon, kl } = await observed.run.evaluate()
    expect(Number.isFinite(recon + kl!)).toBe(true)
    observed.run.configure({ ...liveSettings(explosive), lr: 1e-7 })
    expect(await observed.run.step()).toBe(1)
    expect(Number.isFinite(observed.rows().at(-1)!.recon)).toBe(true)
    await observed.run.dispose()
  })
})

test('2,000 steps with evaluations, samples and reconstructions leave the number of tensors unchanged', async () => {
  const before = memory().numTensors
  const observed = observe({ ...small, batch: 8 })
  await train(observed, 10)
  const held = memory().numTensors
  observed.events.length = 0
  observed.run.train(2010)
  const looking = (async () => {
    for (let i = 0; i < 20; i++) {
      await observed.run.views.samplePrior(4)
      await observed.run.views.reconstruct(4)
      await observed.run.views.decode(new Float32Array(2))
    }
  })()
  await Promise.all([observed.ended(), looking])
  await observed.run.evaluate()
  // At most one more checkpoint is held than at the start: the candidate for the last good weights.
  const checkpoint = 3 * 8 + 1 // 4 layers of weight and bias, each with Adam's two slots, and the moving average
  expect(memory().numTensors - held).toBeLessThanOrEqual(checkpoint)
  await observed.run.dispose()
  expect(memory().numTensors).toBe(before)
})

describe('pictures', () => {
  test('prior samples come from fixed noise, reconstructions beside their originals', async () => {
    const observed = observe(small)
    const [a, b] = [await observed.run.views.samplePrior(3), await observed.run.views.samplePrior(3)]
    expect(a).toEqual(b)
    expect(a).toMatchObject({ count: 3 })
    expect(a.pixels).toHaveLength(3 * 784)
    const { originals, reconstructions } = await observed.run.views.reconstruct(2)
    const { images } = await observed.run.latent.testImages(2)
    expect(originals.pixels).toEqual(images.pixels)
    expect(reconstructions.count).toBe(2)
    await train(observed, 100)
    const c = await observed.run.views.samplePrior(3)
    expect(c.pixels).not.toEqual(a.pixels)
    expect([a.step, c.step, (await observed.run.views.reconstruct(2)).step]).toEqual([0, 100, 100])
    await observed.run.dispose()
  })
})
