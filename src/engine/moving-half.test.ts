/** The first steps of a frozen half after its release: the optimizer counts each half's steps separately. */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { blobs } from '../../tests/support/dataset.ts'
import { DEFAULT_SETTINGS, liveSettings, type LiveSettings, type Settings } from '../protocol/settings.ts'
import type { Snapshot } from '../protocol/snapshot.ts'
import { createBatches } from './batches.ts'
import type { Halves } from './moving-half.ts'
import { readCheckpoint, uploadSnapshot } from './snapshot.ts'
import { createTraining, releaseCheckpoint, type Training } from './training.ts'

const settings: Settings = { ...DEFAULT_SETTINGS, hidden: [3], latent: 2, batch: 10, optimizer: 'adam' }
const dataset = blobs(40, 10)
const batches = createBatches(dataset.train, settings)

beforeAll(() => setBackend('cpu'))

function advance(training: Training, steps: number, freeze: LiveSettings['freeze']): void {
  for (let i = 0; i < steps; i++) training.advance({ ...liveSettings(settings), freeze }).sums.dispose()
}

/** The state of training as it is saved. */
async function save(training: Training): Promise<Snapshot> {
  const checkpoint = training.checkpoint()
  const { tensors, optimizerSteps, took } = await readCheckpoint(settings, checkpoint)
  releaseCheckpoint(checkpoint)
  const { step } = training
  const since = { steps: 0, recon: 0, kl: 0 }
  const data = { trainImages: 40, testImages: 10, checksum: '' }
  return { step, seconds: 0, since, data, optimizerSteps, tensors, took }
}

function open(snapshot: Snapshot): Training {
  const checkpoint = uploadSnapshot(settings, snapshot)
  const training = createTraining(settings, batches)
  training.restore(checkpoint)
  releaseCheckpoint(checkpoint)
  return training
}

const valuesOf = async (training: Training, half: keyof Halves<unknown>) => {
  const { tensors } = await save(training)
  return tensors.filter(({ name }) => name.startsWith(half)).flatMap(({ values }) => [...values])
}

/** The largest change of any parameter of the half in one step, in units of the learning rate. */
async function largestMove(training: Training, half: keyof Halves<unknown>): Promise<number> {
  const before = await valuesOf(training, half)
  advance(training, 1, 'none')
  const after = await valuesOf(training, half)
  return Math.max(...after.map((value, i) => Math.abs(value - before[i]!))) / settings.lr
}

/** As saved by an earlier version, which had one count for the whole run. */
const withoutCounts = ({ optimizerSteps: _, ...rest }: Snapshot): Snapshot => rest

describe.each(['encoder', 'decoder'] as const)('a %s that is frozen from the beginning', (half) => {
  test.each([9, 60])('moves by the learning rate when it is released after %i steps', async (steps) => {
    const training = createTraining(settings, batches)
    advance(training, steps, half)
    expect(await largestMove(training, half)).toBeCloseTo(1, 3)
    training.dispose()
  })

  test('and goes on from a file, this version’s or an earlier one’s, as if it had never been saved', async () => {
    const training = createTraining(settings, batches)
    advance(training, 9, half)
    const saved = await save(training)
    advance(training, 3, 'none')
    const { tensors, optimizerSteps } = await save(training)
    expect(optimizerSteps).toEqual({ encoder: 12, decoder: 12, [half]: 3 })
    for (const from of [saved, withoutCounts(saved)]) {
      const again = open(from)
      advance(again, 3, 'none')
      expect(await save(again)).toMatchObject({ tensors, optimizerSteps })
      again.dispose()
    }
    training.dispose()
  })
})

test('a half frozen for a while counts only the steps that it took', async () => {
  const training = createTraining(settings, batches)
  advance(training, 4, 'none')
  advance(training, 5, 'encoder')
  advance(training, 1, 'none')
  expect((await save(training)).optimizerSteps).toEqual({ encoder: 5, decoder: 10 })
  training.dispose()
})

test('what an earlier version saved counts the steps of the run, and goes on as that did', async () => {
  const training = createTraining(settings, batches)
  advance(training, 7, 'none')
  const again = open(withoutCounts(await save(training)))
  expect((await save(again)).optimizerSteps).toEqual({ encoder: 7, decoder: 7 })
  training.dispose()
  again.dispose()
})
