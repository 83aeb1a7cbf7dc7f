/** Lanes of the store: what is asked of the engine, where curves go, and what a link and a file say of them. */
import { describe, expect, test } from 'vitest'
import { csvCells } from '../../../tests/support/csv-cells.ts'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { readAddress, writeAddress } from '../address.ts'
import { metricsColumns, metricsCsv } from '../export.ts'
import { emptyRun, type LaneCurves, type RecordedRun } from '../history.ts'
import { evaluationAt, reportAt, rowAt, trainedAt } from '../testing/fake-engine.ts'
import { openedLab, settled } from '../testing/set-up.ts'
import { FIRST_VIEWS } from '../views.ts'
import { partingStep, wholeCurves, withoutLane, withPromoted } from './curves.ts'
import { laneChange } from './state.ts'

const rowsOf = (steps: readonly number[], recon: number) => steps.map((step) => rowAt(step, { recon }))
const numbersOf = ({ rows }: Pick<RecordedRun, 'rows'>) => rows.map(({ step, recon }) => [step, recon])

/** Lane 1 to step 5; lane 2 leaves it after 2, lane 3 leaves lane 2 after 3, lane 4 leaves lane 1 after 4. */
function branched(): RecordedRun {
  const lane = (lane: number, from: number, step: number, steps: readonly number[]): LaneCurves => ({
    ...{ lane, from, step, live: DEFAULT_SETTINGS, evaluations: [], probes: [], marks: [] },
    rows: rowsOf(steps, -lane),
  })
  return {
    ...emptyRun(1, DEFAULT_SETTINGS, 'mnist', 10),
    rows: rowsOf([1, 2, 3, 4, 5], -1),
    lanes: [lane(2, 1, 2, [3, 4, 5]), lane(3, 2, 3, [4, 5]), lane(4, 1, 4, [5])],
  }
}

describe('curves', () => {
  test('a lane has those of the lanes that it left, up to each fork', () => {
    const run = branched()
    expect(numbersOf(wholeCurves(run, 3))).toEqual([
      [1, -1],
      [2, -1],
      [3, -2],
      [4, -3],
      [5, -3],
    ])
    expect([1, 2, 3, 4].map((lane) => partingStep(run, lane))).toEqual([0, 2, 2, 4])
  })

  test('without a lane, those that left it keep what they had', () => {
    const run = branched()
    const without = withoutLane(run, 2)
    expect(without.lanes!.map(({ lane }) => lane)).toEqual([3, 4])
    for (const lane of [1, 3, 4])
      expect(numbersOf(wholeCurves(without, lane))).toEqual(numbersOf(wholeCurves(run, lane)))
    expect(withoutLane(withoutLane(without, 3), 4)).not.toHaveProperty('lanes')
  })

  test('of a lane that becomes the run are the run’s, and the others keep theirs', () => {
    const run = branched()
    const promoted = withPromoted(run, 2)
    expect(numbersOf(promoted)).toEqual(numbersOf(wholeCurves(run, 2)))
    for (const lane of [3, 4])
      expect(numbersOf(wholeCurves(promoted, lane))).toEqual(numbersOf(wholeCurves(run, lane)))
  })
})

describe('metrics.csv', () => {
  test('has a last column for the lane only where there are lanes', () => {
    const { lanes: _, ...alone } = branched()
    const [names] = csvCells(metricsCsv(alone))
    expect(names).toEqual(metricsColumns(DEFAULT_SETTINGS))
    const [header, ...lines] = csvCells(metricsCsv(branched()))
    expect(header).toEqual([...metricsColumns(DEFAULT_SETTINGS), 'lane'])
    expect(lines.map((cells) => `${cells[0]} ${cells.at(-1)}`)).toEqual(
      ['1 1', '2 1', '3 1', '4 1', '5 1', '3 2', '4 2', '5 2', '4 3', '5 3', '5 4'], // step, lane
    )
  })
})

describe('a fork', () => {
  test('is asked of the engine with equal settings; reports go to their own lane', async () => {
    const { engine, lab, state, trainedAt: trains } = await openedLab()
    await trains(0, 7)
    const fork = lab.lanes.fork()
    expect(state().isForking).toBe(true)
    await fork
    expect(state().lanes.map(({ lane }) => lane)).toEqual([2])
    expect(engine.calls.filter((call) => call.startsWith('fork 2 1'))).toHaveLength(1)
    engine.emit({ ...trainedAt(8), lanes: [{ lane: 2, rows: [rowAt(8, { recon: -1 })] }] })
    engine.emit({ type: 'evaluated', evaluation: evaluationAt(8), lane: 2 })
    engine.emit({ type: 'probed', report: reportAt(8), overShare: null })
    engine.emit({ type: 'probed', report: reportAt(8), overShare: null, lane: 2 })
    const { current } = state().history
    expect(
      current.lanes!.map(({ rows, evaluations, probes }) =>
        [rows, evaluations, probes].map((all) => all.length),
      ),
    ).toEqual([[1, 1, 1]])
    expect(current.rows.at(-1)!.recon).not.toBe(-1)
    expect(current.evaluations).toEqual([])
    expect(state().probing.count).toBe(1)
  })

  test('its mark stands where the engine took the change', async () => {
    const { engine, lab, state } = await openedLab()
    await lab.lanes.fork()
    await lab.train()
    engine.configure = () => Promise.resolve(7)
    lab.lanes.set(2, 'lr', 0.01)
    await settled()
    expect(state().history.current.lanes![0]!.marks).toEqual([{ step: 7, kind: 'lr', value: 0.01 }])
    expect(state().history.current.marks).toEqual([])
  })

  test('takes a change at once and leaves a mark; what does not go together is refused with a remedy', async () => {
    const { engine, lab, state } = await openedLab()
    await lab.lanes.fork()
    lab.lanes.set(2, 'estimator', 'score-function')
    await settled()
    expect(engine.calls.at(-1)).toMatch(/^configure .*"score-function".* 2$/)
    expect(state().history.current.lanes![0]!.marks).toEqual([
      { step: 0, kind: 'estimator', value: 'score-function' },
    ])
    expect(state().settings.estimator).toBe('reparameterized')
    lab.lanes.set(2, 'baseline', 'leave-one-out')
    expect(state().messages.at(-1)).toMatchObject({ code: 'leave-one-out-needs-two-samples' })
    expect(state().lanes[0]!.live.baseline).toBe('none')
  })

  test('brings along what goes with a bound, with a mark for each, and tells it', async () => {
    const { lab, state } = await openedLab({ estimator: 'score-function', samples: 16 })
    await lab.lanes.fork()
    lab.lanes.set(2, 'objective', 'importance-weighted')
    await settled()
    expect(state().lanes[0]!.live).toMatchObject({
      objective: 'importance-weighted',
      estimator: 'reparameterized',
      samples: 12,
    })
    expect(state().settings).toMatchObject({ objective: 'elbo', samples: 16 })
    expect(state().history.current.lanes![0]!.marks.map(({ kind, value }) => [kind, value])).toEqual([
      ['estimator', 'reparameterized'],
      ['samples', 12],
      ['objective', 'importance-weighted'],
    ])
    expect(state().messages.map(({ code }) => code)).toEqual(['brought-along'])
  })

  test('that the engine refuses is told, and is not there', async () => {
    const { engine, lab, state } = await openedLab()
    engine.refuse('fork', new Error('no room'))
    await lab.lanes.fork()
    expect(state()).toMatchObject({ lanes: [], isForking: false })
    expect(state().messages).toHaveLength(1)
  })

  test('starts over with the run at a reset, and ends when it is dropped', async () => {
    const { engine, lab, state } = await openedLab()
    await lab.lanes.fork({ estimator: 'score-function' })
    await lab.reset()
    await settled()
    expect(state().lanes.map(({ live }) => laneChange(state().settings, live))).toEqual([
      { estimator: 'score-function' },
    ])
    expect(engine.calls.filter((call) => call.startsWith('fork'))).toHaveLength(2)
    await lab.lanes.drop(2)
    expect(engine.calls.at(-1)).toBe('dropLane 2')
    expect(state().lanes).toEqual([])
    expect(state().history.current).not.toHaveProperty('lanes')
  })

  test('that becomes the run gives it its settings', async () => {
    const { engine, lab, state } = await openedLab()
    await lab.lanes.fork({ lr: 0.1 })
    await lab.lanes.promote(2)
    await settled()
    expect(state()).toMatchObject({ lanes: [], settings: { lr: 0.1 }, applied: { lr: 0.1 } })
    expect(engine.calls.filter((call) => call.startsWith('configure'))).toEqual([])
    expect(state().history.current.marks).toEqual([{ step: 0, kind: 'lr', value: 0.1 }])
  })

  test('is measured on request with the run, at one step', async () => {
    const { engine, lab, state } = await openedLab()
    await lab.lanes.fork()
    await lab.measureNow()
    expect(engine.calls.at(-1)).toBe('probeLanes 64')
    const { current } = state().history
    expect([current, ...current.lanes!].map(({ probes }) => probes.length)).toEqual([1, 1])
  })
})

describe('a link', () => {
  const forks = [{ estimator: 'score-function', samples: 4 }, {}] as const

  test('names what each lane has otherwise, and is read back', () => {
    const address = writeAddress({ ...DEFAULT_SETTINGS, beta: 4 }, FIRST_VIEWS, 'en', forks)
    expect(address).toBe('beta=4&fork=estimator:score-function,samples:4&fork=equal&lang=en')
    expect(readAddress(`#${address}`)).toMatchObject({ forks, problems: [], conflicts: [] })
  })

  test.each(['estimator:magic', 'samples', 'seed:3', 'probe:0', 'baseline:leave-one-out', ''])(
    'with %j is told, and the rest applies',
    (text) => {
      const read = readAddress(`#beta=2&fork=${encodeURIComponent(text)}&fork=lr:0.01`)
      expect(read).toMatchObject({ settings: { beta: 2 }, forks: [{ lr: 0.01 }] })
      expect(read.problems.map(({ key, given }) => [key, given])).toEqual([['fork', text]])
    },
  )

  test('names the step after which a lane leaves, and meets the settings of that step', () => {
    const hash = '#samples=1&at=20:samples=4&fork=at:30,baseline:leave-one-out&fork=at:10,equal'
    const read = readAddress(hash)
    expect(read).toMatchObject({ forks: [], problems: [] })
    expect(read.guide.forks).toEqual([
      { step: 10, change: {} },
      { step: 30, change: { baseline: 'leave-one-out' } },
    ])
    const written = writeAddress(read.settings, read.views, null, read.forks, read.guide)
    expect(written).toBe('fork=at:10,equal&fork=at:30,baseline:leave-one-out&at=20:samples=4')
    expect(readAddress('#fork=at:30').guide.forks).toEqual([{ step: 30, change: {} }])
  })

  test.each(['at:0,equal', 'at:-1', 'at:1.5', 'at:x,lr:0.1', 'lr:0.1,at:30', 'at:10,at:20', 'at:10,,lr:0.1'])(
    'with %j is refused',
    (text) => {
      const read = readAddress(`#fork=${text}`)
      expect([read.forks, read.guide.forks]).toEqual([[], []])
      expect(read.problems.map(({ key, given }) => [key, given])).toEqual([['fork', text]])
    },
  )

  test('has no more lanes than there may be', () => {
    const read = readAddress('#fork=equal&fork=equal&fork=equal&fork=equal')
    expect(read.forks).toHaveLength(3)
    expect(read.problems).toHaveLength(1)
  })

  test('opened in the page brings its lanes, leaves those that are meant, and drops the others', async () => {
    const { lab, state } = await openedLab()
    const changes = () => state().lanes.map(({ live }) => laneChange(state().settings, live))
    await lab.lanes.follow([{ lr: 0.1 }, { beta: 3 }])
    expect(changes()).toEqual([{ lr: 0.1 }, { beta: 3 }])
    await lab.lanes.follow([{ lr: 0.2 }])
    expect(changes()).toEqual([{ lr: 0.2 }])
  })
})
