/** What is saved and when, and how a run resumes; with an engine and a storage that do nothing by themselves. */
import { describe, expect, test, vi } from 'vitest'
import type { Heartbeat, RunRecord, RunStorage } from '../../storage/runs.ts'
import { StorageError } from '../../storage/trouble.ts'
import { CodedError, type Fault } from '../../protocol/errors.ts'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { smallFile } from '../../../tests/support/saved-run.ts'
import { createLab } from '../lab.ts'
import { readHash } from '../url.ts'
import { createFakeEngine, rowAt } from '../testing/fake-engine.ts'
import { settled } from '../testing/set-up.ts'
import { GESTURE_MS } from './autosave.ts'
import { BETWEEN_MS, BOUND_MS } from './rhythm.ts'
import { readBundle, writeBundle } from './bundle.ts'
import { readCheckpointFile, writeCheckpoint } from './checkpoint-file.ts'
import { readSavedRun, type SavedRun } from './saved-run.ts'
import { historyUpTo } from './take.ts'

interface Memory extends RunStorage {
  fail: Error | null
  /** Writes wait for this. */
  slow: Promise<unknown>
}

function createMemory() {
  const records = new Map<string, RunRecord>()
  const claimed: string[] = []
  const beats: Heartbeat[] = []
  const unreadable = new Set<string>()
  let attempts = 0
  const refuse = () => {
    if (storage.fail) throw storage.fail
  }
  const storage: Memory = {
    fail: null,
    slow: Promise.resolve(),
    open: async () => refuse(),
    list: async () =>
      [...records.values()]
        .filter(({ id }) => !claimed.includes(id))
        .map(({ files, ...one }) => ({
          ...one,
          ...(typeof files === 'string' && { files }),
          isUnreadable: unreadable.has(one.id),
        })),
    filesInUse: async () =>
      [...records.values()].flatMap(({ files }) => (typeof files === 'string' ? files : [])),
    read: async (id) => (refuse(), records.get(id) ?? null),
    async write(record) {
      attempts += 1
      await storage.slow
      refuse()
      records.set(record.id, structuredClone(record))
    },
    async claim(id) {
      claimed.push(id)
      return 'held'
    },
    release: (id) => void (claimed.includes(id) && claimed.splice(claimed.indexOf(id), 1)),
    async remove(ids) {
      refuse()
      for (const id of ids) if (!claimed.includes(id)) records.delete(id)
    },
    setAside: async (id) => void unreadable.add(id),
    beat: async (heartbeat) => void beats.push(heartbeat),
  }
  return { records, storage, claimed, beats, attempts: () => attempts }
}

async function open(memory = createMemory()) {
  const engine = createFakeEngine()
  let now = 0
  const lab = createLab(engine, { begin: readHash(''), storage: memory.storage, now: () => now })
  await lab.start()
  /** The engine trains this much further. */
  async function trains(steps: number, milliseconds: number): Promise<void> {
    for (let i = 0; i < steps; i++) await engine.step()
    now += milliseconds
    await engine.step()
    await settled()
    await settled()
  }
  const codes = () => lab.store.getState().messages.map(({ code }) => code)
  return { engine, lab, trains, codes, ...memory, pass: (ms: number) => (now += ms) }
}

const faultOf = (code: string, params: Fault['params'] = {}): Fault => ({ code, params, message: '' })
const snapshots = (calls: readonly string[]) => calls.filter((call) => call === 'snapshot').length

describe('saving', () => {
  test('every two seconds of training, in one record; a fresh model in another', async () => {
    const { engine, lab, trains, records } = await open()
    await lab.train()
    await trains(3, BETWEEN_MS - 1)
    expect(snapshots(engine.calls)).toBe(0)
    await trains(3, 2)
    await vi.waitFor(() => expect([...records.values()].map(({ step }) => step)).toEqual([8]))
    await trains(1, BETWEEN_MS)
    await vi.waitFor(() => expect([...records.values()].map(({ step }) => step)).toEqual([10]))
    expect([...records.values()][0]).toMatchObject({ dataset: 'mnist', isTraining: true })

    await lab.pause()
    await lab.reset()
    await lab.step()
    await vi.waitFor(() => expect([...records.values()].map(({ step }) => step)).toEqual([10, 1]))
  })

  test('a refusing storage is told once, and what is in memory is kept', async () => {
    const { storage, lab, trains, codes, pass } = await open()
    storage.fail = new DOMException('full', 'QuotaExceededError')
    await lab.train()
    for (let i = 0; i < 3; i++) await trains(1, BETWEEN_MS)
    pass(120_000)
    await trains(1, BETWEEN_MS)
    await settled()
    expect(codes()).toEqual(['autosave-failed'])
    expect(lab.store.getState().messages[0]!.params).toEqual({ reason: 'full' })
    expect(lab.store.getState().checkpoints.saved).toBeNull()
  })

  test('is tried again at a pause, when somebody is back, and when there is room; then what was told is gone', async () => {
    const { storage, lab, trains, codes, records, attempts } = await open()
    storage.fail = new StorageError('timeout')
    await lab.train()
    await trains(2, BETWEEN_MS)
    await vi.waitFor(() => expect(codes()).toEqual(['autosave-failed']))
    await trains(2, BETWEEN_MS) // too soon after a failure
    expect(attempts()).toBe(1)
    lab.checkpoints.returned()
    await vi.waitFor(() => expect(attempts()).toBe(2))
    await settled()
    storage.fail = null
    await lab.pause()
    await vi.waitFor(() => expect([...records.values()].map(({ step }) => step)).toEqual([6]))
    expect(codes()).toEqual([])
    expect(lab.store.getState().checkpoints).toMatchObject({ trouble: null, saved: { step: 6 } })
  })

  test('another reason is told again', async () => {
    const { storage, lab, trains, pass, attempts } = await open()
    await lab.train()
    for (const [i, trouble] of (['gone', 'full', 'full', 'damaged'] as const).entries()) {
      storage.fail = new StorageError(trouble)
      pass(120_000)
      await trains(1, BETWEEN_MS)
      await vi.waitFor(() => expect(attempts()).toBe(i + 1))
      await settled()
    }
    const reasons = lab.store.getState().messages.map(({ params }) => params.reason)
    expect(reasons).toEqual(['gone', 'full', 'damaged'])
  })

  test('a slow write is followed by the newest state, and the page says that it is late', async () => {
    const { storage, lab, trains, records } = await open()
    let release = () => {}
    storage.slow = new Promise<void>((resolve) => (release = resolve))
    await lab.train()
    for (let i = 0; i < 4; i++) await trains(1, BETWEEN_MS)
    expect(lab.store.getState().checkpoints).toMatchObject({ saved: null, isLate: true })
    expect(lab.store.getState().step).toBe(8)
    storage.slow = Promise.resolve()
    release()
    await vi.waitFor(() => expect([...records.values()].map(({ step }) => step)).toEqual([8]))
    await settled()
    expect(lab.store.getState().checkpoints).toMatchObject({ saved: { step: 8 }, isLate: false })
  })

  test('a switch is saved soon: while training with its next steps, once for a whole gesture', async () => {
    const { engine, lab, trains, records } = await open()
    await lab.train()
    await trains(2, BETWEEN_MS)
    await vi.waitFor(() => expect(records.size).toBe(1))
    for (const beta of [2, 3, 4]) {
      lab.set('beta', beta)
      await settled()
    }
    await trains(1, GESTURE_MS)
    await vi.waitFor(() => expect([...records.values()][0]!.step).toBe(5))
    expect(snapshots(engine.calls)).toBe(2)
    expect(([...records.values()][0]!.run as SavedRun).settings.beta).toBe(4)
  })

  test('so is one while it stands still', async () => {
    const { lab, records } = await open()
    await lab.step()
    await vi.waitFor(() => expect(records.size).toBe(1))
    lab.set('beta', 7)
    const saved = () => [...records.values()][0]!.run as SavedRun
    await vi.waitFor(() => expect(saved().settings.beta).toBe(7))
  })

  test('how far it has come is written twice a second, and where it stands still at once', async () => {
    const { lab, trains, beats } = await open()
    await lab.train()
    await trains(1, 100)
    expect(beats).toEqual([]) // there is no record yet
    await trains(1, BETWEEN_MS)
    await vi.waitFor(() => expect(beats.map(({ step }) => step)).toEqual([4]))
    for (let i = 0; i < 20; i++) await trains(1, 100)
    expect(beats.length).toBeLessThanOrEqual(7)
    expect(lab.store.getState().step - beats.at(-1)!.step).toBeLessThanOrEqual(20)
    await lab.pause()
    await vi.waitFor(() => expect(beats.at(-1)!).toMatchObject({ step: 44, isStill: true }))
    await settled()
  })

  test('never more than the bound behind, by the clock of the lab', async () => {
    const { lab, trains, records } = await open()
    await lab.train()
    let behind = 0
    for (let i = 0; i < 60; i++) {
      await trains(1, 250)
      await settled()
      const saved = [...records.values()][0]?.step ?? 0
      behind = Math.max(behind, (lab.store.getState().step - saved) / 2)
    }
    expect(behind * 250).toBeLessThanOrEqual(BOUND_MS)
  })

  test('nothing is saved of a model that has learnt nothing', async () => {
    const { lab, records } = await open()
    await lab.checkpoints.save()
    expect(records.size).toBe(0)
  })
})

test('what is saved passes its own schema', async () => {
  const { lab, trains, records } = await open()
  await lab.train()
  await trains(2, BETWEEN_MS)
  await vi.waitFor(() => expect(records.size).toBe(1))
  const { run } = [...records.values()][0]!
  expect(readSavedRun(run, 'x')).toEqual(run)
})

describe('going on', () => {
  const record = (change: Partial<RunRecord> = {}): RunRecord => {
    const run = smallFile()
    return {
      id: 'a',
      savedAt: 5,
      step: 42,
      dataset: 'mnist',
      estimator: 'reparameterized',
      run,
      files: null,
      isTraining: false,
      ...change,
    }
  }

  test('a saved run is offered, resumed with its settings and curves, and saved on in its record', async () => {
    const memory = createMemory()
    memory.records.set('a', record())
    const { engine, lab, records } = await open(memory)
    await vi.waitFor(() => expect(lab.store.getState().checkpoints.offered).toHaveLength(1))
    await lab.checkpoints.resume('a')
    const state = lab.store.getState()
    expect(engine.requests.at(-1)!.snapshot!.step).toBe(42)
    expect(state).toMatchObject({ step: 42, phase: 'paused', settings: smallFile().settings })
    expect(state.latent.point).toEqual([0.5])
    expect(state.history.current.rows).toHaveLength(12)
    expect(state.checkpoints.offered).toEqual([])
    await lab.step()
    await vi.waitFor(() => expect(records.get('a')!.step).toBe(43))
    expect(records.size).toBe(1)
  })

  test('one that was training trains on', async () => {
    const memory = createMemory()
    memory.records.set('a', record({ isTraining: true }))
    const { engine, lab } = await open(memory)
    await lab.checkpoints.resume('a')
    expect(engine.calls).toContain('train 0')
  })

  test('a damaged record is told, changes nothing, and is not offered again; it can be deleted', async () => {
    const memory = createMemory()
    memory.records.set('a', record({ run: { ...smallFile(), backend: 'abacus' } }))
    memory.records.set('b', record({ id: 'b' }))
    const { lab, codes } = await open(memory)
    const before = lab.store.getState().history
    await lab.checkpoints.resume('a')
    expect(codes()).toEqual(['saved-run-unreadable'])
    expect(lab.store.getState().history).toBe(before)
    expect(memory.records.size).toBe(2)
    const offered = () => lab.store.getState().checkpoints.offered.map(({ id }) => id)
    expect(offered()).toEqual(['b'])

    const again = await open(memory)
    await vi.waitFor(() => expect(again.lab.store.getState().checkpoints.offered).toHaveLength(1))
    await lab.checkpoints.openShelf()
    expect(lab.store.getState().checkpoints.shelf).toHaveLength(2)
    await lab.checkpoints.remove(['a'])
    expect([...memory.records.keys()]).toEqual(['b'])
  })

  test('so is one that the engine refuses', async () => {
    const memory = createMemory()
    memory.records.set('a', record())
    const { engine, lab, codes } = await open(memory)
    engine.refuse('open', new CodedError('checkpoint-architecture'))
    await lab.checkpoints.resume('a')
    expect(codes()).toEqual(['checkpoint-architecture'])
    expect((await memory.storage.list()).map(({ isUnreadable }) => isUnreadable)).toEqual([true])
  })

  test.each(['damaged', 'gone'] as const)(
    'and one that the storage cannot read back (%s)',
    async (trouble) => {
      const memory = createMemory()
      memory.records.set('a', record())
      const { lab, codes, storage } = await open(memory)
      storage.fail = new StorageError(trouble)
      await lab.checkpoints.resume('a')
      expect(codes()).toEqual(['saved-run-unreadable'])
      expect(lab.store.getState().checkpoints.offered).toEqual([])
    },
  )

  test('a storage that does not answer is told as that, and the run stays offered', async () => {
    const memory = createMemory()
    memory.records.set('a', record())
    const { lab, codes, storage } = await open(memory)
    await vi.waitFor(() => expect(lab.store.getState().checkpoints.offered).toHaveLength(1))
    storage.fail = new StorageError('timeout')
    await lab.checkpoints.resume('a')
    expect(codes()).toEqual(['saved-runs-out-of-reach'])
    expect(lab.store.getState().checkpoints.offered).toHaveLength(1)
    storage.fail = null
    await lab.checkpoints.resume('a')
    expect(lab.store.getState().step).toBe(42)
  })

  test('a run whose record went meanwhile is offered no more', async () => {
    const memory = createMemory()
    memory.records.set('a', record())
    const { lab } = await open(memory)
    await vi.waitFor(() => expect(lab.store.getState().checkpoints.offered).toHaveLength(1))
    memory.records.clear()
    lab.checkpoints.returned()
    await vi.waitFor(() => expect(lab.store.getState().checkpoints.offered).toEqual([]))
  })

  test('a storage that hangs does not keep a run from being resumed, nor a reload waiting', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    try {
      const memory = createMemory()
      memory.records.set('a', record())
      const { lab, storage } = await open(memory)
      storage.slow = new Promise(() => {})
      await lab.step()
      const [resumed, saved] = [lab.checkpoints.resume('a'), lab.checkpoints.save()]
      for (let second = 0; second < 10; second++) await vi.advanceTimersByTimeAsync(1000)
      await saved
      await resumed
      expect(lab.store.getState().step).toBe(42)
    } finally {
      vi.useRealTimers()
    }
  })

  test('saved runs are looked through and deleted, but for those that a tab has open', async () => {
    const memory = createMemory()
    for (const id of ['a', 'b', 'c', 'd']) memory.records.set(id, record({ id }))
    const { lab, records, claimed } = await open(memory)
    const { checkpoints } = lab
    const shown = () => lab.store.getState().checkpoints.shelf?.map(({ id }) => id) ?? null
    expect(shown()).toBeNull()
    await checkpoints.openShelf()
    expect(shown()).toEqual(['a', 'b', 'c', 'd'])
    expect(lab.store.getState().checkpoints.offered).toEqual([])
    await checkpoints.remove(['b'])
    expect(shown()).toEqual(['a', 'c', 'd'])
    expect(lab.store.getState().announcement).toMatchObject({ code: 'removed', params: { runs: 1, left: 3 } })
    claimed.push('c') // by another tab
    await checkpoints.remove(['a', 'c', 'd'])
    expect([...records.keys()]).toEqual(['c'])
    expect(shown()).toEqual([])
    checkpoints.closeShelf()
    expect(shown()).toBeNull()
  })

  test('a storage that does not let runs be deleted is told, and what is shown stays', async () => {
    const memory = createMemory()
    memory.records.set('a', record())
    const { lab, codes, storage } = await open(memory)
    await lab.checkpoints.openShelf()
    storage.fail = new DOMException('no', 'SecurityError')
    await lab.checkpoints.remove(['a'])
    expect(codes()).toEqual(['saved-runs-out-of-reach'])
    expect(lab.store.getState().checkpoints.shelf).toHaveLength(1)
  })

  test('the run that gives way to a saved one is kept first', async () => {
    const memory = createMemory()
    memory.records.set('a', record())
    const { engine, lab, records, claimed } = await open(memory)
    await lab.step()
    await vi.waitFor(() => expect(records.size).toBe(2))
    await engine.step() // not saved yet
    await lab.checkpoints.resume('a')
    expect(lab.store.getState().step).toBe(42)
    expect([...records.values()].map(({ step }) => step)).toEqual([42, 2])
    expect(claimed.at(-1)).toBe('a')
  })

  test('after a crash from the last kept state, with what was pending still pending', async () => {
    const { engine, lab, trains, codes } = await open()
    await lab.train()
    await trains(4, BETWEEN_MS)
    await vi.waitFor(() => expect(snapshots(engine.calls)).toBe(1))
    await trains(3, 10)
    lab.set('latent', 5)
    engine.emit({ type: 'ended', fault: faultOf('worker-crashed', { detail: 'x' }) })
    await vi.waitFor(() => expect(engine.calls.filter((call) => call === 'train 0')).toHaveLength(2))
    const { step, history, settings, applied } = lab.store.getState()
    expect(step).toBe(5)
    expect(history.current.rows.map((row) => row.step)).toEqual([1, 2, 3, 4, 5])
    expect([settings.latent, applied!.latent]).toEqual([5, DEFAULT_SETTINGS.latent])
    expect(codes()).toContain('worker-restarted')
  })
})

describe('an engine that has ended', () => {
  const trainings = (calls: readonly string[]) => calls.filter((call) => call === 'train 0').length

  async function training(isKept: boolean) {
    const all = await open()
    await all.lab.train()
    await all.trains(4, isKept ? BETWEEN_MS : 10)
    if (isKept) await vi.waitFor(() => expect(snapshots(all.engine.calls)).toBe(1))
    await all.trains(2, 10)
    return all
  }

  test('by a lost device goes on elsewhere, and what with is told', async () => {
    const { engine, lab } = await training(true)
    const fault = faultOf('device-lost', { backend: 'wasm', detail: 'gone' })
    const opening = engine.open.bind(engine)
    engine.open = async (request) => {
      const opened = await opening(request)
      return { ...opened, backend: { ...opened.backend, name: 'cpu' } }
    }
    engine.emit({ type: 'ended', fault })
    await vi.waitFor(() => expect(trainings(engine.calls)).toBe(2))
    const { messages, step } = lab.store.getState()
    expect(step).toBe(5)
    expect(messages).toMatchObject([
      { code: 'device-replaced', params: { before: 'wasm', now: 'cpu', detail: 'gone', step: 5 } },
    ])
  })

  test('before anything was kept begins again, in place of what it had come to', async () => {
    const { engine, lab } = await training(false)
    engine.emit({ type: 'ended', fault: faultOf('device-lost', { backend: 'webgpu' }) })
    await vi.waitFor(() => expect(trainings(engine.calls)).toBe(2))
    const { step, history } = lab.store.getState()
    expect([step, history.current.rows, history.earlier]).toEqual([0, [], []])
  })

  test('for want of memory is kept, and not trained on', async () => {
    const { engine, lab, codes } = await training(true)
    engine.emit({ type: 'ended', fault: faultOf('out-of-memory') })
    await vi.waitFor(() => expect(codes()).toEqual(['out-of-memory-kept']))
    expect(lab.store.getState()).toMatchObject({ phase: 'paused', step: 5 })
    expect(trainings(engine.calls)).toBe(1)
  })

  test('and cannot be started again is still kept: Train tries again from there', async () => {
    const { engine, lab, codes } = await training(true)
    engine.refuse('open', new CodedError('worker-not-started'))
    engine.emit({ type: 'ended', fault: faultOf('worker-crashed') })
    await vi.waitFor(() => expect(codes()).toEqual(['worker-not-started']))
    await lab.train()
    expect(lab.store.getState()).toMatchObject({ phase: 'training', step: 5 })
  })
})

test('the curves end with the snapshot; what was switched after it is in force from it on', () => {
  const { history } = smallFile()
  const cut = historyUpTo(
    {
      id: 1,
      number: 1,
      colour: 0,
      ...history,
      marks: [...history.marks, { step: 9, kind: 'diverged', value: 2 }],
    },
    4,
  )
  expect(cut.rows.at(-1)).toEqual(rowAt(4))
  expect(cut.evaluations).toEqual([])
  expect(cut.marks.map(({ step, kind }) => [step, kind])).toEqual([
    [3, 'beta'],
    [4, 'estimator'],
  ])
})

describe('files', () => {
  const saved: SavedRun = smallFile()

  test('a checkpoint is read back as it was, infinities too', () => {
    expect(readCheckpointFile(writeCheckpoint(saved, '1'))).toEqual(saved)
  })

  test('so is everything.zip', () => {
    const checkpoint = writeCheckpoint(saved, '1')
    const config = '{"app":"elbo-lab","settings":{}}'
    expect(readBundle(writeBundle({ config, metrics: '', checkpoint, script: '' }))).toEqual(saved)
    const broken = writeBundle({ config: '{', metrics: '', checkpoint, script: '' })
    expect(() => readBundle(broken)).toThrow(expect.objectContaining({ code: 'contents-wrong' }))
  })

  test('steps out of order are refused', () => {
    const { history } = saved
    const given = { ...saved, history: { ...history, rows: history.rows.toReversed() } }
    expect(() => readSavedRun(given, 'x')).toThrow(expect.objectContaining({ code: 'contents-wrong' }))
  })
})
