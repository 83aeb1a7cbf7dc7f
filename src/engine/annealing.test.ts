/** Training with an annealed temperature: each step has its own, whether the run was resumed before it or not. */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { uniform } from '../math/random.ts'
import { temperatureAt } from '../protocol/annealing.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../protocol/settings.ts'
import { createBatches } from './batches.ts'
import { createProber } from './prober.ts'
import { checkpointTensors, createTraining, PIXELS, releaseCheckpoint, type Training } from './training.ts'

beforeAll(() => setBackend('cpu'))

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  family: 'bernoulli',
  estimator: 'gumbel-softmax',
  latent: 3,
  hidden: [4],
  batch: 8,
}
const ANNEALED = { anneal: 0.05, coldest: 0.9 } as const
const STEPS = 4
const count = 8
const images = Uint8Array.from(uniform(count * PIXELS, 0, 255, { seed: 6, stream: 1, step: 0 }), Math.round)
const train = { images, labels: null, count }
const start = () => createTraining(settings, createBatches(train, settings))

/** Takes a step; returns the temperature that was in force. */
function advance(training: Training, change: Partial<Settings>): number {
  const { sums, live } = training.advance(liveSettings({ ...settings, ...change }))
  sums.dispose()
  return live.temperature
}

/** All numbers that the next step depends on. */
function stateOf(training: Training): number[] {
  const checkpoint = training.checkpoint()
  const numbers = checkpointTensors(checkpoint).flatMap((tensor) => [...tensor.dataSync()])
  releaseCheckpoint(checkpoint)
  return numbers
}

test('a step is the one at the temperature of its number, to the last bit, also in a run that was resumed', () => {
  const [annealed, byHand, resumed, constant] = [start(), start(), start(), start()] as const
  const temperatures: number[] = []
  for (let step = 0; step < STEPS; step++) {
    temperatures.push(advance(annealed, ANNEALED))
    advance(byHand, { temperature: temperatureAt({ temperature: 1, ...ANNEALED }, step) })
    advance(constant, {})
    if (step !== 1) continue
    const checkpoint = annealed.checkpoint()
    resumed.restore(checkpoint)
    releaseCheckpoint(checkpoint)
  }
  expect(temperatures).toEqual([1, Math.exp(-0.05), Math.exp(-0.1), 0.9])
  for (let step = 2; step < STEPS; step++) advance(resumed, ANNEALED)
  expect(stateOf(annealed)).toEqual(stateOf(byHand))
  expect(stateOf(resumed)).toEqual(stateOf(annealed))
  expect(stateOf(constant)).not.toEqual(stateOf(annealed))
  for (const training of [annealed, byHand, resumed, constant]) training.dispose()
})

test('the probe measures at the temperature of its step', async () => {
  const training = start()
  for (let step = 0; step < 2; step++) advance(training, ANNEALED)
  const proberWith = (change: Partial<Settings>) =>
    createProber({
      settings,
      train,
      training,
      live: () => liveSettings({ ...settings, ...change }),
      ending: new AbortController().signal,
      emit: () => {},
    })
  const request = { draws: 3, samples: 1, kl: 'closed-form', baseline: 'none' } as const
  const [annealed, constant] = [proberWith(ANNEALED), proberWith({})]
  const { seconds: _, ...report } = await annealed.probe(request)
  const { seconds: __, ...asked } = await constant.probe({ ...request, temperature: Math.exp(-0.1) })
  expect(report).toEqual(asked)
  expect(report).toMatchObject({ step: 2, temperature: Math.exp(-0.1) })
  expect((await constant.probe(request)).estimators).not.toEqual(report.estimators)
  for (const one of [annealed, constant, training]) one.dispose()
})
