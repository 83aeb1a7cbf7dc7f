import { describe, expect, test, vi } from 'vitest'
import { readAddress } from '../address.ts'
import { createLab } from '../lab.ts'
import { createFakeEngine, evaluationAt, rowAt, trainedAt } from '../testing/fake-engine.ts'
import { quoteOf, SEEDS } from './state.ts'

const settled = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve))
}

/** A lab whose run stands at step 20; the engine evaluates each model to another value. */
async function trained() {
  const fake = createFakeEngine()
  let models = 0
  const evaluate = async (signal?: AbortSignal) => {
    const recon = -100 - models
    await fake.evaluate(signal)
    return { ...evaluationAt(20), recon, kl: 10 }
  }
  const engine = { ...fake, evaluate }
  const lab = createLab(engine, { begin: readAddress('#samples=2') })
  await lab.start()
  const toStep = async (step: number) => {
    fake.emit(trainedAt(step, [rowAt(step)]))
    fake.emit({ type: 'paused', step })
    models += 1
    await settled()
  }
  await toStep(20)
  models = 0
  return { fake, lab, toStep, state: () => lab.store.getState() }
}

describe('a run is repeated', () => {
  test('with each seed, the present settings and as many steps; the values are those of the whole test set', async () => {
    const { fake, lab, toStep, state } = await trained()
    await lab.repeat.run()
    await settled()
    const trainings = () => fake.calls.filter((call) => call.startsWith('train'))
    for (const [i, seed] of SEEDS.entries()) {
      await vi.waitFor(() => expect(trainings()).toHaveLength(i + 1))
      expect(state().repeat).toMatchObject({ running: seed, steps: 20 })
      expect(fake.requests.at(-1)!.settings).toMatchObject({ seed, samples: 2 })
      expect(trainings().at(-1)).toBe('train 20')
      await toStep(20)
    }
    await vi.waitFor(() => expect(state().repeat!.running).toBeNull())
    const { repeat, history } = state()
    expect(repeat!.values.map(({ seed }) => seed)).toEqual(SEEDS)
    expect(repeat!.values.map(({ value }) => value)).toEqual([-110, -111, -112, -113, -114])
    expect(history.earlier.map(({ settings }) => settings.seed)).toEqual([4, 3, 2, 1, 1])
  })

  test('until another run takes its place; what was measured stays', async () => {
    const { lab, toStep, state } = await trained()
    await lab.repeat.run()
    await settled()
    await toStep(20)
    await lab.reset()
    await settled()
    expect(state().repeat).toMatchObject({ running: null, values: [{ seed: 1 }] })
  })

  test('until another run takes its place while the whole test set is evaluated', async () => {
    const { fake, lab, toStep, state } = await trained()
    await lab.repeat.run()
    await settled()
    const release = fake.hold('evaluate')
    await toStep(20)
    expect(state().repeat!.running).toBe(1)
    await lab.reset()
    release()
    await settled()
    expect(state().repeat).toMatchObject({ running: null, values: [] })
  })

  test('until it is stopped: the run that is cut short is not counted', async () => {
    const { fake, lab, state } = await trained()
    await lab.repeat.run()
    await settled()
    fake.emit(trainedAt(7, [rowAt(7)]))
    await lab.repeat.stop()
    await settled()
    expect(state().repeat).toMatchObject({ running: null, values: [] })
    expect(fake.calls).toContain('pause')
  })

  test('not before there are steps to repeat', async () => {
    const lab = createLab(createFakeEngine(), { begin: readAddress('') })
    await lab.start()
    await lab.repeat.run()
    expect(lab.store.getState().repeat).toBeNull()
  })
})

describe('what can be quoted', () => {
  const values = (...all: number[]) => all.map((value, i) => ({ seed: i + 1, value, images: 100 }))

  test('is the mean with Student’s interval', () => {
    const { mean, margin, seeds, wanted } = quoteOf({ values: values(-1, -2, -3, -4, -5) })!
    // sd = 1.5811, standard error 0.7071, t(4) = 2.7764
    expect([mean, seeds, wanted]).toEqual([-3, 5, 5])
    expect(margin).toBeCloseTo(1.9633, 2)
  })

  test('has no interval from one seed, and is nothing from none', () => {
    expect(quoteOf({ values: values(-1) })).toMatchObject({ mean: -1, margin: null })
    expect(quoteOf({ values: [] })).toBeNull()
  })
})
