/**
 * The probe of a run over several batches: at the same weights, on different images, the first batch being the
 * frozen one.
 */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { uniform } from '../math/random.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../protocol/settings.ts'
import type { ProbeReport, ProbeRequest } from '../protocol/variance.ts'
import { createBatches } from './batches.ts'
import { createProber } from './prober.ts'
import { createTraining, PIXELS } from './training.ts'

beforeAll(() => setBackend('cpu'))

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  latent: 2,
  hidden: [4],
  batch: 8,
  seed: 5,
  targets: 'binarized',
}
const request: ProbeRequest = { draws: 4, samples: 1, kl: 'closed-form', baseline: 'none' }

function benchOf(
  count: number,
  onEvent: (event: EngineEvent) => void = () => {},
  change: Partial<Settings> = {},
) {
  const key = { seed: 6, stream: 1, step: 0 }
  const images = Uint8Array.from(uniform(count * PIXELS, 0, 255, key), Math.round)
  const train = { images, labels: null, count }
  const model = { ...settings, family: change.family ?? settings.family }
  const training = createTraining(model, createBatches(train, model))
  const events: EngineEvent[] = []
  const live = () => liveSettings({ ...settings, ...change })
  const ending = new AbortController().signal
  const emit = (event: EngineEvent) => {
    events.push(event)
    onEvent(event)
  }
  const prober = createProber({ settings: model, train, training, live, ending, emit })
  const advance = () => training.advance(live()).sums.dispose()
  const dispose = () => [prober, training].forEach((one) => one.dispose())
  return { prober, events, advance, dispose }
}

/** The report without its duration. */
const figuresOf = ({ seconds: _, ...report }: ProbeReport) => report

test('the first batch is the frozen one, to the last digit; the others are others, and the same every time', async () => {
  const { prober, dispose } = benchOf(200)
  const [first, ...others] = await prober.probeBatches(request, 3)
  expect(figuresOf(first!)).toEqual(figuresOf(await prober.probe(request)))
  const ratios = [first!, ...others].map(({ estimators }) => estimators['score-function']!.ratio!.value)
  expect(new Set(ratios).size).toBe(3)
  expect([first!, ...others].map(({ images }) => images)).toEqual([64, 64, 64])
  expect((await prober.probeBatches(request, 3)).map(figuresOf)).toEqual([first!, ...others].map(figuresOf))
  dispose()
})

test('all are at the same weights, though training goes on; progress counts all draws', async () => {
  const { prober, events, advance, dispose } = benchOf(200)
  const measuring = prober.probeBatches(request, 2)
  advance()
  expect((await measuring).map(({ step }) => step)).toEqual([0, 0])
  const told = events.flatMap((event) => (event.type === 'progress' ? [[event.done, event.total]] : []))
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((done) => [done, 8]))
  dispose()
})

test('no more batches than the images fill, and a small set is one', async () => {
  const { prober, dispose } = benchOf(200)
  await expect(prober.probeBatches(request, 4)).rejects.toMatchObject({ code: 'message-wrong' })
  dispose()
  const small = benchOf(23)
  expect((await small.prober.probeBatches(request, 1)).map(({ images }) => images)).toEqual([23])
  await expect(small.prober.probeBatches(request, 2)).rejects.toMatchObject({ code: 'message-wrong' })
  small.dispose()
})

test('given up, it leaves nothing behind', async () => {
  const controller = new AbortController()
  // In the second batch, whose images are on the device only while it is measured.
  const { prober, dispose } = benchOf(200, (event) => {
    if (event.type === 'progress' && event.done === 6) controller.abort()
  })
  const before = memory().numTensors
  const measuring = prober.probeBatches(request, 3, controller.signal)
  await expect(measuring).rejects.toMatchObject({ name: 'AbortError' })
  expect(memory().numTensors).toBe(before)
  dispose()
})

test(
  'an intervention is measured only while it trains, never as the reference, and by noise of its own',
  { tags: 'thorough' },
  async () => {
    const without = benchOf(8)
    const real = await without.prober.probe(request)
    expect(Object.keys(real.estimators)).toEqual(['reparameterized', 'score-function'])
    without.dispose()

    const quiet = benchOf(8, () => {}, { estimator: 'noise-dial', dial: 0 })
    quiet.advance()
    const report = await quiet.prober.probe({ ...request, draws: 32 })
    expect(Object.keys(report.estimators)).toEqual(['reparameterized', 'score-function', 'noise-dial'])
    // 16 draws instead of one; the first of them is the one that the others see.
    expect(report.estimators['noise-dial']!.ratio!.value).toBeLessThan(1 / 8)
    expect(report.signal!.by).toBe('reparameterized')
    quiet.dispose()

    const loud = benchOf(8, () => {}, { estimator: 'noise-dial', dial: 2 })
    const { estimators } = await loud.prober.probe({ ...request, draws: 32 })
    const ratio = estimators['noise-dial']!.total.value / estimators['score-function']!.total.value
    // The square of the dial, within what 32 draws tell.
    expect(ratio).toBeGreaterThan(1.5)
    expect(ratio).toBeLessThan(10)
    loud.dispose()
  },
)

test('the importance-weighted bound is measured whatever is trained, with the K that is asked for', async () => {
  const { prober, dispose } = benchOf(8, () => {}, { kl: 'sticking-the-landing' })
  const of = (importance: number) => prober.probe({ ...request, draws: 16, importance })
  const [one, many] = [await of(1), await of(12)]
  expect(Object.keys(one.estimators)).toEqual(['reparameterized', 'dreg'])
  expect(Object.keys(many.estimators)).toEqual(['reparameterized', 'dreg', 'vimco'])
  expect(many).toMatchObject({ importance: 12, k: 12 })
  // 64 of 784 x 4 and the 16 of 4 x 4, but for units that are off for all images.
  expect(many.estimators.dreg!.weights!.coordinates).toBeGreaterThan(20)
  const { square } = many.estimators.dreg!.weights!
  // Its own noise is less than that of the total derivative; the mean is the same.
  expect(square.value).toBeGreaterThan(many.estimators.reparameterized!.weights!.square.value)
  expect((await prober.probe(request)).estimators.reparameterized!.weights).toBeUndefined()
  dispose()
})

test('with antithetic noise: said in the report, quieter, without what has pairs already', async () => {
  const { prober, dispose } = benchOf(8)
  const asked = { ...request, draws: 16, samples: 2 }
  const [apart, paired] = [await prober.probe(asked), await prober.probe({ ...asked, noise: 'antithetic' })]
  expect(apart.noise).toBeUndefined()
  expect(paired.noise).toBe('antithetic')
  const ofPath = ({ estimators }: ProbeReport) => estimators.reparameterized!.total.value
  expect(ofPath(paired)).toBeLessThan(ofPath(apart))
  dispose()

  const bits = benchOf(8, () => {}, { family: 'bernoulli', estimator: 'score-function' })
  const { estimators } = await bits.prober.probe({ ...asked, noise: 'antithetic' })
  expect(Object.keys(estimators)).toContain('straight-through')
  expect(Object.keys(estimators)).not.toContain('disarm')
  bits.dispose()
})
