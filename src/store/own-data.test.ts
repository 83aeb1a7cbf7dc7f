/** The user's own files: how they are opened, what replaces them, and what is stored of them. */
import { describe, expect, test, vi } from 'vitest'
import { CodedError } from '../protocol/errors.ts'
import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings.ts'
import { withTurn, type FileStorage, type OwnFiles } from '../storage/files.ts'
import type { RunStorage } from '../storage/runs.ts'
import { StorageError } from '../storage/trouble.ts'
import { savedRun } from '../../tests/support/saved-run.ts'
import { writeCheckpoint } from './checkpoints/checkpoint-file.ts'
import { configJson } from './export.ts'
import { createLab } from './lab.ts'
import { pendingReset } from './state.ts'
import { createFakeEngine } from './testing/fake-engine.ts'
import { readHash } from './url.ts'

const idx = (...content: number[]) => Uint8Array.of(0, 0, 8, 3, ...content)
const images = (name: string, content = 1) => new File([idx(content)], name)
const config = (change: Partial<Settings>, name = 'config.json') => {
  const settings = { ...DEFAULT_SETTINGS, ...change }
  return new File([configJson({ version: '0', settings, dataset: null, backend: null, step: 0 })], name)
}

function createFiles() {
  const sets = new Map<string, OwnFiles>()
  const swept: (readonly string[])[] = []
  const files: FileStorage & { fail: Error | null } = {
    fail: null,
    async keep(own) {
      if (files.fail) throw files.fail
      sets.set(own.key, own)
    },
    read: async (key) => sets.get(key) ?? null,
    size: async () => 10 * sets.size,
    sweep: async (keys) => void swept.push(keys),
  }
  return { sets, swept, files }
}

async function opened(around: { files?: FileStorage; storage?: RunStorage } = {}) {
  const engine = createFakeEngine()
  const lab = createLab(engine, { begin: readHash(''), ...around })
  await lab.start()
  const state = () => lab.store.getState()
  const told = () => state().messages.map(({ code, params }) => ({ code, params }))
  const codes = () => told().map(({ code }) => code)
  return { engine, lab, state, told, codes, request: () => engine.requests.at(-1)! }
}

describe('read once', () => {
  test('a copy of the bytes goes to the engine, with a key of what is in them', async () => {
    const { lab, state, request } = await opened()
    const file = images('train-images')
    const reading = vi.spyOn(file, 'arrayBuffer')
    await lab.openFiles([file])
    expect(request().files![0]).not.toBe(file)
    expect(new Uint8Array(await request().files![0]!.arrayBuffer())).toEqual(idx(1))
    const { filesKey } = request()
    await lab.reset()
    expect(request()).toMatchObject({ filesKey, turned: false })
    expect(reading).toHaveBeenCalledOnce()
    expect(state().openedFiles?.key).toBe(filesKey)
  })

  test('the key is of names and contents, whatever the order', async () => {
    const { lab, request } = await opened()
    const keyOf = async (...files: File[]) => {
      await lab.openFiles(files)
      return request().filesKey
    }
    const key = await keyOf(images('a', 1), images('b', 2))
    expect(await keyOf(images('b', 2), images('a', 1))).toBe(key)
    expect(await keyOf(images('a', 2), images('b', 1))).not.toBe(key)
    expect(await keyOf(images('a', 1), images('b', 3))).not.toBe(key)
  })

  test('a file that is gone, one that is too large, and too many are told, and change nothing', async () => {
    const { lab, engine, told, state } = await opened()
    const gone = Object.assign(images('gone.gz'), { arrayBuffer: () => Promise.reject(new Error('moved')) })
    const large = Object.defineProperty(images('Large'), 'size', { value: 2 ** 31 })
    for (const files of [[gone], [large], Array.from({ length: 13 }, (_, i) => images(`${i}`))])
      await lab.openFiles(files)
    expect(told()).toEqual([
      { code: 'files-unreadable', params: { file: 'gone.gz' } },
      { code: 'data-too-large', params: { file: 'Large', limit: 2 ** 30 } },
      { code: 'files-many', params: { files: 13, most: 12 } },
    ])
    expect(engine.requests).toHaveLength(1)
    expect(state()).toMatchObject({ files: null, useFiles: false })
  })
})

describe('what is open stays open', () => {
  const onOwn = async () => {
    const all = await opened()
    await all.lab.openFiles([images('train-images')])
    return all
  }

  test('dropping a config.json, pasting settings, another address, an earlier run’s settings', async () => {
    const { lab, state, codes, request } = await onOwn()
    await lab.openFiles([config({ beta: 2 })])
    expect(lab.paste(await config({ beta: 3, latent: 2 }).text())).toBe(true)
    lab.apply(readHash('#beta=4&latent=2'))
    lab.apply({ settings: { ...DEFAULT_SETTINGS, dataset: 'fashion-mnist' }, problems: [], conflicts: [] })
    await lab.reset()
    expect(state()).toMatchObject({ useFiles: true, opened: { dataset: { name: 'custom' } } })
    expect(request().files).toHaveLength(1)
    expect(codes()).toEqual([])
  })

  test.each([
    ['a link that names another set', readHash('#dataset=fashion-mnist'), 'fashion-mnist'],
    ['a link that names the default, which the page itself never does', readHash('#dataset=mnist'), 'mnist'],
  ])('%s takes their place, and it is told', async (_, read, dataset) => {
    const { lab, state, told } = await onOwn()
    lab.apply(read)
    expect(told()).toEqual([{ code: 'files-set-aside', params: { dataset } }])
    expect(state().useFiles).toBe(false)
    await lab.reset()
    expect(state().opened?.dataset.name).toBe(dataset)
    expect(state().files).not.toBeNull()
  })

  test('so does a config.json of another set; one of the same does not', async () => {
    const { lab, state, told } = await onOwn()
    lab.paste(await config({ dataset: 'mnist' }).text())
    expect(state().useFiles).toBe(true)
    lab.paste(await config({ dataset: 'procedural' }).text())
    expect(told()).toEqual([{ code: 'files-set-aside', params: { dataset: 'procedural' } }])
    lab.paste(await config({ dataset: 'mnist' }).text())
    expect(told()).toHaveLength(1) // they have been set aside already
  })

  test('an address in which a set stands that the page has written', async () => {
    const { lab, state, codes } = await opened()
    lab.set('dataset', 'fashion-mnist')
    await lab.openFiles([images('train-images')])
    lab.apply(readHash('#dataset=fashion-mnist&beta=2'))
    expect(state().useFiles).toBe(true)
    expect(codes()).toEqual([])
  })
})

describe('several things at once', () => {
  test('settings with images; what is of no use is named', async () => {
    const { lab, state, told } = await opened()
    const readme = new File(['# Digits'], 'READ me.txt')
    await lab.openFiles([
      config({ latent: 3 }),
      readme,
      images('train-images'),
      config({ latent: 4 }, 'b.json'),
    ])
    expect(state()).toMatchObject({ settings: { latent: 3 }, opened: { dataset: { name: 'custom' } } })
    expect(told()).toEqual([{ code: 'files-left-out', params: { count: 2, names: 'b.json, READ me.txt' } }])
  })

  test('a checkpoint of a run on own images, with these', async () => {
    const { lab, state, codes, request } = await opened()
    const saved = savedRun()
    const dataset = { ...saved.dataset, name: 'custom', origin: 'files' } as const
    const file = new File([writeCheckpoint({ ...saved, dataset }, '1')], 'Model.bin')
    await lab.openFiles([file])
    expect(codes()).toEqual(['checkpoint-needs-files'])
    await lab.openFiles([images('train-images'), file])
    expect(request().files).toHaveLength(1)
    expect(state()).toMatchObject({ step: 42, phase: 'paused' })
  })

  test('nothing that can be used', async () => {
    const { lab, told } = await opened()
    await lab.openFiles([new File(['GIF89a'], 'Cat.GIF'), new File(['x'], 'y')])
    expect(told()).toEqual([{ code: 'files-unrecognised', params: { file: 'Cat.GIF' } }])
  })
})

describe('images that lie on their side', () => {
  test('EMNIST’s are turned, by its name alone', async () => {
    const { lab, request } = await opened()
    for (const [name, turned] of [
      ['emnist-letters-train-images-idx3-ubyte', true],
      ['My_EMNIST.gz', true],
      ['qmnist-train-images', false],
      ['demnistify', false],
    ] as const) {
      await lab.openFiles([images(name)])
      expect([name, request().turned]).toEqual([name, turned])
    }
  })

  test('a person turns them, at the next reset', async () => {
    const { lab, state, request } = await opened()
    await lab.openFiles([images('a')])
    await lab.step()
    const before = request().filesKey
    lab.turnFiles(true)
    expect(pendingReset(state())).toEqual(['dataset'])
    lab.turnFiles(false)
    expect(pendingReset(state())).toEqual([])
    lab.turnFiles(true)
    await lab.reset()
    expect(request()).toMatchObject({ turned: true })
    expect(request().filesKey).not.toBe(before)
    expect(pendingReset(state())).toEqual([])
  })
})

describe('kept in the browser', () => {
  test('when a model learns from them, and again where that failed, which is told once, as what it is', async () => {
    const { sets, files } = createFiles()
    const { lab, engine, told } = await opened({ files })
    files.fail = new StorageError('full')
    await lab.openFiles([images('a')])
    await lab.reset()
    expect(told()).toEqual([{ code: 'files-not-kept', params: { reason: 'full' } }])
    files.fail = null
    engine.emit({ type: 'paused', step: 1 })
    await vi.waitFor(() => expect(sets.size).toBe(1))
    expect(told()).toHaveLength(1)
  })

  test('files that the engine refuses are not kept', async () => {
    const { sets, files } = createFiles()
    const { lab, engine, codes } = await opened({ files })
    engine.refuse('open', new CodedError('idx-truncated', { file: 'a', expected: 2, found: 1 }))
    await lab.openFiles([images('a')])
    expect(codes()).toEqual(['idx-truncated'])
    expect(sets.size).toBe(0)
  })

  const own: OwnFiles = withTurn({ key: 'abc', files: [images('emnist')], turned: false }, true)
  const saved = savedRun()
  const run = { ...saved, dataset: { ...saved.dataset, name: 'custom', origin: 'files' } as const }
  const record = {
    id: 'r',
    savedAt: 1,
    step: 42,
    dataset: 'custom',
    estimator: 'reparameterized',
    run,
    isTraining: false,
  }
  const storageWith = (files: string | readonly File[] | null): RunStorage => ({
    open: async () => {},
    list: async () => [{ ...record, ...(typeof files === 'string' && { files }) }],
    read: async () => ({ ...record, files }),
    write: async () => {},
    filesInUse: async () => (typeof files === 'string' ? [files] : []),
    claim: async () => 'held',
    release: () => {},
    remove: async () => {},
    setAside: async () => {},
    beat: async () => {},
  })

  test('a saved run brings them back, as they lay; what no run names is swept', async () => {
    const { sets, swept, files } = createFiles()
    sets.set(own.key, own)
    const { lab, state, request } = await opened({ files, storage: storageWith(own.key) })
    await vi.waitFor(() => expect(swept).toEqual([[own.key]]))
    // Without the run they can still be chosen.
    expect(state()).toMatchObject({ files: { key: own.key }, useFiles: false })
    await lab.checkpoints.resume('r')
    expect(request()).toMatchObject({ filesKey: own.key, turned: true })
    expect(state()).toMatchObject({ useFiles: true, step: 42 })
  })

  test('a record of before, with the files in it, still opens', async () => {
    const { sets, files } = createFiles()
    const { lab, state, request } = await opened({ files, storage: storageWith([images('old')]) })
    await lab.checkpoints.resume('r')
    expect(request().files!.map(({ name }) => name)).toEqual(['old'])
    expect(state().step).toBe(42)
    expect([...sets.keys()]).toEqual([request().filesKey])
  })

  test('a run whose files are gone says so, and goes on when they are there again', async () => {
    const { lab, state, codes, engine } = await opened({
      files: createFiles().files,
      storage: storageWith('gone'),
    })
    await lab.checkpoints.resume('r')
    expect(codes()).toEqual(['saved-run-needs-files'])
    expect(engine.requests).toHaveLength(1)
    lab.store.setState({ files: { ...own, key: 'gone' } })
    await lab.checkpoints.resume('r')
    expect(state().step).toBe(42)
  })
})
