/** The lanes of a run: equal settings stay equal to the last bit, a change touches its own lane alone, nothing leaks. */
import { memory } from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createRun, type Run } from '../../src/engine/run.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import type { TrainRow } from '../../src/protocol/metrics.ts'
import {
  DEFAULT_SETTINGS,
  liveSettings,
  type LiveSettings,
  type Settings,
} from '../../src/protocol/settings.ts'
import type { Snapshot } from '../../src/protocol/snapshot.ts'
import { blobs } from '../support/dataset.ts'

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  hidden: [16],
  latent: 2,
  batch: 20,
  probe: 0,
  optimizer: 'adam',
  lr: 3e-3,
}
const dataset = blobs(200, 40)
const live = (change: Partial<LiveSettings> = {}): LiveSettings => ({ ...liveSettings(settings), ...change })
const scoreFunction = live({ estimator: 'score-function' })

interface Observed {
  readonly run: Run
  readonly events: EngineEvent[]
}

const running: Observed[] = []

function observe(from?: Snapshot, own = settings): Observed {
  const events: EngineEvent[] = []
  const run = createRun(own, dataset, (event) => events.push(event), from)
  running.push({ run, events })
  return { run, events }
}

const ENDS: readonly EngineEvent['type'][] = ['paused', 'diverged', 'failed']
const endsOf = (events: readonly EngineEvent[]) => events.filter(({ type }) => ENDS.includes(type))

async function trainTo({ run, events }: Observed, step: number): Promise<EngineEvent> {
  const before = endsOf(events).length
  run.train(step)
  await expect.poll(() => endsOf(events).length, { interval: 2 }).toBeGreaterThan(before)
  return endsOf(events).at(-1)!
}

const numbers = (rows: readonly TrainRow[]) => rows.map(({ step, recon, kl }) => ({ step, recon, kl }))
const rowsOf = ({ events }: Observed) =>
  numbers(events.flatMap((event) => (event.type === 'trained' ? event.rows : [])))
const laneRowsOf = ({ events }: Observed, lane: number) => {
  const all = events.flatMap((event) => (event.type === 'trained' ? (event.lanes ?? []) : []))
  return numbers(all.filter((one) => one.lane === lane).flatMap(({ rows }) => rows))
}
const laneOf = ({ lanes = [] }: Snapshot, lane: number) => lanes.find((one) => one.lane === lane)!
/** All of a state but the seconds. */
const stateOf = ({
  optimizerSteps,
  tensors,
  since,
}: Pick<Snapshot, 'optimizerSteps' | 'tensors' | 'since'>) => ({
  optimizerSteps,
  tensors,
  since,
})

beforeAll(() => startDevice('wasm'))
afterEach(async () => {
  for (const { run } of running.splice(0)) await run.dispose()
})

describe('a fork', () => {
  test('with equal settings stays equal, bit for bit, over 50 steps; the run is what it is without it', async () => {
    const alone = observe()
    await trainTo(alone, 70)
    const forked = observe()
    await trainTo(forked, 20)
    expect(await forked.run.fork(2, 1, live())).toBe(20)
    await trainTo(forked, 70)
    const snapshot = await forked.run.snapshot()
    expect(stateOf(laneOf(snapshot, 2))).toEqual(stateOf(snapshot))
    expect(stateOf(snapshot)).toEqual(stateOf(await alone.run.snapshot()))
    expect(rowsOf(forked)).toEqual(rowsOf(alone))
    expect(laneRowsOf(forked, 2)).toEqual(rowsOf(alone).slice(20))
  })

  test('while training leaves at a step that it tells, and has every row after it', async () => {
    const observed = observe()
    observed.run.train(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const at = await observed.run.fork(2, 1, live())
    const step = Math.max(at + 5, await observed.run.pause())
    await trainTo(observed, step)
    expect(laneRowsOf(observed, 2)).toEqual(rowsOf(observed).slice(at))
    expect(laneRowsOf(observed, 2).length).toBeGreaterThanOrEqual(5)
  })

  test('between two logged rows goes on with what was summed up since the last one', async () => {
    const observed = observe()
    await trainTo(observed, 1003)
    await observed.run.fork(2, 1, live())
    await trainTo(observed, 1020)
    expect(laneRowsOf(observed, 2)).toEqual(rowsOf(observed).slice(-2))
    expect(laneRowsOf(observed, 2).map(({ step }) => step)).toEqual([1010, 1020])
  })

  test('with other settings is the run that switches to them, and leaves the run as it is', async () => {
    const switched = observe()
    await trainTo(switched, 20)
    switched.run.configure(scoreFunction)
    await trainTo(switched, 40)
    const forked = observe()
    await trainTo(forked, 20)
    await forked.run.fork(2, 1, live())
    forked.run.configure(scoreFunction, 2)
    await trainTo(forked, 40)
    const alone = observe()
    await trainTo(alone, 40)
    expect(laneRowsOf(forked, 2)).toEqual(rowsOf(switched).slice(20))
    expect(rowsOf(forked)).toEqual(rowsOf(alone))
    expect(laneRowsOf(forked, 2).at(-1)).not.toEqual(rowsOf(forked).at(-1))
  })

  test('has its own number of samples, and the run the noise that it has alone', async () => {
    const forked = observe()
    await forked.run.fork(2, 1, live({ samples: 4 }))
    await forked.run.fork(3, 2, live())
    await trainTo(forked, 15)
    const alone = observe()
    await trainTo(alone, 15)
    expect(rowsOf(forked)).toEqual(rowsOf(alone))
    expect(laneRowsOf(forked, 3)).toEqual(rowsOf(alone))
    expect(laneRowsOf(forked, 2)).not.toEqual(rowsOf(alone))
  })

  test('of a lane that is there, or from one that is not, is refused', async () => {
    const { run } = observe()
    await run.fork(2, 1, live())
    await expect(run.fork(2, 1, live())).rejects.toMatchObject({ code: 'lane-exists' })
    await expect(run.fork(3, 4, live())).rejects.toMatchObject({ code: 'no-such-lane' })
    await expect(run.dropLane(1)).rejects.toMatchObject({ code: 'no-such-lane' })
  })
})

/** The summed squared error that a reconstruction term stands for. */
const errorOf = (recon: number, sigma: number): number =>
  -2 * sigma ** 2 * (recon + 784 * Math.log(sigma * Math.sqrt(2 * Math.PI)))

describe('sigma', () => {
  const gaussian: Settings = { ...settings, likelihood: 'gaussian', sigma: 1 }
  const own = (change: Partial<LiveSettings>) => ({ ...liveSettings(gaussian), ...change })

  test('of a lane is that of its steps: with beta in the same proportion it is the same network under Adam', async () => {
    const observed = observe(undefined, gaussian)
    await observed.run.fork(2, 1, own({ sigma: 0.1, beta: 100 }))
    await observed.run.fork(3, 1, own({ sigma: 0.1 }))
    await trainTo(observed, 60)
    const [first] = rowsOf(observed).slice(-1)
    const [scaled] = laneRowsOf(observed, 2).slice(-1)
    const [other] = laneRowsOf(observed, 3).slice(-1)
    const error = errorOf(first!.recon, 1)
    expect(scaled!.kl).toBeCloseTo(first!.kl!, 3)
    expect(errorOf(scaled!.recon, 0.1) / error).toBeCloseTo(1, 4)
    expect(Math.abs(errorOf(other!.recon, 0.1) / error - 1)).toBeGreaterThan(0.01)
    expect(other!.kl! / first!.kl!).toBeGreaterThan(2)
  })

  test('that is changed holds for what is measured before the next step', async () => {
    const observed = observe(undefined, gaussian)
    await trainTo(observed, 30)
    const { run } = observed
    const measure = async () => ({
      evaluation: await run.evaluate(),
      gap: await run.latent.gap(8),
      likelihood: await run.latent.likelihood(8, 10),
    })
    const before = await measure()
    run.configure(own({ sigma: 0.5 }))
    const after = await measure()
    const error = errorOf(before.evaluation.recon, 1)
    expect(errorOf(after.evaluation.recon, 0.5) / error).toBeCloseTo(1, 4)
    expect(after.evaluation.kl).toBeCloseTo(before.evaluation.kl!, 6)
    expect(after.likelihood.on.sigma).toBe(0.5)
    // The images are the same, and the bound with them: from sigma 1 to 0.5 all rise by 784 log 2 less the error's rise.
    const rise = after.evaluation.recon - before.evaluation.recon
    expect(rise).toBeGreaterThan(300)
    expect(Math.abs(after.gap.elbo - before.gap.elbo - rise)).toBeLessThan(30)
    expect(
      Math.abs(after.likelihood.bounds[0]!.value - before.likelihood.bounds[0]!.value - rise),
    ).toBeLessThan(30)
  })

  test('of a lane is measured with that lane', async () => {
    const observed = observe(undefined, gaussian)
    await trainTo(observed, 30)
    await observed.run.fork(2, 1, own({ sigma: 0.5 }))
    await observed.run.evaluate()
    const likelihoods = await observed.run.likelihoodLanes(8, 10)
    expect(likelihoods.map(({ report }) => report.on.sigma)).toEqual([1, 0.5])
    const evaluations = observed.events
      .flatMap((event) => (event.type === 'evaluated' ? [event] : []))
      .slice(-2)
    const reconOf = (lane: number | undefined) =>
      evaluations.find((one) => one.lane === lane)!.evaluation.recon
    expect(errorOf(reconOf(2), 0.5) / errorOf(reconOf(undefined), 1)).toBeCloseTo(1, 4)
    const probes = await observed.run.probeLanes(8)
    const [first, second] = probes.map(({ report }) => report.estimators.reparameterized!.total.value)
    // At equal weights: the part of the likelihood is four times as long, so its variance is sixteen times as large.
    expect(second! / first!).toBeGreaterThan(8)
  })
})

describe('a lane', () => {
  test('that becomes the run goes on as it would have, and the other lanes stay', async () => {
    const duel = observe()
    await trainTo(duel, 10)
    await duel.run.fork(2, 1, scoreFunction)
    await duel.run.fork(3, 1, live())
    await trainTo(duel, 25)
    const kept = structuredClone(await duel.run.snapshot())
    await duel.run.promoteLane(2)
    const promoted = await duel.run.snapshot()
    expect(stateOf(promoted)).toEqual(stateOf(laneOf(kept, 2)))
    expect(promoted.lanes!.map(({ lane }) => lane)).toEqual([3])
    await trainTo(duel, 40)
    const switched = observe()
    await trainTo(switched, 10)
    switched.run.configure(scoreFunction)
    await trainTo(switched, 40)
    expect(rowsOf(duel).slice(25)).toEqual(rowsOf(switched).slice(25))
  })

  test('that is dropped, in the midst of training, leaves no tensor and no row behind', async () => {
    const observed = observe()
    await trainTo(observed, 5)
    const before = memory().numTensors
    await observed.run.fork(2, 1, live())
    observed.run.train(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await observed.run.dropLane(2)
    const step = await observed.run.pause()
    await trainTo(observed, step + 3)
    expect(memory().numTensors).toBe(before)
    expect(laneRowsOf(observed, 2).every((row) => row.step <= step)).toBe(true)
    expect((await observed.run.snapshot()).lanes).toBeUndefined()
  })

  test('and a run with lanes keep the number of tensors, step by step', async () => {
    const start = memory().numTensors
    const observed = observe()
    await observed.run.fork(2, 1, live({ samples: 2 }))
    await trainTo(observed, 3)
    const before = memory().numTensors
    await trainTo(observed, 30)
    expect(memory().numTensors).toBe(before)
    await running.pop()!.run.dispose()
    expect(memory().numTensors).toBe(start)
  })

  test('that diverges takes all back to one step, and says which it was; the others are as they were', async () => {
    const calm: Settings = { ...settings, likelihood: 'gaussian', sigma: 0.01, optimizer: 'sgd', lr: 1e-7 }
    const observed = observe(undefined, calm)
    await trainTo(observed, 5)
    await observed.run.fork(2, 1, { ...liveSettings(calm), lr: 1 })
    const end = await trainTo(observed, 3000)
    expect(end).toMatchObject({ type: 'diverged', lane: 2 })
    const snapshot = await observed.run.snapshot()
    expect(end).toMatchObject({ restoredStep: snapshot.step })
    for (const { tensors } of [snapshot, laneOf(snapshot, 2)])
      expect(tensors.every(({ values }) => values.every(Number.isFinite))).toBe(true)
    observed.run.configure(liveSettings(calm), 2)
    expect(await trainTo(observed, snapshot.step + 10)).toEqual({ type: 'paused', step: snapshot.step + 10 })
    const after = await observed.run.snapshot()
    expect(stateOf(laneOf(after, 2)).tensors).toEqual(after.tensors)
  })
})

describe('measuring', () => {
  test('both lanes at the same step, as soon as there is a fork; each by its own settings', async () => {
    const observed = observe(undefined, { ...settings, probe: 50 })
    await trainTo(observed, 12)
    observed.events.length = 0
    await observed.run.fork(2, 1, { ...scoreFunction, samples: 2, probe: 50 })
    await trainTo(observed, 14)
    const probed = observed.events.flatMap((event) => (event.type === 'probed' ? [event] : []))
    const first = probed.slice(0, 2).map(({ lane, report }) => [lane, report.step, report.samples])
    expect(first).toEqual([
      [undefined, 13, 1],
      [2, 13, 2],
    ])
    for (const { report } of probed) expect(Object.keys(report.estimators)).toHaveLength(2)
    const evaluated = observed.events.flatMap((event) => (event.type === 'evaluated' ? [event] : []))
    expect(evaluated.slice(0, 2).map(({ lane, evaluation }) => [lane, evaluation.step])).toEqual([
      [undefined, 13],
      [2, 13],
    ])
  })

  test('on request covers all lanes at one step', async () => {
    const observed = observe()
    await observed.run.fork(2, 1, scoreFunction)
    await trainTo(observed, 3)
    const reports = await observed.run.probeLanes(4)
    expect(reports.map(({ lane, report }) => [lane, report.step])).toEqual([
      [1, 3],
      [2, 3],
    ])
    await observed.run.evaluate() // the fork has one of its own under way
    observed.events.length = 0
    expect((await observed.run.evaluate()).step).toBe(3)
    const evaluated = observed.events.flatMap((event) => (event.type === 'evaluated' ? [event.lane] : []))
    expect(evaluated.toSorted()).toEqual([2, undefined])
  })
})

test('two lanes go on from a snapshot, bit for bit', async () => {
  const whole = observe()
  await trainTo(whole, 10)
  await whole.run.fork(2, 1, scoreFunction)
  await trainTo(whole, 40)
  const first = observe()
  await trainTo(first, 10)
  await first.run.fork(2, 1, scoreFunction)
  await trainTo(first, 25)
  const saved = structuredClone(await first.run.snapshot())
  const second = observe(saved)
  await trainTo(second, 40)
  const [expected, actual] = [await whole.run.snapshot(), await second.run.snapshot()]
  expect(stateOf(actual)).toEqual(stateOf(expected))
  expect(stateOf(laneOf(actual, 2))).toEqual(stateOf(laneOf(expected, 2)))
  expect(laneOf(actual, 2).live).toEqual(scoreFunction)
  expect(laneRowsOf(second, 2)).toEqual(laneRowsOf(whole, 2).slice(15))
})

test('a snapshot with a lane that does not fit is refused as a whole, and leaves nothing behind', async () => {
  const observed = observe()
  await observed.run.fork(2, 1, live())
  const snapshot = await observed.run.snapshot()
  const before = memory().numTensors
  const broken = { ...snapshot, lanes: [{ ...laneOf(snapshot, 2), tensors: snapshot.tensors.slice(1) }] }
  expect(() => observe(broken)).toThrow(expect.objectContaining({ code: 'checkpoint-architecture' }))
  expect(memory().numTensors).toBe(before)
})
