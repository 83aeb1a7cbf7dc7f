import { describe, expect, test, vi } from 'vitest'
import { normal } from '../../math/random.ts'
import { normalQuantile } from '../../math/normal.ts'
import { formOf } from '../../protocol/codes.ts'
import { CodedError } from '../../protocol/errors.ts'
import { openedLab, settled } from '../testing/set-up.ts'
import { orderByActivity } from './index.ts'
import { planSheet, sheetPoints } from './sheet.ts'
import { initialLatent } from './state.ts'

const REAL = formOf({ family: 'gaussian', latent: 2, classes: 2 })

/** The coordinates of a decoded sheet's points do not matter here. */
const sliderDecodes = (calls: readonly string[]) => calls.filter((call) => !call.endsWith('points'))

describe('the sliders', () => {
  test('begin at the origin, decoded once', async () => {
    const { latent, asked } = await openedLab({ latent: 2 })
    expect(latent().point).toEqual([0, 0])
    expect(asked('decode')).toEqual(['decode 0.00 0.00'])
    expect(latent().decoded).toMatchObject({ image: { count: 1 }, point: [0, 0] })
  })

  test('never have more than one image under way, and the newest point wins', async () => {
    const { lab, engine, latent, asked } = await openedLab({ latent: 2 })
    asked()
    const release = engine.hold('decode')
    for (const z of [0.1, 0.2, 0.3, 0.4]) lab.latent.moveTo([z, 0])
    expect(asked('decode')).toEqual(['decode 0.10 0.00'])
    release()
    await settled()
    expect(asked('decode')).toEqual(['decode 0.40 0.00'])
    expect(latent().decoded?.point).toEqual([0.4, 0])
  })

  test('one gesture is one step back', async () => {
    const { lab, latent } = await openedLab({ latent: 2 })
    lab.latent.moveTo([1, 0])
    for (const z of [1.1, 1.2, 1.3]) lab.latent.moveTo([z, 0], 'first')
    for (const z of [2.1, 2.2]) lab.latent.moveTo([z, 0], 'second')
    const back = () => {
      lab.latent.undo()
      return latent().point
    }
    expect([back(), back(), back(), back()]).toEqual([
      [1.3, 0],
      [1, 0],
      [0, 0],
      [0, 0],
    ])
  })

  test('undo ends a gesture', async () => {
    const { lab, latent } = await openedLab({ latent: 1 })
    lab.latent.moveTo([1], 'drag')
    lab.latent.undo()
    lab.latent.moveTo([2], 'drag')
    lab.latent.undo()
    expect(latent().point).toEqual([0])
  })

  test('a move that changes nothing leaves no step back; one of another size, or of no number, is none', async () => {
    const { lab, latent, asked } = await openedLab({ latent: 2 })
    asked()
    for (const point of [[0, 0], [1], [1, 2, 3], [NaN, 0]]) lab.latent.moveTo(point)
    expect(latent().past).toEqual([])
    expect(asked('decode')).toEqual([])
  })

  test('go back a bounded number of steps', async () => {
    const { lab, latent } = await openedLab({ latent: 1 })
    for (let i = 1; i <= 150; i++) lab.latent.moveTo([i / 100])
    expect(latent().past).toHaveLength(100)
    expect(latent().past.at(-1)).toEqual([1.49])
  })

  test('draws of the prior are named by the seed, and told', async () => {
    const { lab, latent, state } = await openedLab({ latent: 2, seed: 7 })
    lab.latent.random()
    const first = latent().point
    expect(first).toEqual([...normal(2, { seed: 7, stream: 1001, step: 0 })])
    expect(state().announcement).toMatchObject({ code: 'drawn', params: { z1: first[0], z2: first[1] } })
    lab.latent.random()
    expect(latent().point).toEqual([...normal(2, { seed: 7, stream: 1001, step: 1 })])
    lab.latent.origin()
    expect(latent().point).toEqual([0, 0])
    lab.latent.undo()
    lab.latent.undo()
    expect(latent().point).toEqual(first)
  })

  test('of many latents the announcement tells no values', async () => {
    const { lab, state } = await openedLab({ latent: 20 })
    lab.latent.random()
    expect(state().announcement?.params).toEqual({ latents: 20 })
  })

  test('follow the weights: at most ten times a second while it trains, once when it stands still', async () => {
    const { lab, engine, asked, trainedAt } = await openedLab({ latent: 1 })
    await lab.train()
    asked()
    const counts: number[] = []
    for (const now of [1000, 1040, 1090, 1100, 1150, 1210]) {
      await trainedAt(now)
      counts.push(asked('decode').length)
    }
    expect(counts).toEqual([1, 0, 0, 1, 0, 1])
    engine.emit({ type: 'paused', step: 9 })
    await settled()
    expect(asked('decode')).toHaveLength(1)
    await lab.step()
    await settled()
    expect(asked('decode')).toHaveLength(1)
    engine.emit({ type: 'started' })
    engine.emit({ type: 'diverged', step: 12, restoredStep: 9 })
    await settled()
    expect(asked('decode')).toHaveLength(1)
    await lab.reset()
    await settled()
    expect(asked('decode')).toHaveLength(1)
  })

  test('not while nobody can see them', async () => {
    const { lab, clock, asked, trainedAt } = await openedLab({ latent: 1 })
    await lab.train()
    asked()
    clock.isVisible = false
    await trainedAt(5000)
    expect(asked('decode')).toEqual([])
  })

  test('a failure is told once, and training does not bring it up again', async () => {
    const { lab, engine, state, asked, trainedAt } = await openedLab({ latent: 1 })
    engine.refuse('decode', new CodedError('backend-failed', { backend: 'wasm', reason: 'no' }))
    lab.latent.moveTo([1])
    await settled()
    expect(state().messages.map(({ code }) => code)).toEqual(['backend-failed'])
    expect(state().latent).toMatchObject({ point: [1], decoded: { point: [0] } })
    await lab.train()
    asked()
    await trainedAt(1000)
    expect(asked('decode')).toEqual([])
    lab.latent.moveTo([2])
    await settled()
    expect(state().latent.decoded?.point).toEqual([2])
  })
})

describe('another model', () => {
  test('of as many latents keeps the point, another number begins at the origin', async () => {
    const { lab, latent } = await openedLab({ latent: 2 })
    lab.latent.moveTo([1, 2])
    await lab.latent.choose({ test: 3 })
    const { point, past } = latent()
    await lab.reset()
    await settled()
    expect(latent()).toMatchObject({ point, past, chosen: { test: 3 } })
    expect(latent().decoded?.point).toEqual(point)
    lab.set('latent', 3)
    await lab.reset()
    await settled()
    expect(latent()).toMatchObject({ point: [0, 0, 0], past: [], order: [0, 1, 2], chosen: { test: 3 } })
  })

  test('drops what was asked of the one before', async () => {
    const { lab, engine, latent } = await openedLab({ latent: 2 })
    const release = engine.hold('decode')
    lab.latent.moveTo([1, 1])
    lab.set('latent', 3)
    await settled()
    release()
    await settled()
    expect(latent().decoded?.point).toEqual([0, 0, 0])
  })

  test('gives up the long requests of the one before', async () => {
    const { lab, engine, latent, state, asked } = await openedLab({ latent: 2 })
    const release = engine.hold('encodings')
    lab.latent.watch('encodings')
    await lab.reset()
    asked()
    release()
    await settled()
    expect(latent().encodings?.latent).toBe(2)
    expect(asked('encodings')).toHaveLength(1)
    expect(state().messages).toEqual([])
  })

  test('what fails while it is being opened is asked again afterwards, without a word', async () => {
    const { lab, engine, latent, state } = await openedLab({ latent: 2 })
    const release = engine.hold('open')
    const resetting = lab.reset()
    engine.refuse('decode', new CodedError('unexpected', { detail: 'expected rows of 3' }))
    lab.latent.moveTo([1, 1])
    await settled()
    release()
    await resetting
    await settled()
    expect(state().messages).toEqual([])
    expect(latent().decoded?.point).toEqual([1, 1])
  })
})

describe('what is watched', () => {
  test('is fetched at once, the test images once for a data set', async () => {
    const { lab, latent, asked } = await openedLab()
    lab.latent.watch('encodings')
    await settled()
    expect(asked('encodings', 'testImages')).toEqual(['testImages 5000', 'encodings 5000'])
    expect(latent().encodings?.count).toBe(5000)
    expect(latent().statistics?.active).toBe(20)
    lab.latent.watch('inspection')
    await lab.reset()
    await settled()
    expect(asked('encodings', 'testImages')).toEqual(['encodings 5000'])
    lab.set('dataset', 'procedural')
    await settled()
    expect(asked('testImages')).toEqual(['testImages 5000'])
    // Another seed selects other images of the same set.
    lab.set('seed', 9)
    await lab.reset()
    await settled()
    expect(asked('testImages')).toEqual(['testImages 5000'])
  })

  test('however slow the first answer was, the next one is not long in coming', async () => {
    const { lab, engine, clock, asked, trainedAt } = await openedLab({ latent: 2 })
    await lab.train()
    const release = engine.hold('encodings')
    lab.latent.watch('encodings')
    await settled()
    clock.now = 30_000 // half a minute to warm up
    release()
    await settled()
    asked()
    await trainedAt(30_500)
    expect(asked('encodings')).toEqual([])
    await trainedAt(31_500)
    expect(asked('encodings')).toEqual(['encodings 2000'])
  })

  test('what is costly waits until it is paid for, but not longer than four seconds or 100 steps; then fewer images do', async () => {
    const { lab, engine, asked, state, trainedAt } = await openedLab({ latent: 2 })
    lab.latent.watch('encodings')
    await settled()
    await lab.train()
    /** The request made at `now` takes a second. */
    const slowly = async (now: number, step: number) => {
      asked()
      const release = engine.hold('encodings')
      await trainedAt(now, step)
      await trainedAt(now + 1000, step + 1)
      release()
      await settled()
      return asked('encodings')
    }
    const step = state().step
    expect(await slowly(10_000, step + 10)).toHaveLength(1)
    await trainedAt(14_900, step + 20)
    expect(asked('encodings')).toEqual([])
    expect(await slowly(15_000, step + 30)).toEqual(['encodings 1000'])
    await trainedAt(18_900, step + 129)
    expect(asked('encodings')).toEqual([])
    await trainedAt(19_000, step + 131)
    expect(asked('encodings')).toHaveLength(1)
  })

  test('is fetched again every second while it trains, and once when it stands still', async () => {
    const { lab, engine, asked, trainedAt } = await openedLab({ latent: 2 })
    const stop = lab.latent.watch('encodings')
    lab.latent.watch('sheet')
    await lab.train()
    await trainedAt(10_000)
    asked()
    const fetched: string[][] = []
    for (const now of [10_500, 11_000, 11_500, 12_000, 12_500]) {
      await trainedAt(now)
      fetched.push(asked('encodings', 'decode').filter((call) => call !== 'decode 0.00 0.00'))
    }
    const sheet = 'decode 400 points'
    const both = ['encodings 2000', sheet]
    expect(fetched).toEqual([[], both, [], both, []])
    engine.emit({ type: 'paused', step: 9 })
    await settled()
    expect(asked('encodings')).toEqual(['encodings 5000'])
    stop()
    stop()
    engine.emit({ type: 'started' })
    await trainedAt(90_000)
    expect(asked('encodings', 'decode')).toContain(sheet)
    engine.emit({ type: 'paused', step: 9 })
    await settled()
    expect(asked('encodings')).toEqual([])
  })

  test('while it trains an answer is shown with the next steps, and at once when it stands still', async () => {
    const { lab, engine, latent, trainedAt } = await openedLab({ latent: 2 })
    lab.latent.watch('encodings')
    await lab.train()
    await trainedAt(10_000, 50)
    const before = latent().encodings
    await trainedAt(12_000, 60)
    expect(latent().encodings).not.toBe(before)
    const answered = latent().encodings
    await settled()
    expect(latent().encodings).toBe(answered)
    engine.emit({ type: 'paused', step: 60 })
    await settled()
    expect(latent().encodings).not.toBe(answered)
    const atRest = latent().encodings
    engine.emit({ type: 'started' })
    await trainedAt(12_500, 70)
    expect(latent().encodings).toBe(atRest)
  })

  test('twice is fetched once, until nothing watches it', async () => {
    const { lab, engine, asked } = await openedLab()
    const first = lab.latent.watch('encodings')
    const second = lab.latent.watch('encodings')
    await settled()
    expect(asked('encodings')).toHaveLength(1)
    first()
    engine.emit({ type: 'started' })
    engine.emit({ type: 'paused', step: 2 })
    await settled()
    expect(asked('encodings')).toHaveLength(1)
    second()
    lab.latent.watch('encodings')
    await settled()
    expect(asked('encodings')).toHaveLength(0) // nothing has changed
  })

  test('is fetched when the page can be seen again', async () => {
    const { lab, clock, asked, trainedAt } = await openedLab()
    lab.latent.watch('encodings')
    await lab.train()
    await settled()
    asked()
    clock.isVisible = false
    await trainedAt(10_000)
    expect(asked('encodings')).toEqual([])
    clock.isVisible = true
    await trainedAt(10_100)
    expect(asked('encodings')).toHaveLength(1)
  })

  test('gaps join a list, of two latents alone; a step is in it once', async () => {
    const { lab, engine, latent, trainedAt } = await openedLab({ latent: 2 })
    lab.latent.watch('gaps')
    await settled()
    await lab.step()
    await lab.train()
    for (const now of [20_000, 30_000, 30_100]) await trainedAt(now)
    engine.emit({ type: 'paused', step: 1 })
    await settled()
    expect(latent().gaps.map(({ step }) => step)).toEqual([0, 1])
    lab.set('latent', 3)
    await lab.reset()
    await settled()
    expect(latent().gaps).toEqual([])
  })
})

describe('a gap measured on request', () => {
  test('stays where the answer to an earlier question comes later; a step that has one is not asked for again', async () => {
    const { lab, engine, latent, trainedAt, asked } = await openedLab({ latent: 2 })
    const gap = engine.gap
    let answer = () => {}
    engine.gap = async (...asked) => {
      const report = await gap(...asked)
      if (report.step === 1) await new Promise<void>((resolve) => (answer = resolve))
      return report
    }
    await lab.train()
    await trainedAt(20_000, 1)
    lab.latent.watch('gaps')
    await settled()
    await trainedAt(20_100, 5)
    await lab.latent.measureGap()
    expect(latent().gaps.map(({ step }) => step)).toEqual([5])
    answer()
    await settled()
    await lab.pause()
    await settled()
    expect(latent().gaps.map(({ step }) => step)).toEqual([1, 5])
    expect(asked('gap')).toHaveLength(2)
  })

  test('of weights that a divergence has undone is dropped', async () => {
    const { lab, engine, latent, trainedAt } = await openedLab({ latent: 2 })
    await lab.train()
    for (const [now, step] of [
      [100, 10],
      [200, 30],
    ] as const) {
      await trainedAt(now, step)
      await lab.latent.measureGap()
    }
    engine.emit({ type: 'diverged', step: 33, restoredStep: 20 })
    await trainedAt(300, 25)
    await lab.latent.measureGap()
    expect(latent().gaps.map(({ step }) => step)).toEqual([10, 25])
  })
})

describe('an image', () => {
  test('sets the sliders to its posterior mean: one step back, and told', async () => {
    const { lab, latent, state } = await openedLab({ latent: 2 })
    lab.latent.watch('inspection')
    await settled()
    lab.latent.moveTo([1, 1])
    await lab.latent.choose({ test: 7 })
    const { inspection, point, past } = latent()
    expect(point).toEqual([...inspection!.mean])
    expect(past).toEqual([
      [0, 0],
      [1, 1],
    ])
    expect(state().announcement).toMatchObject({ code: 'chosen', params: { image: 8, label: 7 } })
  })

  test('the newest choice wins', async () => {
    const { lab, engine, latent } = await openedLab({ latent: 2 })
    const release = engine.hold('inspect')
    const choosing = [lab.latent.choose({ test: 1 }), lab.latent.choose({ test: 2 })]
    release()
    await Promise.all(choosing)
    expect(latent().chosen).toEqual({ test: 2 })
    expect(latent().past).toHaveLength(1)
  })

  test('that cannot be inspected leaves everything as it was', async () => {
    const { lab, engine, latent, state } = await openedLab({ latent: 2 })
    await lab.latent.choose({ test: 1 })
    await settled()
    const before = latent()
    engine.refuse('inspect', new CodedError('test-image-out-of-range', { image: 99_999, images: 10_000 }))
    await lab.latent.choose({ test: 99_999 })
    expect(latent()).toEqual(before)
    expect(state().messages.map(({ code }) => code)).toEqual(['test-image-out-of-range'])
  })

  test('and its partner are inspected again while it trains, one after the other', async () => {
    const { lab, asked, latent, trainedAt } = await openedLab({ latent: 2 })
    lab.latent.watch('inspection')
    await lab.latent.choose({ test: 1 })
    const { point } = latent()
    await lab.latent.choosePartner({ pixels: new Uint8Array(784) })
    expect(latent().point).toBe(point)
    await lab.train()
    await trainedAt(5000)
    asked()
    await trainedAt(5500)
    expect(asked('inspect')).toEqual([])
    await trainedAt(6000)
    expect(asked('inspect')).toEqual(['inspect 1', 'inspect own'])
    expect(latent().partnerInspection).not.toBeNull()
  })

  test('any of the test set', async () => {
    const { lab, latent, asked } = await openedLab({ latent: 2 })
    asked()
    for (let i = 0; i < 20; i++) await lab.latent.chooseAny()
    const images = asked('inspect').map((call) => Number(call.split(' ')[1]))
    expect(new Set(images).size).toBeGreaterThan(15)
    expect(Math.max(...images)).toBeLessThan(10_000)
    expect(images.some((image) => image >= 5000)).toBe(true)
    expect(latent().chosen).toEqual({ test: images.at(-1) })
  })

  test('another set with fewer images lets go of one that it does not have', async () => {
    const { lab, latent } = await openedLab({ latent: 2 })
    await lab.latent.choose({ test: 12_345 })
    await lab.latent.choosePartner({ test: 3 })
    await lab.reset()
    expect(latent()).toMatchObject({ chosen: null, partner: { test: 3 } })
  })
})

describe('the exact posterior', () => {
  test('of the chosen image, with its progress', async () => {
    const { lab, engine, latent, state } = await openedLab({ latent: 2 })
    await lab.latent.measureExact()
    expect(latent().exact).toBeNull()
    await lab.latent.choose({ test: 1 })
    const release = engine.hold('exactPosterior')
    const measuring = lab.latent.measureExact()
    engine.emit({ type: 'progress', task: 'posterior', done: 500, total: 10_000 })
    expect(latent().integrating).toEqual({ done: 500, total: 10_000 })
    release()
    await measuring
    expect(latent()).toMatchObject({ integrating: null, exact: { gap: 3 } })
    expect(state().announcement?.code).toBe('integrated')
    await lab.latent.choose({ test: 2 })
    expect(latent().exact).toBeNull()
  })

  test('of an image that is no longer looked at is dropped', async () => {
    const { lab, engine, latent } = await openedLab({ latent: 2 })
    await lab.latent.choose({ test: 1 })
    const release = engine.hold('exactPosterior')
    const measuring = lab.latent.measureExact()
    await lab.latent.choose({ test: 2 })
    release()
    await measuring
    expect(latent()).toMatchObject({ exact: null, integrating: null })
  })

  test('can be cancelled without a word, refused with one', async () => {
    const { lab, engine, latent, state } = await openedLab({ latent: 2 })
    await lab.latent.choose({ test: 1 })
    engine.hold('exactPosterior')
    const measuring = lab.latent.measureExact()
    lab.latent.cancelExact()
    await measuring
    expect([latent().integrating, state().messages]).toEqual([null, []])
    const other = await openedLab({ latent: 2 })
    await other.lab.latent.choose({ test: 1 })
    other.engine.refuse('exactPosterior', new CodedError('exact-half-precision', { backend: 'webgl' }))
    await other.lab.latent.measureExact()
    expect(other.state().messages.map(({ code }) => code)).toEqual(['exact-half-precision'])
  })
})

test('the ways to the posterior of the chosen image: with their progress, and given up with the image', async () => {
  const { lab, engine, latent, state } = await openedLab({ latent: 2 })
  await lab.latent.takeWays()
  expect(latent().ways).toBeNull()
  await lab.latent.choose({ test: 1 })
  const release = engine.hold('waysToPosterior')
  const taking = lab.latent.takeWays()
  engine.emit({ type: 'progress', task: 'ways', done: 500, total: 10_000 })
  expect(latent().taking).toEqual({ done: 500, total: 10_000 })
  release()
  await taking
  expect(latent()).toMatchObject({ taking: null, ways: { ascent: { decodes: 12 } }, exact: { gap: 3 } })
  expect(state().announcement?.code).toBe('waysTaken')
  await lab.latent.choose({ test: 2 })
  expect(latent().ways).toBeNull()
  engine.hold('waysToPosterior')
  const cancelled = lab.latent.takeWays()
  lab.latent.cancelWays()
  await cancelled
  expect(latent()).toMatchObject({ taking: null, ways: null })
  expect(state().messages).toEqual([])
})

test('an integral asked for while another is given up begins when that has ended', async () => {
  const { lab, engine, latent, asked } = await openedLab({ latent: 2 })
  await lab.latent.choose({ test: 1 })
  const release = engine.hold('exactPosterior')
  const first = lab.latent.measureExact()
  lab.latent.cancelExact()
  const second = lab.latent.measureExact()
  release()
  await Promise.all([first, second])
  expect(asked('exactPosterior')).toHaveLength(2)
  expect(latent().exact).not.toBeNull()
})

describe('the order', () => {
  test('is by activity, and near ties stay as they are', () => {
    expect(orderByActivity([0.1, 0.9, 0.5], [0, 1, 2])).toEqual([1, 2, 0])
    expect(orderByActivity([0.5, 0.51, 0.52], [0, 1, 2])).toEqual([0, 1, 2])
    expect(orderByActivity([0.5, 0.51, 0.6], [1, 0, 2])).toEqual([2, 1, 0])
    expect(orderByActivity([0.001, 0.009, 0.5], [0, 1, 2])).toEqual([2, 0, 1])
    expect(orderByActivity([0.009, 0.0101, 0.0102], [0, 1, 2])).toEqual([1, 2, 0])
  })

  test('follows the encodings, but waits while a hand is on a slider', async () => {
    const { lab, latent } = await openedLab({ latent: 3 })
    lab.latent.hold(true)
    lab.latent.watch('encodings')
    await settled()
    expect(latent().order).toEqual([0, 1, 2])
    lab.latent.hold(false)
    expect(latent().order).toEqual([2, 1, 0])
  })
})

describe('the sheet', () => {
  test('of two latents is a grid over quantiles, as a graph stands', () => {
    const plan = planSheet([1, 0], REAL)
    expect(plan).toMatchObject({ kind: 'manifold', rows: 20, columns: 20, latents: [0, 1] })
    const z = sheetPoints(plan, [9, 9])
    const [low, high] = [normalQuantile(0.025), normalQuantile(0.975)]
    expect([...z.slice(0, 2)]).toEqual([Math.fround(low), Math.fround(high)])
    expect([...z.slice(-2)]).toEqual([Math.fround(high), Math.fround(low)])
  })

  test('of others goes along the most active ones, the rest at the point', () => {
    const order = [3, 1, 2, 0, ...Array.from({ length: 8 }, (_, i) => i + 4)]
    const plan = planSheet(order, REAL)
    expect(plan).toMatchObject({ kind: 'traversal', rows: 10, columns: 11, latents: order.slice(0, 10) })
    expect(plan.values[0]).toBe(-3)
    expect(plan.values[5]).toBe(0)
    expect(plan.values.at(-1)).toBe(3)
    const point = order.map((_, j) => j / 10)
    const z = sheetPoints(plan, point)
    expect([...z.slice(12, 24)]).toEqual(
      point.map((value, j) => Math.fround(j === 3 ? plan.values[1]! : value)),
    )
    expect(planSheet([0], REAL)).toMatchObject({ kind: 'traversal', rows: 1, columns: 11, latents: [0] })
  })

  test('follows the point, once for many moves', async () => {
    vi.useFakeTimers()
    try {
      const opening = openedLab({ latent: 3 })
      await vi.advanceTimersByTimeAsync(10)
      const { lab, asked } = await opening
      lab.latent.watch('sheet')
      await vi.advanceTimersByTimeAsync(10)
      expect(asked('decode')).toContain('decode 33 points')
      for (const z of [0.1, 0.2, 0.3]) lab.latent.moveTo([z, 0, 0])
      await vi.advanceTimersByTimeAsync(10)
      expect(asked('decode')).not.toContain('decode 33 points')
      await vi.advanceTimersByTimeAsync(200)
      const later = asked('decode')
      expect(later).toEqual(['decode 33 points'])
      expect(sliderDecodes(later)).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })
})

test('the state begins empty', () => {
  const { point, order, ...others } = initialLatent(2)
  expect([point, order]).toEqual([
    [0, 0],
    [0, 1],
  ])
  expect(others).toMatchObject({ decoded: null, encodings: null, gaps: [] })
})
