/** The lanes of a duel in config.json: written in the words of a link, and opened as a link is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CodedError } from '../../protocol/errors.ts'
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from '../../protocol/settings.ts'
import { readAddress } from '../address.ts'
import { configJson, configOf, readConfig } from '../export.ts'
import { NO_GUIDE } from '../guide/state.ts'
import type { LabState } from '../state.ts'
import { openedByLink, openedLab, settled } from '../testing/set-up.ts'
import { writeForks, type RunWithLanes } from './link.ts'
import { laneChange, lanesFrom, type LaneChange, type LaneState } from './state.ts'

const written = (state: LabState): string => configJson(configOf(state, '0'))
const forksOf = (text: string): unknown => (JSON.parse(text) as { forks?: unknown }).forks

const withForks = (forks: unknown, settings: Partial<Settings> = {}): string =>
  JSON.stringify({ app: 'elbo-lab', settings: { ...DEFAULT_SETTINGS, ...settings }, forks })

/** What the lanes of the page have otherwise, and when they leave. */
const lanesOf = ({ settings, lanes, guide }: LabState) => ({
  there: lanes.map(({ lane, step, live }) => [lane, step, laneChange(settings, live)]),
  toCome: guide.forks,
})

const setting = <K extends keyof LaneChange>(key: K): fc.Arbitrary<LaneChange[K]> => {
  const spec = SETTINGS[key]
  if (spec.kind === 'choice') return fc.constantFrom(...spec.choices) as never
  const { kind, min, max } = spec
  if (kind === 'integer') return fc.integer({ min, max }) as never
  return fc.double({ min, max, noNaN: true }).map((value) => value + 0) as never
}

const anyChange = fc.record(
  {
    estimator: setting('estimator'),
    samples: setting('samples'),
    baseline: setting('baseline'),
    kl: setting('kl'),
    beta: setting('beta'),
    lr: setting('lr'),
    k: setting('k'),
    noise: setting('noise'),
    objective: setting('objective'),
  },
  { requiredKeys: [] },
)

describe('without lanes', () => {
  test('the file is what it was, byte for byte', async () => {
    const { state, trainedAt } = await openedLab({ beta: 2, seed: 4 })
    await trainedAt(0, 3)
    const { settings, opened, step } = state()
    const { dataset, backend } = opened!
    const before = { app: 'elbo-lab', version: '0', settings, dataset, backend, step }
    expect(written(state())).toBe(`${JSON.stringify(before, null, 2)}\n`)
    expect(writeForks(state())).toEqual([])
  })

  test('a file of an older version opens, and leaves the lanes of the page alone', async () => {
    const { lab, state } = await openedLab()
    await lab.lanes.fork({ lr: 0.1 })
    const before = state().lanes
    expect(lab.paste(withForks(undefined, { beta: 2 }))).toBe(true)
    await settled()
    expect(state().lanes).toBe(before)
    expect(state()).toMatchObject({ settings: { beta: 2 }, messages: [] })
  })
})

describe('what is written is read back', () => {
  test.each([
    ['#fork=estimator:score-function,samples:4&fork=equal', ['estimator:score-function,samples:4', 'equal']],
    [
      '#beta=4&fork=lr:0.01&fork=at:880,estimator:score-function&fork=at:12',
      ['lr:0.01', 'at:12,equal', 'at:880,estimator:score-function'],
    ],
    [
      '#latent=2&seed=7&fork=at:30,samples:2,baseline:leave-one-out',
      ['at:30,samples:2,baseline:leave-one-out'],
    ],
  ])('%s', async (hash, words) => {
    const { state } = await openedByLink(hash)
    const text = written(state())
    const { settings, forks, guide } = readAddress(hash)
    expect(readConfig(text)).toMatchObject({
      settings,
      forks: [...forks.map((change) => ({ step: 0, change })), ...guide.forks],
      problems: [],
      conflicts: [],
    })
    expect(forksOf(text)).toEqual(words)
  })

  test('whatever lanes a run has, whatever its settings have become meanwhile', () => {
    const lane = fc.tuple(fc.nat(999_999_999), anyChange)
    fc.assert(
      fc.property(fc.array(lane, { maxLength: 3 }), fc.nat(3), anyChange, (lanes, planned, now) => {
        const { settings } = readAddress(`#${new URLSearchParams(now as Record<string, string>)}`)
        const changes = lanes.map(([, change]) => change)
        const all: LaneState[] = lanesFrom(DEFAULT_SETTINGS, changes).map((one, i) => ({
          ...one,
          step: lanes[i]![0],
        }))
        const toCome = all.slice(0, planned).map(({ step, live }) => ({
          step: step + 1,
          change: laneChange(DEFAULT_SETTINGS, live),
        }))
        const guide = { ...NO_GUIDE, forks: toCome }
        const duel: RunWithLanes = { settings, landed: [], lanes: all.slice(planned), guide }
        const text = configJson(configOf({ ...duel, step: 0, opened: null }, '0'))
        const read = readConfig(text)!
        expect(read).toMatchObject({ settings, problems: [], conflicts: [] })
        expect(read.forks ?? []).toHaveLength(all.length)
        const again = { ...duel, lanes: [], guide: { ...NO_GUIDE, forks: read.forks ?? [] } }
        expect(writeForks(again)).toEqual(writeForks(duel))
      }),
    )
  })

  test('a switch that has taken place is in the settings, and in what the lanes have otherwise', async () => {
    const { lab, state, arrive } = await openedByLink('#at=20:samples=4&fork=at:30,baseline:leave-one-out')
    const before = readConfig(written(state()))!
    expect(before).toMatchObject({ settings: { samples: 1 }, problems: [] })
    expect(before.forks).toEqual([{ step: 30, change: { samples: 4, baseline: 'leave-one-out' } }])
    await lab.train()
    await arrive(20)
    await arrive(30)
    expect(state().lanes).toHaveLength(1)
    const after = readConfig(written(state()))!
    expect(after).toMatchObject({ settings: { samples: 4 }, problems: [] })
    expect(after.forks).toEqual([{ step: 30, change: { baseline: 'leave-one-out' } }])
  })
})

describe('opened', () => {
  const HASH = '#lr=0.01&fork=estimator:score-function&fork=at:30,lr:0.2'
  const config = async () => written((await openedByLink(HASH)).state())

  test.each(['paste', 'open'] as const)('%s: as the link does', async (how) => {
    const text = await config()
    const { lab, state, engine } = await openedLab()
    if (how === 'paste') lab.paste(text)
    else await lab.openFiles([new File([text], 'config.json')])
    await settled()
    expect(lanesOf(state())).toEqual(lanesOf((await openedByLink(HASH)).state()))
    expect(state()).toMatchObject({ settings: { lr: 0.01 }, messages: [] })
    await lab.train()
    expect(engine.calls.at(-1)).toBe('train 30')
    expect(written(state())).toBe(text)
  })

  test('before there is a model, or with settings that need another one', async () => {
    const text = withForks(['estimator:score-function'], { latent: 3 })
    for (const change of [{}, { latent: 5 }, { latent: 3 }]) {
      const { lab, state, engine } = await openedLab(change)
      lab.paste(text)
      await settled()
      await settled()
      expect(lanesOf(state()).there).toEqual([[2, 0, { estimator: 'score-function' }]])
      expect(state().history.current.lanes?.map(({ lane }) => lane)).toEqual([2])
      const opened = engine.calls.findLastIndex((call) => call.startsWith('open'))
      expect(engine.calls.slice(opened).filter((call) => call.startsWith('fork 2 1'))).toHaveLength(1)
      expect(state().messages).toEqual([])
    }
  })
  test('beside a trained run: its lanes leave now, or wait where the settings wait for a reset', async () => {
    const { lab, state, trainedAt } = await openedLab()
    await trainedAt(0, 7)
    await lab.pause()
    lab.paste(withForks(['lr:0.5']))
    await settled()
    expect(state().history.current.lanes!.map(({ lane, step }) => [lane, step])).toEqual([[2, 7]])
    await lab.lanes.drop(2)
    const bits = { family: 'bernoulli', estimator: 'score-function', latent: 8 } as const
    lab.paste(withForks(['estimator:disarm', 'at:9,lr:0.2'], bits))
    await settled()
    const toCome = [
      { step: 0, change: { estimator: 'disarm' } },
      { step: 9, change: { lr: 0.2 } },
    ]
    expect(lanesOf(state())).toEqual({ there: [], toCome })
    expect(forksOf(written(state()))).toEqual(['estimator:disarm', 'at:9,lr:0.2'])
    await lab.reset()
    await settled()
    expect(lanesOf(state())).toEqual({
      there: [[2, 0, { estimator: 'disarm' }]],
      toCome: toCome.slice(1),
    })
    expect(state().messages).toEqual([])
  })

  test('with a model that cannot be opened: its lanes leave the one that stays', async () => {
    const { lab, state, engine } = await openedLab()
    await lab.lanes.fork({ beta: 2 })
    engine.refuse('open', new CodedError('data-cancelled', {}))
    lab.paste(withForks(['lr:0.5', 'lr:0.25'], { latent: 3 }))
    await settled()
    await settled()
    expect(lanesOf(state()).there).toEqual([
      [2, 0, { lr: 0.5 }],
      [3, 0, { lr: 0.25 }],
    ])
    expect(state().history.current.lanes!.map(({ lane }) => lane)).toEqual([2, 3])
    const ends = engine.calls.filter((call) => /^(fork|configure) .*"lr":0\.(5|25)/.test(call))
    expect(ends).toHaveLength(2)
  })

  test('lanes of the page that it does not mean are dropped, as by a link; all by an empty list', async () => {
    const { lab, state } = await openedLab()
    await lab.lanes.fork({ lr: 0.1 })
    await lab.lanes.fork({ lr: 0.2 })
    lab.paste(withForks(['lr:0.5']))
    await settled()
    expect(lanesOf(state()).there).toEqual([[2, 0, { lr: 0.5 }]])
    lab.paste(withForks([]))
    await settled()
    expect(lanesOf(state())).toEqual({ there: [], toCome: [] })
  })

  test('with images: the new model on them has its lanes', async () => {
    const { lab, state, trainedAt } = await openedLab()
    await trainedAt(0, 7)
    await lab.pause()
    const images = new File([Uint8Array.of(0, 0, 8, 3)], 'train-images-idx3-ubyte')
    await lab.openFiles([new File([withForks(['lr:0.5', 'lr:0.25'])], 'config.json'), images])
    await settled()
    expect(state().step).toBe(0)
    expect(state().history.current.lanes!.map(({ lane, step }) => [lane, step])).toEqual([
      [2, 0],
      [3, 0],
    ])
  })
})

describe('an entry that is wrong is told, and the rest applies', () => {
  test.each([
    ['estimator:magic', 'not-a-fork-value', 'estimator: reparameterized | score-function'],
    ['lr:-1', 'not-a-fork-value', 'lr: '],
    ['fast', 'not-a-fork', 'equal | estimator:score-function'],
    ['mood:1', 'not-a-fork', 'equal | '],
    ['at:0,equal', 'not-a-fork', 'equal | '],
    ['', 'not-a-fork', 'equal | '],
    [42, 'not-a-fork', 'equal | '],
    [null, 'not-a-fork', 'equal | '],
    [{ estimator: 'score-function' }, 'not-a-fork', 'equal | '],
    [['equal'], 'not-a-fork', 'equal | '],
    ['latent:3', 'not-of-a-lane', 'estimator, samples'],
    ['probe:0', 'not-of-a-lane', 'estimator, samples'],
    ['family:bernoulli,estimator:score-function', 'not-of-a-lane', 'estimator, samples'],
    ['baseline:leave-one-out', 'fork-not-together', 'samples:4,baseline:leave-one-out'],
  ])('%j', async (entry, reason, legal) => {
    const { lab, state } = await openedLab()
    const given = typeof entry === 'string' ? entry : JSON.stringify(entry)
    lab.paste(withForks([entry, 'lr:0.5'], { beta: 2 }))
    await settled()
    expect(lanesOf(state()).there).toEqual([[2, 0, { lr: 0.5 }]])
    expect(state().settings.beta).toBe(2)
    expect(state().messages).toMatchObject([{ code: `setting-${reason}`, params: { given } }])
    expect(state().messages[0]!.params.legal).toContain(legal)
  })

  test('one too many', () => {
    const read = readConfig(withForks(['equal', 'lr:0.1', 'lr:0.2', 'lr:0.3']))!
    expect(read.forks).toHaveLength(3)
    expect(read.problems).toEqual([{ key: 'fork', given: 'lr:0.3', reason: 'too-many-forks', legal: '3' }])
  })

  test.each(['equal', {}, 3, null])('forks that are no list: %j', (forks) => {
    const read = readConfig(withForks(forks))!
    expect(read.forks).toBeNull()
    expect(read.problems).toMatchObject([{ reason: 'not-a-fork', given: JSON.stringify(forks) }])
  })

  test('with nothing left of them the lanes of the page stay', async () => {
    const { lab, state } = await openedLab()
    await lab.lanes.fork({ lr: 0.1 })
    const before = state().lanes
    lab.paste(withForks(['nonsense']))
    await settled()
    expect(state().lanes).toBe(before)
  })

  test('a text that fills the screen is cut', () => {
    const [problem] = readConfig(withForks(['x'.repeat(5000)]))!.problems
    expect(problem!.given.length).toBeLessThan(100)
  })
})
