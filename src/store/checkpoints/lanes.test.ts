/** A duel in a file: its lanes are read back as they were, and a file that is not whole is refused. */
import { expect, test } from 'vitest'
import { smallFile } from '../../../tests/support/saved-run.ts'
import { DEFAULT_SETTINGS, liveSettings } from '../../protocol/settings.ts'
import { unzipSync } from 'fflate'
import { rowAt } from '../testing/fake-engine.ts'
import { openedLab, settled } from '../testing/set-up.ts'
import { writeBundle } from './bundle.ts'
import { readCheckpointFile, writeCheckpoint } from './checkpoint-file.ts'
import { readSavedRun, type SavedRun } from './saved-run.ts'

const live = liveSettings({ ...DEFAULT_SETTINGS, estimator: 'score-function', lr: 0.01 })

/** With lanes of these numbers; lane 3 has left the one before it, if there is one. */
function duel(...numbers: readonly number[]): SavedRun {
  const saved = smallFile()
  const { snapshot, history } = saved
  const lanes = numbers.map((lane) => ({
    ...{ lane, live, seconds: 1, since: { steps: 0, recon: 0, kl: 0 } },
    optimizerSteps: { encoder: 42, decoder: 41 },
    tensors: snapshot.tensors.map((one) => ({ ...one, values: one.values.map((value) => value + lane) })),
  }))
  const curves = numbers.map((lane) => ({
    ...{ lane, from: lane === 3 && numbers.includes(2) ? 2 : 1, step: 2 * lane, live },
    ...{ rows: [rowAt(20)], evaluations: [], probes: [] },
    marks: [{ step: 2 * lane, kind: 'lr' as const, value: 0.01 }],
  }))
  return { ...saved, snapshot: { ...snapshot, lanes }, history: { ...history, lanes: curves } }
}

test.each([[[2]], [[2, 3, 4]], [[4]]])(
  'lanes %j are read back, in model.safetensors and as stored',
  (numbers) => {
    const saved = duel(...numbers)
    const read = readCheckpointFile(writeCheckpoint(saved, '1'))
    expect(read.snapshot.lanes).toEqual(saved.snapshot.lanes)
    expect(read.snapshot.tensors).toEqual(saved.snapshot.tensors)
    expect(read.history).toEqual(saved.history)
    expect(readSavedRun(structuredClone(saved), 'autosave')).toEqual(saved)
  },
)

test('lanes of an earlier version have the sigma that was the run’s', () => {
  const saved = duel(2)
  const { sigma: _, ...former } = live
  const [lane] = saved.snapshot.lanes!
  const [curves] = saved.history.lanes!
  const { snapshot, history } = readSavedRun(
    {
      ...saved,
      settings: { ...saved.settings, sigma: 0.7 },
      snapshot: { ...saved.snapshot, lanes: [{ ...lane, live: former }] },
      history: { ...saved.history, lanes: [{ ...curves, live: former }] },
    },
    'autosave',
  )
  expect(snapshot.lanes![0]!.live).toEqual({ ...live, sigma: 0.7 })
  expect(history.lanes![0]!.live).toEqual({ ...live, sigma: 0.7 })
})

test('without lanes a file has no word of them', () => {
  const text = new TextDecoder('latin1').decode(writeCheckpoint(smallFile(), '1'))
  expect(text).not.toContain('lane')
})

const broken: readonly (readonly [string, (saved: SavedRun) => object])[] = [
  ['a lane without curves', (saved) => ({ ...saved, history: { ...saved.history, lanes: [] } })],
  ['curves without a lane', ({ snapshot: { lanes: _, ...snapshot }, ...saved }) => ({ ...saved, snapshot })],
  [
    'lanes that left each other',
    (saved) => {
      const lanes = saved.history.lanes!.map((one, i) => ({ ...one, from: i === 0 ? 3 : 2 }))
      return { ...saved, history: { ...saved.history, lanes } }
    },
  ],
  [
    'a fork after the last step',
    (saved) => {
      const lanes = saved.history.lanes!.map((one) => ({ ...one, step: 1000 }))
      return { ...saved, history: { ...saved.history, lanes } }
    },
  ],
  [
    'a lane twice',
    (saved) => {
      const twice = <T>([first]: readonly T[]) => [first, first]
      const { snapshot, history } = saved
      return {
        ...saved,
        snapshot: { ...snapshot, lanes: twice(snapshot.lanes!) },
        history: { ...history, lanes: twice(history.lanes!) },
      }
    },
  ],
  [
    'settings that do not go together',
    (saved) => {
      const lanes = saved.snapshot.lanes!.map((one) => ({
        ...one,
        live: { ...live, baseline: 'leave-one-out' },
      }))
      return { ...saved, snapshot: { ...saved.snapshot, lanes } }
    },
  ],
]

test.each(broken)('%s is refused', (_, damage) => {
  expect(() => readSavedRun(damage(duel(2, 3)), 'autosave')).toThrow(
    expect.objectContaining({ code: 'contents-wrong' }),
  )
})

const configIn = async (zip: Blob): Promise<string> =>
  new TextDecoder().decode(unzipSync(new Uint8Array(await zip.arrayBuffer()))['config.json'])

test('everything.zip: its lanes are those of the checkpoint, each of them once, and its config.json has the same', async () => {
  const saved = duel(2, 3)
  const config = JSON.stringify({ app: 'elbo-lab', settings: {}, forks: ['equal', 'lr:0.5', 'nonsense'] })
  const zip = writeBundle({ config, metrics: '', checkpoint: writeCheckpoint(saved, '1'), script: '' })
  const { lab, state, engine } = await openedLab()
  await lab.openFiles([new File([zip], 'everything.zip')])
  await settled()
  expect(state().messages).toEqual([])
  expect(state().lanes).toEqual([2, 3].map((lane) => ({ lane, step: 2 * lane, live })))
  expect(engine.calls.filter((call) => call.startsWith('fork'))).toEqual([])

  engine.snapshot = async () => saved.snapshot
  // The checkpoint is of the settings that the engine has, and the file beside it as well.
  lab.set('latent', 9)
  const packed = (await lab.checkpoints.pack('everything.zip', '1'))!
  const text = await configIn(packed)
  expect(JSON.parse(text)).toMatchObject({
    settings: { latent: saved.settings.latent },
    forks: [4, 6].map((step) => `at:${step},estimator:score-function,lr:0.01`),
  })
  await lab.lanes.drop(2)
  await lab.lanes.drop(3)
  expect(await configIn((await lab.checkpoints.pack('everything.zip', '1'))!)).not.toContain('forks')
})
