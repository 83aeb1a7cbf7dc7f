import { describe, expect, test, vi } from 'vitest'
import { CodedError } from '../protocol/errors.ts'
import type { EstimatorId } from '../protocol/estimators.ts'
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts'
import { configJson } from './export.ts'
import { createLab } from './lab.ts'
import { pendingReset, statusOf } from './state.ts'
import { createFakeEngine, rowAt, trainedAt, type FakeEngine } from './testing/fake-engine.ts'

/** Lets all code run that awaits resolved promises. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

function setUp(change: Partial<Settings> = {}) {
  const engine = createFakeEngine()
  const clock = { now: 0, isVisible: true }
  const settings = { ...DEFAULT_SETTINGS, ...change }
  const lab = createLab(engine, {
    begin: { settings, problems: [], conflicts: [] },
    now: () => clock.now,
    isVisible: () => clock.isVisible,
  })
  const state = () => lab.store.getState()
  return {
    engine,
    lab,
    clock,
    state,
    status: () => statusOf(state()),
    codes: () => state().messages.map((m) => m.code),
  }
}

async function opened(change: Partial<Settings> = {}) {
  const all = setUp(change)
  await all.lab.start()
  await settled()
  return all
}

async function trained(steps = 3, prepare: (engine: FakeEngine) => void = () => {}) {
  const all = await opened()
  prepare(all.engine)
  await all.lab.train()
  const rows = Array.from({ length: steps }, (_, i) => rowAt(i + 1))
  all.engine.emit(trainedAt(steps, rows))
  all.engine.emit({ type: 'paused', step: steps })
  await settled()
  return all
}

describe('status', () => {
  test('goes from opening to ready to training to paused', async () => {
    const { lab, engine, status, state } = setUp()
    expect(status()).toBe('opening')
    await lab.start()
    expect(status()).toBe('ready')
    await lab.train()
    expect(status()).toBe('training')
    engine.emit({ type: 'paused', step: 1200 })
    expect(status()).toBe('paused')
    expect(state()).toMatchObject({ step: 1200, announcement: { code: 'paused', params: { step: 1200 } } })
  })

  test('training is asked to stop at "steps", but not once that is passed', async () => {
    const { lab, engine } = await opened({ steps: 2 })
    await lab.train()
    engine.emit({ type: 'paused', step: 2 })
    await lab.train()
    expect(engine.calls.filter((call) => call.startsWith('train'))).toEqual(['train 2', 'train 0'])
  })

  test('autostart trains when ready', async () => {
    const { engine, status } = await opened({ autostart: true })
    expect(engine.calls).toContain('train 0')
    expect(status()).toBe('training')
  })

  test('Train while it opens trains as soon as it can', async () => {
    const { lab, engine, state, status } = setUp()
    const release = engine.hold('open')
    const starting = lab.start()
    await lab.train()
    expect(state().willTrain).toBe(true)
    release()
    await starting
    expect(status()).toBe('training')
  })

  test('a step leaves it paused, one further', async () => {
    const { lab, state, status } = await opened()
    await lab.step()
    expect(state().step).toBe(1)
    expect(state().history.current.rows).toHaveLength(1)
    expect(status()).toBe('paused')
  })

  test('a step that diverges says so', async () => {
    const { lab, engine, status } = await opened()
    const step = engine.step.bind(engine)
    engine.step = async () => {
      engine.emit({ type: 'diverged', step: 1, restoredStep: 0 })
      return (await step()) - 1
    }
    await lab.step()
    expect(status()).toBe('diverged')
  })

  test('a divergence tells the steps and leaves a mark', async () => {
    const { engine, state, status, codes } = await trained()
    engine.emit({ type: 'started' })
    engine.emit({ type: 'diverged', step: 9, restoredStep: 3 })
    engine.emit({ type: 'paused', step: 3 })
    expect(status()).toBe('diverged')
    expect(codes()).toEqual(['diverged'])
    expect(state().history.current.marks).toEqual([{ step: 9, kind: 'diverged', value: 3 }])
  })
})

describe('opening', () => {
  test('that fails first is told, and Train tries again', async () => {
    const { lab, engine, status, codes } = setUp()
    engine.refuse('open', new CodedError('backend-failed', { backend: 'wasm', reason: 'no' }))
    await lab.start()
    expect([status(), codes()]).toEqual(['failed', ['backend-failed']])
    await lab.train()
    expect(status()).toBe('training')
  })

  test('can be cancelled', async () => {
    const { lab, engine, status, codes } = setUp()
    engine.hold('open')
    const starting = lab.start()
    await settled()
    lab.cancel()
    await starting
    expect([status(), codes()]).toEqual(['failed', ['opening-cancelled']])
  })

  test('can be cancelled at every stage: past a download once, and then altogether', async () => {
    const { lab, engine, status, codes } = setUp()
    engine.hold('open')
    const seen: string[] = []
    const open = engine.open.bind(engine)
    engine.open = (request, cancel, end) => {
      cancel!.addEventListener('abort', () => seen.push('cancel'))
      end!.addEventListener('abort', () => seen.push('end'))
      return open(request, undefined, end)
    }
    const starting = lab.start()
    await settled()
    engine.emit({ type: 'progress', task: 'download', done: 1, total: 9 })
    lab.cancel()
    await settled()
    expect([seen, status()]).toEqual([['cancel'], 'opening'])
    lab.cancel()
    await starting
    expect([seen, status(), codes()]).toEqual([['cancel', 'end'], 'failed', ['opening-cancelled']])
  })

  test('gives way at once where another backend is chosen, without a word', async () => {
    const { lab, engine, state, status } = setUp()
    engine.hold('open')
    const starting = lab.start()
    await settled()
    engine.hold('open')() // the first one never settles, the next one does
    lab.set('backend', 'wasm')
    await starting
    await vi.waitFor(() => expect(status()).toBe('ready'))
    expect(engine.requests.map(({ settings }) => settings.backend)).toEqual(['auto', 'wasm'])
    expect([state().applied?.backend, state().messages]).toEqual(['wasm', []])
  })

  test('that is cancelled at a reset leaves the model that was', async () => {
    const { lab, engine, state, status } = await trained()
    engine.hold('open')
    const resetting = lab.reset()
    await settled()
    lab.cancel()
    await resetting
    expect(status()).toBe('paused')
    expect(state()).toMatchObject({ step: 3, applied: DEFAULT_SETTINGS })
    expect(state().history.current.rows).toHaveLength(3)
  })

  test('the newest wish wins', async () => {
    const { lab, engine, state } = setUp()
    const release = engine.hold('open')
    const starting = lab.start()
    lab.set('latent', 2)
    lab.set('latent', 3)
    release()
    await starting
    await settled()
    expect(state().applied?.latent).toBe(3)
    expect(state().messages).toEqual([])
  })
})

describe('settings', () => {
  test('live ones go to the engine at once and leave a mark', async () => {
    const { lab, engine, state } = await trained()
    lab.set('beta', 4)
    await settled()
    expect(engine.calls.filter((call) => call.startsWith('configure'))).toHaveLength(1)
    expect(state().applied?.beta).toBe(4)
    expect(state().history.current.marks).toEqual([{ step: 3, kind: 'beta', value: 4 }])
  })

  test('the mark stands where the engine took the change, which is ahead of the page while it trains', async () => {
    const { lab, engine, state } = await trained()
    await lab.train()
    await settled()
    engine.configure = () => Promise.resolve(9)
    lab.set('lr', 0.01)
    lab.set('beta', 4)
    expect(state().history.current.marks.map(({ step }) => step)).toEqual([3, 3])
    await settled()
    expect(state().history.current.marks).toEqual([
      { step: 9, kind: 'lr', value: 0.01 },
      { step: 9, kind: 'beta', value: 4 },
    ])
    expect(state().step).toBe(9)
    engine.emit(trainedAt(10))
    engine.configure = () => Promise.resolve(11)
    lab.set('lr', 0.02)
    await settled()
    expect(state().history.current.marks.map(({ step, value }) => [step, value])).toEqual([
      [9, 0.01],
      [9, 4],
      [11, 0.02],
    ])
  })

  test('while one call is under way the newest value waits, the others are skipped', async () => {
    const { lab, engine } = await trained()
    const release = engine.hold('configure')
    for (const beta of [2, 3, 4, 5]) lab.set('beta', beta)
    release()
    await settled()
    const sent = engine.calls.filter((call) => call.startsWith('configure'))
    expect(sent.map((call) => (JSON.parse(call.slice(10)) as Settings).beta)).toEqual([2, 5])
  })

  test('changed while it opens arrive afterwards', async () => {
    const { lab, engine, state } = setUp()
    const release = engine.hold('open')
    const starting = lab.start()
    lab.set('lr', 0.01)
    release()
    await starting
    await settled()
    expect(engine.requests).toHaveLength(1)
    expect(state().applied?.lr).toBe(0.01)
  })

  test('those of a reset open anew at once while nothing is trained', async () => {
    const { lab, engine, state } = await opened()
    lab.set('latent', 2)
    await settled()
    expect(engine.requests).toHaveLength(2)
    expect(state().applied?.latent).toBe(2)
    expect(pendingReset(state())).toEqual([])
  })

  test('and wait for the reset afterwards', async () => {
    const { lab, engine, state } = await trained()
    lab.set('latent', 2)
    await settled()
    expect(pendingReset(state())).toEqual(['latent'])
    expect(engine.requests).toHaveLength(1)
    await lab.reset()
    expect(pendingReset(state())).toEqual([])
    expect(state().step).toBe(0)
    expect(state().history.earlier).toHaveLength(1)
  })

  test('the width of a Gaussian needs no reset; another likelihood does', async () => {
    const { lab, state } = await trained()
    lab.set('sigma', 0.5)
    await settled()
    expect(state().applied!.sigma).toBe(0.5)
    lab.set('likelihood', 'gaussian')
    expect(pendingReset(state())).toEqual(['likelihood'])
    // Of the model that is to come: nothing changes in this one, and nothing in its charts.
    const { marks } = state().history.current
    lab.set('sigma', 2)
    await settled()
    expect(state().applied!.sigma).toBe(0.5)
    expect(state().history.current.marks).toEqual(marks)
    expect(pendingReset(state())).toEqual(['sigma', 'likelihood'])
    await lab.reset()
    expect(state().applied).toMatchObject({ likelihood: 'gaussian', sigma: 2 })
  })

  test('switching the estimator is announced, with the first step it takes', () => {
    const { lab, state } = setUp()
    lab.set('estimator', 'score-function')
    expect(state().announcement).toMatchObject({
      code: 'switched',
      params: { estimator: 'score-function', step: 0 },
    })
  })

  test('that cannot be together are refused with a sentence, and nothing changes', () => {
    const { lab, codes, state } = setUp()
    lab.set('baseline', 'leave-one-out')
    expect(state().settings.baseline).toBe('none')
    expect(codes()).toEqual(['leave-one-out-needs-two-samples'])
    lab.set('samples', 4)
    lab.set('baseline', 'leave-one-out')
    expect(state().settings.baseline).toBe('leave-one-out')
    lab.set('samples', 1)
    expect(state().settings.samples).toBe(4)
  })

  test('a point has no score: the estimator is refused, with the remedy; the family brings one along', () => {
    const { lab, codes, state } = setUp()
    lab.set('family', 'point')
    lab.set('estimator', 'score-function')
    expect(state().settings).toMatchObject({ family: 'point', estimator: 'reparameterized' })
    lab.set('family', 'gaussian')
    lab.set('estimator', 'score-function')
    lab.set('family', 'point')
    expect(state().settings).toMatchObject({ family: 'point', estimator: 'reparameterized' })
    expect(codes()).toEqual(['estimator-needs-another-family'])
  })

  test('Bernoulli and back, at 20 bits and by enumeration, without a refusal', async () => {
    const { lab, codes, state } = await opened()
    lab.set('family', 'bernoulli')
    expect(state()).toMatchObject({
      settings: { family: 'bernoulli', estimator: 'score-function' },
      announcement: { code: 'switched', params: { estimator: 'score-function', step: 0 } },
    })
    await settled()
    lab.set('latent', 8)
    lab.set('estimator', 'enumeration')
    await settled()
    lab.set('family', 'gaussian')
    await settled()
    expect(state().applied).toMatchObject({ family: 'gaussian', estimator: 'reparameterized', latent: 8 })
    expect(codes()).toEqual([])
  })

  test('a remedy names nothing that would be refused', () => {
    const { lab, state } = setUp({ family: 'bernoulli', estimator: 'score-function' })
    lab.set('estimator', 'enumeration')
    lab.set('estimator', 'reparameterized')
    const [many, another] = state().messages.map(({ params }) => params)
    for (const params of [many!, another!])
      for (const id of String(params.others).split(' ')) {
        lab.set('estimator', id as EstimatorId)
        expect(state().settings.estimator).toBe(id)
      }
    expect(another).toMatchObject({ families: 'gaussian point', fewer: 0 })
    lab.set('family', 'gaussian')
    lab.set('estimator', 'disarm')
    lab.set('estimator', 'enumeration')
    expect(
      state()
        .messages.slice(2)
        .map(({ params }) => [params.families, params.fewer]),
    ).toEqual([
      ['bernoulli', 0],
      ['bernoulli categorical', 1],
    ])
  })

  test('a family that waits for the reset: the run keeps its estimator, and what goes with the other waits', async () => {
    const { lab, engine, state, codes } = await trained()
    lab.set('family', 'bernoulli')
    lab.set('estimator', 'disarm')
    lab.set('beta', 4)
    await settled()
    expect(state().applied).toMatchObject({ family: 'gaussian', estimator: 'reparameterized', beta: 4 })
    expect(pendingReset(state())).toEqual(['estimator', 'family'])
    expect(state().history.current.marks).toEqual([{ step: 3, kind: 'beta', value: 4 }])
    expect(state().announcement).toMatchObject({
      code: 'switched-on-reset',
      params: { estimator: 'disarm' },
    })
    lab.set('family', 'gaussian')
    await settled()
    expect(state().settings).toMatchObject({ family: 'gaussian', estimator: 'reparameterized', beta: 4 })
    expect(pendingReset(state())).toEqual([])
    lab.set('family', 'bernoulli')
    await lab.reset()
    expect(state().applied).toMatchObject({ family: 'bernoulli', estimator: 'score-function' })
    expect([engine.requests.length, codes()]).toEqual([2, []])
  })

  test('a bound that takes draws together brings the samples and the KL that go with it, and tells them', async () => {
    const { lab, state, codes } = await trained()
    lab.set('samples', 16)
    lab.set('kl', 'sticking-the-landing')
    lab.set('objective', 'importance-weighted')
    await settled()
    expect(state().applied).toMatchObject({
      objective: 'importance-weighted',
      k: 5,
      samples: 12,
      kl: 'closed-form',
    })
    expect(codes()).toEqual(['brought-along'])
    expect(state().messages[0]!.params).toEqual({
      choice: 'importance-weighted',
      brought: 'samples=12 kl=closed-form',
    })
    expect(state().history.current.marks).toEqual(
      expect.arrayContaining([
        { step: 3, kind: 'objective', value: 'importance-weighted' },
        { step: 3, kind: 'samples', value: 12 },
      ]),
    )
  })

  test('of a bad link are told', () => {
    const { lab, codes } = setUp()
    lab.apply({
      settings: DEFAULT_SETTINGS,
      problems: [{ key: 'lr', given: 'fast', reason: 'not-a-number', legal: '0..1' }],
      conflicts: [],
    })
    expect(codes()).toEqual(['setting-not-a-number'])
  })
})

describe('files', () => {
  const files = [new File(['x'], 'train-images-idx3-ubyte.gz')]

  test('are trained on, and kept for the next reset', async () => {
    const { lab, engine, state } = await opened()
    await lab.openFiles(files)
    expect(state().opened?.dataset.name).toBe('custom')
    await lab.reset()
    expect(engine.requests.at(-1)?.files).toEqual(files)
    lab.chooseFiles(false)
    await settled()
    expect(engine.requests.at(-1)?.files).toBeUndefined()
    expect(state().opened?.dataset.name).toBe('mnist')
  })

  test('that are refused change nothing but the message', async () => {
    const { lab, engine, state, codes } = await trained()
    const before = state()
    engine.refuse('open', new CodedError('idx-magic', { file: 'cat.jpg' }))
    await lab.openFiles(files)
    expect(codes()).toEqual(['idx-magic'])
    expect({ ...state(), messages: [] }).toEqual({ ...before, messages: [] })
  })

  test('a config.json applies its settings', async () => {
    const { lab, state } = await opened()
    const settings = { ...DEFAULT_SETTINGS, latent: 2, beta: 3 }
    const text = configJson({ version: '0', settings, dataset: null, backend: null, step: 0 })
    await lab.openFiles([new File([text], 'config.json')])
    await settled()
    expect(state().applied).toEqual(settings)
  })

  test('another .json is refused', async () => {
    const { lab, codes } = await opened()
    await lab.openFiles([new File(['{}'], 'package.json')])
    expect(codes()).toEqual(['not-a-config'])
  })
})

describe('pictures', () => {
  const asked = (calls: readonly string[]) => calls.filter((call) => call.startsWith('samplePrior')).length
  let step = 5
  const tick = () => trainedAt(step++, [])

  test('are asked for once when ready, and while it trains now and then', async () => {
    const { lab, engine, clock } = await opened()
    expect(asked(engine.calls)).toBe(1)
    await lab.train()
    for (clock.now = 1; clock.now < 2000; clock.now += 100) {
      engine.emit(tick())
      await settled()
    }
    expect(asked(engine.calls)).toBe(4)
  })

  test('never twice at once, nor when nobody looks', async () => {
    const { lab, engine, clock } = await opened()
    await lab.train()
    const release = engine.hold('samplePrior')
    for (const now of [1000, 2000, 3000]) {
      clock.now = now
      engine.emit(tick())
    }
    expect(asked(engine.calls)).toBe(2)
    release()
    await settled()
    clock.isVisible = false
    clock.now = 9000
    engine.emit(tick())
    expect(asked(engine.calls)).toBe(2)
  })
})

describe('evaluation', () => {
  test('on request shows progress and is told', async () => {
    const { lab, engine, state } = await trained()
    const release = engine.hold('evaluate')
    const evaluating = lab.evaluate()
    engine.emit({ type: 'progress', task: 'evaluate', done: 500, total: 10_000 })
    expect(state().evaluating).toMatchObject({ done: 500 })
    release()
    await evaluating
    expect(state().evaluating).toBeNull()
    expect(state().history.current.evaluations).toHaveLength(1)
    expect(state().announcement?.code).toBe('evaluated')
  })

  test('of an autoencoder tells its reconstruction', async () => {
    const { lab, engine, state } = await trained()
    engine.evaluate = async () => ({ step: 3, recon: -95, kl: null, images: 10_000 })
    await lab.evaluate()
    expect(state().announcement).toMatchObject({ code: 'reconstructed', params: { recon: -95, step: 3 } })
  })

  test('can be cancelled without a word', async () => {
    const { lab, engine, state, codes } = await trained()
    engine.hold('evaluate')
    const evaluating = lab.evaluate()
    lab.cancelEvaluation()
    await evaluating
    expect([state().evaluating, codes()]).toEqual([null, []])
  })
})

test('a crashed worker that left no snapshot loses the model, not the history; Train begins anew', async () => {
  const { lab, engine, state, status, codes } = await trained(3, (fake) =>
    fake.refuse('snapshot', new CodedError('worker-crashed')),
  )
  engine.refuse('train', new CodedError('worker-crashed'))
  await lab.train()
  expect([status(), codes()]).toEqual(['failed', ['worker-crashed']])
  expect(state().history.current.rows).toHaveLength(3)
  await lab.train()
  expect(status()).toBe('training')
  expect(state().history.earlier).toHaveLength(1)
})

test('a worker that crashes at its beginning begins again; at the third time it is told, and stands still', async () => {
  const { engine, lab, status, codes } = await opened()
  await lab.train()
  const fault = { code: 'worker-crashed', params: { detail: 'x' }, message: '' }
  for (let time = 0; time < 2; time++) {
    engine.emit({ type: 'ended', fault })
    await settled()
    expect([status(), codes()]).toEqual(['training', ['worker-restarted']])
  }
  engine.emit({ type: 'ended', fault })
  engine.emit({ type: 'paused', step: 2 })
  await settled()
  expect([status(), codes()]).toEqual(['failed', ['worker-restarted', 'worker-crashed-again']])
})

test('training that fails stands still and says why', async () => {
  const { engine, lab, status, codes } = await opened()
  await lab.train()
  const fault = { code: 'backend-failed', params: { backend: 'webgpu', reason: 'lost' }, message: 'lost' }
  engine.emit({ type: 'failed', fault })
  expect([status(), codes()]).toEqual(['paused', ['backend-failed']])
})

test('what has no code is told and left in the console', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { lab, engine, codes } = await opened()
  engine.refuse('train', new Error('oops'))
  await lab.train()
  expect(codes()).toEqual(['unexpected'])
  expect(error).toHaveBeenCalledOnce()
  error.mockRestore()
})
