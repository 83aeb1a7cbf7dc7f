/** A duel in a file: its lanes are read back as they were, and a file that is not whole is refused. */
import { expect, test } from 'vitest'
import { smallFile } from '../../../tests/support/saved-run.ts'
import { DEFAULT_SETTINGS, liveSettings } from '../../protocol/settings.ts'
import { rowAt } from '../testing/fake-engine.ts'
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
