/**
 * A run that goes on from a snapshot equals one that was never interrupted: weights, optimizer state, rows and
 * evaluations, bit for bit on one backend, to rounding across two. And what does not fit is refused.
 */
import { memory } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { createRun, type Run } from '../../src/engine/run.ts'
import { snapshotSpecs } from '../../src/engine/snapshot.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import { DEFAULT_SETTINGS, type BackendName, type Settings } from '../../src/protocol/settings.ts'
import type { Snapshot } from '../../src/protocol/snapshot.ts'
import { blobs } from '../support/dataset.ts'

const dataset = blobs(200, 40)
const small: Settings = { ...DEFAULT_SETTINGS, hidden: [16], latent: 2, batch: 20, probe: 0, lr: 3e-3 }

function observe(settings: Settings, from?: Snapshot) {
  const events: EngineEvent[] = []
  const run = createRun(settings, dataset, (event) => events.push(event), from)
  return { run, events }
}
type Observed = ReturnType<typeof observe>

/** What a run has told of its training, times apart. */
const told = ({ events }: Observed) => ({
  rows: events.flatMap((event) =>
    event.type === 'trained' ? event.rows.map(({ step, recon, kl }) => ({ step, recon, kl })) : [],
  ),
  evaluations: events.flatMap((event) => (event.type === 'evaluated' ? [event.evaluation] : [])),
})

async function until(run: Run, events: readonly EngineEvent[], step: number): Promise<void> {
  const isEnd = ({ type }: EngineEvent) => type === 'paused' || type === 'diverged' || type === 'failed'
  const before = events.filter(isEnd).length
  run.train(step)
  while (events.filter(isEnd).length === before) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(events.findLast(isEnd)).toEqual({ type: 'paused', step })
}

const plain = ({ step, optimizerSteps, tensors }: Snapshot) => ({ step, optimizerSteps, tensors })

/** Trains `settings` to `end` in one go, and again with a break at `breakAt`, or wherever training is just then. */
async function bothWays(settings: Settings, end: number, breakAt: number | 'under way') {
  const whole = observe(settings)
  await until(whole.run, whole.events, end)
  const expected = await whole.run.snapshot()
  await whole.run.dispose()

  const first = observe(settings)
  if (breakAt === 'under way') {
    first.run.train(0)
    await new Promise((resolve) => setTimeout(resolve, 60))
  } else await until(first.run, first.events, breakAt)
  const saved = structuredClone(await first.run.snapshot())
  const before = structuredClone(told(first))
  await first.run.dispose()

  const second = observe(settings, saved)
  await until(second.run, second.events, Math.max(end, saved.step + 1))
  const actual = await second.run.snapshot()
  await second.run.dispose()
  const after = told(second)
  const upTo = <T extends { step: number }>(list: T[]) => list.filter(({ step }) => step <= saved.step)
  const joined = {
    rows: [...upTo(before.rows), ...after.rows],
    evaluations: [...upTo(before.evaluations), ...after.evaluations],
  }
  return { expected, actual, saved, told: told(whole), joined }
}

/** Which epochs are evaluated depends on what the clock's share pays for; what is evaluated is the same. */
function expectSame(joined: ReturnType<typeof told>, whole: ReturnType<typeof told>): void {
  expect(joined.rows).toEqual(whole.rows)
  const steps = (evaluations: readonly { readonly step: number }[]) =>
    new Set(evaluations.map(({ step }) => step))
  const [ofJoined, ofWhole] = [steps(joined.evaluations), steps(whole.evaluations)]
  const inBoth = ({ step }: { readonly step: number }) => ofJoined.has(step) && ofWhole.has(step)
  expect(joined.evaluations.filter(inBoth)).toEqual(whole.evaluations.filter(inBoth))
}

describe('on webgpu', () => {
  beforeAll(() => startDevice('webgpu'))
  afterAll(() => releaseDevice('webgpu'))

  // Few steps: in software, a step takes half a second.
  test('bit for bit, rows and evaluations too', async () => {
    const settings: Settings = {
      ...small,
      batch: 100,
      estimator: 'score-function',
      baseline: 'moving-average',
    }
    const { expected, actual, saved, told, joined } = await bothWays(settings, 8, 5)
    expect(saved.step).toBe(5)
    expect(plain(actual)).toEqual(plain(expected))
    expectSame(joined, told)
  })
})

describe('on wasm', () => {
  beforeAll(() => startDevice('wasm'))

  const variants: readonly (readonly [string, Partial<Settings>])[] = [
    ['Adam, reparameterized', {}],
    [
      'RMSProp, score function with a moving average, binarized',
      { optimizer: 'rmsprop', estimator: 'score-function', baseline: 'moving-average', targets: 'binarized' },
    ],
    [
      'Adagrad, two hidden layers, Gaussian',
      { optimizer: 'adagrad', hidden: [16, 8], likelihood: 'gaussian' },
    ],
    ['SGD', { optimizer: 'sgd', lr: 1e-4 }],
  ]

  test.each(variants)('%s: bit for bit, rows and evaluations too', async (_, change) => {
    const { expected, actual, saved, told, joined } = await bothWays({ ...small, ...change }, 60, 33)
    expect(saved.step).toBe(33)
    expect(plain(actual)).toEqual(plain(expected))
    expectSame(joined, told)
    expect(told.evaluations.length).toBeGreaterThan(1)
  })

  test('a snapshot while training goes on', async () => {
    const { expected, actual, saved, told, joined } = await bothWays(small, 600, 'under way')
    expect(saved.step).toBeGreaterThan(0)
    expect(saved.step).toBeLessThan(600)
    expect(plain(actual)).toEqual(plain(expected))
    expectSame(joined, told)
  })

  test('between two logged rows: the row under way goes on, and so does the time', async () => {
    const settings = { ...small, batch: 4, hidden: [4] }
    const { expected, actual, saved, told, joined } = await bothWays(settings, 1050, 1013)
    expect(saved.since.steps).toBe(3)
    expect(actual.since).toEqual(expected.since)
    expect(actual.seconds).toBeGreaterThan(saved.seconds)
    expectSame(joined, told)
  })

  test('names, shapes and order are those of the file', async () => {
    const { run } = observe(small)
    const { tensors } = await run.snapshot()
    await run.dispose()
    const specs = snapshotSpecs(small).map(({ name, shape }) => ({ name, shape }))
    expect(tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(specs)
    expect(tensors.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'encoder.0.weight',
        'decoder.1.bias',
        'optimizer.exp_avg.encoder.0.weight',
        'optimizer.exp_avg_sq.decoder.1.bias',
        'baseline.moving_average',
      ]),
    )
  })

  test('snapshots leave nothing behind, and change nothing', async () => {
    const [with_, without] = [observe(small), observe(small)]
    const held = memory().numTensors
    with_.run.train(300)
    for (let i = 0; i < 5; i++) await with_.run.snapshot()
    while (!with_.events.some(({ type }) => type === 'paused'))
      await new Promise((resolve) => setTimeout(resolve, 5))
    await until(without.run, without.events, 300)
    expect(plain(await with_.run.snapshot())).toEqual(plain(await without.run.snapshot()))
    const checkpoint = 3 * 8 + 1 // the candidate for the last good weights, one of each run at most
    expect(memory().numTensors - held).toBeLessThanOrEqual(2 * checkpoint)
    await Promise.all([with_.run.dispose(), without.run.dispose()])
  })

  describe('refuses, before anything is made,', () => {
    const damage: readonly (readonly [string, Partial<Settings>, (snapshot: Snapshot) => void, object])[] = [
      ['another width', { hidden: [24] }, () => {}, { tensor: 'encoder.0.weight', found: '784 × 16' }],
      ['another depth', { hidden: [16, 16] }, () => {}, { tensor: 'encoder.1.weight' }],
      ['another optimizer', { optimizer: 'sgd' }, () => {}, { expected: 'nothing' }],
      ['a missing tensor', {}, ({ tensors }) => void (tensors as unknown[]).pop(), { found: 'nothing' }],
    ]
    test.each(damage)('%s', async (_, change, harm, params) => {
      const { run } = observe(small)
      const snapshot = structuredClone(await run.snapshot())
      const held = memory().numTensors
      harm(snapshot)
      const open = () => observe({ ...small, ...change }, snapshot)
      expect(open).toThrow(expect.objectContaining({ code: 'checkpoint-architecture' }))
      try {
        open()
      } catch (thrown) {
        expect((thrown as { params: object }).params).toMatchObject(params)
      }
      expect(memory().numTensors).toBe(held)
      await run.dispose()
    })

    test.each([
      ['encoder.0.bias', NaN],
      ['decoder.0.weight', Infinity],
      ['optimizer.exp_avg_sq.encoder.0.bias', -1],
    ])('%s = %s', async (name, value) => {
      const { run } = observe(small)
      const snapshot = structuredClone(await run.snapshot())
      snapshot.tensors.find((one) => one.name === name)!.values[3] = value
      expect(() => observe(small, snapshot)).toThrow(
        expect.objectContaining({ code: 'checkpoint-value', params: { tensor: name } }),
      )
      await run.dispose()
    })
  })
})

test('from webgpu on wasm: to rounding', { tags: 'thorough' }, async () => {
  const run = async (backend: BackendName, to: number, from?: Snapshot) => {
    await startDevice(backend)
    const observed = observe(small, from)
    await until(observed.run, observed.events, to)
    const snapshot = await observed.run.snapshot()
    await observed.run.dispose()
    return { snapshot, rows: told(observed).rows }
  }
  const whole = await run('webgpu', 8)
  const half = await run('webgpu', 4)
  releaseDevice('webgpu')
  const rest = await run('wasm', 8, half.snapshot)
  const rows = [...half.rows, ...rest.rows]
  rows.forEach(({ recon }, i) => {
    const expected = whole.rows[i]!.recon
    expect(Math.abs(recon - expected)).toBeLessThan(1e-3 * Math.abs(expected))
  })
  expect(rows).toHaveLength(8)
})
