import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { ENCODINGS_RULE, EVALUATION_SHARE, evaluationRule, PROBE_RULE } from './rules.ts'
import { simulate, type Machine } from './testing/machine.ts'
import { createWork } from './work.ts'

/** A probe on a machine of a given speed: seconds per step, and seconds per draw once warm. */
const probing = (step: number, draw: number, change: Partial<Machine> = {}) =>
  simulate({
    rule: PROBE_RULE,
    share: DEFAULT_SETTINGS.probe / 100,
    step: () => step,
    call: (_, units, k) => (k === 0 ? 10 : 0) + draw * units,
    until: { seconds: 120 },
    ...change,
  })

const EARLY = [1, 10, 20, 50, 100, 200, 500]

describe('the variance probe', () => {
  test.each([
    ['two cores', 1 / 60, 0.004],
    ['a fast GPU', 1 / 1500, 0.001],
    ['a very fast GPU', 1 / 10_000, 0.0002],
    ['a busy machine', 1 / 5, 0.06],
    ['a slow one without kernels', 1.5, 0.5],
  ])('%s, the first call cold: early steps, then 500 steps or 10 s at the most', (_, step, draw) => {
    const { pieces, steps, longest } = probing(step, draw, { until: { seconds: 200, steps: 10_000 } })
    const reached = EARLY.filter((early) => early <= steps)
    expect(pieces.map((piece) => piece.step)).toEqual(expect.arrayContaining(reached))
    expect(longest.steps).toBeLessThanOrEqual(500)
    expect(longest.seconds).toBeLessThanOrEqual(10 + step)
  })

  test('the early ones are fast ones, and slices of 64 steps do not pass them by', () => {
    const { pieces } = probing(1 / 1500, 0.001, { slice: 64, until: { steps: 500 } })
    const early = pieces.filter(({ step }) => EARLY.includes(step))
    expect(early.map(({ step }) => step)).toEqual(EARLY)
    expect(early.every(({ size }) => size === 16)).toBe(true)
  })

  test.each([
    [0.08, 1 / 60, 0.004, 1],
    [0.08, 1 / 60, 0.004, 8],
    [0.2, 1 / 60, 0.01, 1],
    [0.3, 1 / 1500, 0.0005, 1],
    [0.02, 1 / 60, 0.0005, 8],
  ])('share %f, %f s a step, %f s a draw, L = %i: kept over a long run, and not wasted', (...args) => {
    const [share, step, draw, scale] = args
    const result = probing(step, draw, { share, scale, until: { seconds: 600, steps: 50_000 } })
    expect(result.share).toBeLessThanOrEqual(share * 1.05)
    expect(result.share).toBeGreaterThan(share * 0.9)
  })

  test('thorough ones where they can be paid, and else fast ones', () => {
    const quick = probing(1 / 60, 0.004).pieces.filter(({ step }) => step > 500)
    expect(quick.filter(({ size }) => size === 64).length).toBeGreaterThan(quick.length / 2)
    const slow = probing(1 / 5, 0.04).pieces
    expect(slow.length).toBeGreaterThan(5)
    expect(slow.every(({ size }) => size <= 16)).toBe(true)
  })

  test('a share that cannot pay: fewer draws, then beyond it, which is said; never silence', () => {
    const { pieces, longest } = probing(1 / 60, 0.05, { share: 0.001, until: { seconds: 300 } })
    const later = pieces.filter(({ step }) => step > 500)
    expect(later.length).toBeGreaterThanOrEqual(20)
    expect(later.every(({ size, isOverShare }) => size === 8 && isOverShare)).toBe(true)
    expect(longest.steps).toBeLessThanOrEqual(500)
  })

  test('a share that pays is never said to be passed', () => {
    expect(probing(1 / 60, 0.004).pieces.some(({ isOverShare }) => isOverShare)).toBe(false)
  })

  test('off is off, whatever happens', () => {
    expect(probing(1 / 60, 0.004, { share: 0, events: [3, 700] }).pieces).toEqual([])
  })
})

describe('bursts and changes of pace', () => {
  test('a burst of 20 s neither silences the probe nor thins it for long', () => {
    const quiet = probing(1 / 60, 0.004)
    const burst = probing(1 / 60, 0.004, {
      call: (_, units, k) => (k === 0 ? 10 : 0) + 0.004 * units + (k === 9 ? 20 : 0),
      until: { seconds: 140 },
    })
    expect(burst.longest.seconds).toBeLessThanOrEqual(10.1)
    expect(burst.pieces.length).toBeGreaterThan(quiet.pieces.length - 5)
  })

  test('every third call a burst: the waits hold', () => {
    const { longest } = probing(1 / 60, 0.004, {
      call: (_, units, k) => 0.004 * units * (k % 3 === 0 ? 40 : 1),
      until: { seconds: 600 },
    })
    expect(longest.steps).toBeLessThanOrEqual(500)
  })

  test('four times slower half-way: the waits hold, and the share again after a few calls', () => {
    const slower = (seconds: number) => (seconds > 200 ? 4 : 1)
    const { pieces, longest, share } = probing(1 / 60, 0.004, {
      step: (seconds) => slower(seconds) / 60,
      call: (seconds, units) => slower(seconds) * 0.004 * units,
      until: { seconds: 400 },
    })
    expect(longest.seconds).toBeLessThanOrEqual(10.1)
    expect(share).toBeLessThanOrEqual(0.09)
    expect(pieces.at(-1)!.isOverShare).toBe(false)
  })

  test('a machine that slept for a night owes nothing, and saved nothing up', () => {
    let slept = false
    const { pieces } = probing(1 / 60, 0.004, {
      step(seconds) {
        const sleeps = seconds > 60 && !slept
        slept ||= sleeps
        return sleeps ? 8 * 3600 : 1 / 60
      },
      until: { seconds: 8 * 3600 + 120 },
    })
    const after = pieces.filter(({ seconds }) => seconds > 8 * 3600)
    // a minute at 8 % pays for 19 thorough ones, and the savings for four
    expect(after.length).toBeGreaterThan(5)
    expect(after.length).toBeLessThan(30)
  })
})

describe('events', () => {
  test('at once after a switch, or 50 steps later where another one has just been served', () => {
    const events = [700, 701, 702, 720, 3000]
    const { pieces } = probing(1 / 60, 0.05, { events })
    for (const event of events)
      expect(pieces.some(({ step }) => step >= event && step <= event + 50)).toBe(true)
    expect(pieces.some(({ step }) => step === 700)).toBe(true)
    expect(pieces.filter(({ step }) => step >= 700 && step <= 770).length).toBeLessThanOrEqual(3)
  })

  test('a slider held for a minute: one in 50 steps, not one a step', () => {
    const events = Array.from({ length: 3600 }, (_, i) => 600 + i)
    const { pieces } = probing(1 / 60, 0.004, { events })
    const during = pieces.filter(({ step }) => step >= 600 && step < 4200)
    expect(during.length).toBeGreaterThanOrEqual(72)
    expect(during.length).toBeLessThanOrEqual(100)
  })

  test('what was given up is still due', () => {
    const work = createWork(PROBE_RULE, { seconds: 0, step: 0 })
    const now = { seconds: 1, step: 30 }
    work.urge()
    expect(work.due(now, 0.08)).toBe(16)
    work.begin(now)
    expect(work.due({ seconds: 2, step: 80 }, 0.08)).toBe(0)
    work.giveUp()
    expect(work.due({ seconds: 3, step: 80 }, 0.08)).toBe(16)
  })

  test('a run that returns to an earlier step is measured there again', () => {
    const work = createWork(PROBE_RULE, { seconds: 0, step: 0 })
    const at = (seconds: number, step: number) => work.due({ seconds, step }, 0.08)
    for (const [seconds, step] of [
      [1, 1],
      [2, 300],
    ] as const) {
      expect(at(seconds, step)).toBe(16)
      work.begin({ seconds, step })
      work.done({ seconds, step }, { size: 16, seconds: 0.6 })
    }
    expect(at(2.1, 120)).toBe(0)
    expect(at(2.2, 200)).toBeGreaterThan(0)
  })
})

describe('evaluations', () => {
  const evaluating = (stepsPerEpoch: number, step: number, took: number, change: Partial<Machine> = {}) =>
    simulate({
      rule: evaluationRule(stepsPerEpoch),
      share: EVALUATION_SHARE,
      step: () => step,
      call: (_, __, k) => (k === 0 ? 5 * took : took),
      until: { steps: 10 * stepsPerEpoch },
      ...change,
    })

  test('ten epochs of the standard size: at step 100, after the first, and after two of three, on a slow machine too', () => {
    for (const factor of [1, 4, 15]) {
      const { pieces } = evaluating(469, factor / 60, factor * 0.5)
      const epochs = pieces.slice(1).map(({ step }) => step / 469)
      expect(pieces[0]!.step).toBe(100)
      expect(epochs[0]).toBe(1)
      expect(epochs.every(Number.isInteger)).toBe(true)
      expect(epochs.length).toBeGreaterThanOrEqual(6)
      for (const [i, epoch] of epochs.entries()) expect(epoch - (epochs[i - 1] ?? 0)).toBeLessThanOrEqual(2)
    }
  })

  test('jitter of a busy machine leaves no more than two epochs without', () => {
    const { pieces } = evaluating(469, 1 / 60, 0.5, {
      call: (_, __, k) => 0.5 * (1 + ((k * 7) % 5) / 4),
    })
    const epochs = pieces.slice(1).map(({ step }) => step / 469)
    for (const [i, epoch] of epochs.entries()) expect(epoch - (epochs[i - 1] ?? 0)).toBeLessThanOrEqual(3)
  })

  test.each([
    ['59 steps an epoch', 59, 1 / 285, 0.7],
    ['1 step an epoch', 1, 1 / 200, 1.6],
    ['7 steps an epoch, a huge test set', 7, 1 / 60, 20],
  ])('%s: a tenth of the clock at most', (_, stepsPerEpoch, step, took) => {
    const { share, pieces, seconds } = evaluating(stepsPerEpoch, step, took, { until: { seconds: 1000 } })
    expect(share).toBeLessThanOrEqual(0.1 + (2 * took) / seconds) // work whose cost was still unknown
    expect(share).toBeGreaterThan(0.02)
    // where the share does not pay for 5,000 steps and three minutes, it is done in between
    const between = pieces.filter(({ step: at }) => at % stepsPerEpoch !== 0 && at !== 100)
    expect(between.length).toBeLessThanOrEqual(seconds / 180)
  })

  test('an epoch of many steps has evaluations within', () => {
    const { longest, share } = evaluating(60_000, 1 / 800, 0.4, { until: { steps: 60_000 } })
    expect(longest.steps).toBeLessThanOrEqual(5000)
    expect(share).toBeLessThanOrEqual(0.11)
  })

  test('a switch has one, a slider no more than one in ten seconds', () => {
    const { pieces } = evaluating(469, 1 / 60, 0.5, { events: [640] })
    expect(pieces.map(({ step }) => step)).toContain(640)
    // It puts nothing off: the epochs that have one are the same, and another is not later than without it.
    const epochsOf = (all: typeof pieces) => all.map(({ step }) => step).filter((step) => step % 469 === 0)
    expect(epochsOf(pieces)).toEqual(epochsOf(evaluating(469, 1 / 60, 0.5).pieces))
    const events = Array.from({ length: 1800 }, (_, i) => 1000 + i) // half a minute
    const held = evaluating(60_000, 1 / 60, 0.5, { events, until: { steps: 4000 } })
    expect(held.pieces.filter(({ step }) => step >= 1000).length).toBeLessThanOrEqual(5)
  })
})

describe('encodings that are looked at', () => {
  const encoding = (step: number, took: number, change: Partial<Machine> = {}) =>
    simulate({
      rule: ENCODINGS_RULE,
      share: 0.1,
      step: () => step,
      call: (_, units, k) => (k === 0 ? 10 : 0) + (took * units) / 5000,
      until: { seconds: 120 },
      ...change,
    })

  test.each([
    ['two cores', 1 / 60, 0.12],
    ['two cores, large batches of a small model', 1 / 285, 0.12],
    ['a busy machine', 1 / 15, 0.6],
    ['a slow one', 1, 12],
  ])('%s: never older than 200 steps or 5 s of training', (_, step, took) => {
    const { longest } = encoding(step, took)
    expect(longest.steps).toBeLessThanOrEqual(200)
    expect(longest.seconds).toBeLessThanOrEqual(5 + step)
  })

  test('where they are costly there are fewer images', () => {
    expect(
      encoding(1, 12)
        .pieces.slice(1)
        .some(({ size }) => size === 1000),
    ).toBe(true)
    const { pieces } = encoding(1 / 60, 0.12)
    expect(pieces.length).toBeGreaterThan(5)
    expect(pieces.every(({ size }) => size === 2000)).toBe(true)
  })

  test('steps that fly by do not take more than a fifth of the clock', () => {
    const { share, longest } = encoding(1 / 5000, 0.05)
    expect(share).toBeLessThanOrEqual(0.22)
    expect(longest.seconds).toBeLessThanOrEqual(1)
  })

  test('a hidden page asks for nothing; when it is seen again, at once', () => {
    const work = createWork(ENCODINGS_RULE, { seconds: 0, step: 0 })
    work.urge()
    expect(work.due({ seconds: 0, step: 0 }, 0.1)).toBe(2000)
    work.begin({ seconds: 0, step: 0 })
    work.done({ seconds: 0.1, step: 0 }, { size: 2000, seconds: 0.1 })
    // an hour later
    expect(work.due({ seconds: 3600, step: 200_000 }, 0.1)).toBe(2000)
    work.begin({ seconds: 3600, step: 200_000 })
    work.done({ seconds: 3600.1, step: 200_000 }, { size: 2000, seconds: 0.1 })
    expect(work.due({ seconds: 3600.2, step: 200_010 }, 0.1)).toBe(0)
  })
})
