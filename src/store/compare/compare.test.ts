import { describe, expect, test } from 'vitest'
import { normal } from '../../math/random.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { Encodings } from '../../protocol/latent.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings.ts'
import { openedLab, settled } from '../testing/set-up.ts'
import { fitOf } from './portrait.ts'
import { MAX_KEPT } from './state.ts'

/** Taking a portrait yields to the page now and then. */
const taken = async (done: () => boolean) => {
  for (let tries = 0; !done() && tries < 500; tries++) await settled()
}

async function trainedLab(change: Partial<Settings> = {}, step = 7) {
  const all = await openedLab({ latent: 2, ...change })
  await all.lab.train()
  await all.trainedAt(1000, step)
  all.engine.emit({ type: 'paused', step })
  await settled()
  return { ...all, compare: () => all.state().compare }
}

const encodingsOf = (scale: number, spread: number, latent = 2, count = 2500): Encodings => ({
  step: 1,
  count,
  indices: Uint32Array.from({ length: count }, (_, i) => i),
  latent,
  mean: normal(count * latent, { seed: 5, stream: 1, step: 0 }).map((value) => scale * value),
  spread: new Float32Array(count * latent).fill(spread),
})

describe('how images lie in the prior', () => {
  test('an aggregate posterior that is the prior: spread 1, no holes', async () => {
    const fit = await fitOf(encodingsOf(Math.sqrt(0.75), 0.5))
    expect(fit).toMatchObject({ active: 2, holes: { sets: 5, draws: 500 } })
    expect(Math.abs(fit.spread - 1)).toBeLessThan(0.05)
    expect(Math.abs(fit.holes.share - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.5 / 2500))
  })

  test('of a point the means are all there is', async () => {
    const { spread, holes } = await fitOf(encodingsOf(0.5, 0))
    expect(Math.abs(spread - 0.25)).toBeLessThan(0.0125)
    expect(holes).toEqual((await fitOf(encodingsOf(0.5, 1e-9))).holes)
    expect((await fitOf(encodingsOf(0.5, 12))).spread).toBeGreaterThan(100)
  })

  test('images that are spread far and wide leave nearly nothing but holes', async () => {
    const fit = await fitOf(encodingsOf(30, 0))
    expect(fit.spread).toBeGreaterThan(500)
    expect(fit.holes.share).toBeGreaterThan(0.95)
  })
})

describe('the portrait of the present model', () => {
  test('is taken when it is watched, and again every two seconds while it trains', async () => {
    const { lab, engine, compare, asked, trainedAt } = await trainedLab()
    expect(compare().present).toBeNull()
    asked()
    const stop = lab.compare.watch()
    await taken(() => compare().present !== null)
    expect(asked('encodings', 'decode', 'testImages')).toEqual([
      'encodings 2500',
      'decode 64 points',
      'testImages 1',
    ])
    expect(compare().present).toMatchObject({ run: 1, settings: { latent: 2 }, sheet: { kind: 'manifold' } })
    engine.emit({ type: 'started' })
    await trainedAt(1500, 8)
    await trainedAt(4000, 9)
    await settled()
    expect(asked('encodings')).toHaveLength(1)
    stop()
    await trainedAt(9000, 10)
    expect(asked('encodings')).toEqual([])
  })

  test('is taken again when the posterior becomes a point', async () => {
    const { lab, compare } = await trainedLab()
    lab.compare.watch()
    await taken(() => compare().present !== null)
    lab.set('family', 'point')
    await taken(() => compare().present?.settings.family === 'point')
    expect(compare().present?.settings.family).toBe('point')
  })

  test('of other than two latents shows draws of the prior', async () => {
    const { lab, compare, asked } = await trainedLab({ latent: 5 })
    asked()
    lab.compare.watch()
    await taken(() => compare().present !== null)
    expect(asked('samplePrior')).toEqual(['samplePrior 64'])
    expect(compare().present?.sheet).toMatchObject({ kind: 'draws', rows: 8, columns: 8 })
  })
})

describe('a model that gives way', () => {
  test('leaves its portrait, unless it has learnt nothing', async () => {
    const { lab, compare } = await trainedLab()
    await lab.reset()
    expect(compare()).toMatchObject({ present: null, kept: [{ run: 1, encodings: { count: 1000 } }] })
    await lab.reset()
    expect(compare().kept).toHaveLength(1)
  })

  test('whose portrait is at hand is not asked again', async () => {
    const { lab, engine, compare, asked, state } = await trainedLab()
    engine.encodings = ((encodings) => async (count: number, signal?: AbortSignal) => ({
      ...(await encodings(count, signal)),
      step: state().step,
    }))(engine.encodings)
    lab.compare.watch()
    await taken(() => compare().present !== null)
    const { present } = compare()
    asked()
    await lab.reset()
    expect(compare().kept).toEqual([present])
    expect(asked('open', 'encodings')[0]).toMatch(/^open/)
  })

  test('only the last few are kept, newest first', async () => {
    const { lab, engine, compare, trainedAt } = await trainedLab()
    for (let i = 0; i < MAX_KEPT + 2; i++) {
      await lab.reset()
      engine.emit({ type: 'started' })
      await trainedAt(2000 + i, 5)
      engine.emit({ type: 'paused', step: 5 })
    }
    expect(compare().kept.map(({ run }) => run)).toEqual([7, 6, 5, 4, 3])
  })

  test('and cannot be asked leaves nothing, and does not stop the reset', async () => {
    const { lab, engine, compare, state } = await trainedLab()
    engine.refuse('encodings', new CodedError('unexpected', { detail: 'x' }))
    await lab.reset()
    expect(compare().kept).toEqual([])
    expect(state()).toMatchObject({ step: 0, phase: 'ready', messages: [] })
  })

  test('stays when its reset is cancelled while the portrait is taken', async () => {
    const { lab, engine, compare, state } = await trainedLab()
    engine.hold('encodings')
    const resetting = lab.reset()
    await settled()
    lab.cancel()
    await resetting
    expect(engine.requests).toHaveLength(1)
    expect(state()).toMatchObject({ step: 7, phase: 'paused' })
    expect(compare().kept).toEqual([])
  })
})

describe('beside it', () => {
  test('an autoencoder is trained for as many steps, with the same settings otherwise', async () => {
    const { lab, engine, state, compare } = await trainedLab({ beta: 2, seed: 9 })
    await lab.compare.trainBeside()
    expect(engine.requests).toHaveLength(2)
    const expected = { ...DEFAULT_SETTINGS, latent: 2, beta: 2, seed: 9, family: 'point' }
    expect(engine.requests[1]!.settings).toEqual(expected)
    expect(state().settings).toEqual(expected)
    expect(engine.calls.filter((call) => call.startsWith('train'))).toEqual(['train 0', 'train 7'])
    expect(engine.calls.filter((call) => call.startsWith('configure'))).toEqual([])
    expect(compare().kept).toMatchObject([{ run: 1, settings: { family: 'gaussian' } }])
  })

  test('and of an autoencoder, a VAE', async () => {
    const { lab, engine } = await trainedLab({ family: 'point' })
    await lab.compare.trainBeside()
    expect(engine.requests[1]!.settings.family).toBe('gaussian')
  })

  test('what the score function trained gets the gradient that there is', async () => {
    const { lab, state } = await trainedLab({ estimator: 'score-function' })
    await lab.compare.trainBeside()
    expect(state().settings).toMatchObject({ family: 'point', estimator: 'reparameterized' })
    expect(state().messages).toEqual([])
  })

  test('changes that wait for a reset go on waiting', async () => {
    const { lab, engine, state } = await trainedLab()
    lab.set('hidden', [64])
    await lab.compare.trainBeside()
    expect(engine.requests[1]!.settings.hidden).toEqual(DEFAULT_SETTINGS.hidden)
    expect(state().settings).toMatchObject({ hidden: [64], family: 'point' })
  })

  test('what cannot be opened changes nothing', async () => {
    const { lab, engine, state } = await trainedLab()
    engine.refuse('open', new CodedError('data-http', { file: 'x', status: 500 }))
    await lab.compare.trainBeside()
    await settled()
    expect(state().settings.family).toBe('gaussian')
    expect(state()).toMatchObject({ step: 7, phase: 'paused' })
    expect(engine.calls.filter((call) => /^(train|configure)/.test(call))).toEqual(['train 0'])
  })

  test('nothing happens without a trained model', async () => {
    const { lab, engine } = await openedLab({ latent: 2 })
    await lab.compare.trainBeside()
    expect(engine.requests).toHaveLength(1)
  })

  test('back to the settings of the one before: a fresh model, and those settings', async () => {
    const { lab, engine, state, compare } = await trainedLab({ beta: 3 })
    await lab.compare.trainBeside()
    engine.emit({ type: 'paused', step: 7 })
    await lab.compare.openWith(compare().kept[0]!.settings)
    expect(engine.requests[2]!.settings).toMatchObject({ family: 'gaussian', beta: 3 })
    expect(state().settings).toMatchObject({ family: 'gaussian', beta: 3 })
    expect(state()).toMatchObject({ phase: 'ready', step: 0 })
  })
})
