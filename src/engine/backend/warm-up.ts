/**
 * Measures the rate of training steps of the wanted model on the present backend: a short run on noise, after
 * compilation.
 */
import type { Settings } from '../../protocol/settings.ts'
import { liveSettings } from '../../protocol/settings.ts'
import { createBatches } from '../batches.ts'
import { createTraining, PIXELS, type Training } from '../training.ts'

const WARM_UP_STEPS = 3
const MEASURED_MS = 250
const MOST_STEPS = 256

async function takeSteps(training: Training, settings: Settings, steps: number): Promise<void> {
  const live = liveSettings(settings)
  for (let i = 0; i < steps; i++) {
    const { sums } = training.advance(live)
    if (i === steps - 1) await sums.data()
    sums.dispose()
  }
}

/** Does `work` with a compiled model of the wanted size, on noise. */
async function withModel<T>(settings: Settings, work: (training: Training) => Promise<T>): Promise<T> {
  const images = new Uint8Array(settings.batch * PIXELS).fill(64)
  const batches = createBatches({ images, labels: null, count: settings.batch }, settings)
  const training = createTraining(settings, batches)
  try {
    await takeSteps(training, settings, WARM_UP_STEPS)
    return await work(training)
  } finally {
    training.dispose()
  }
}

async function rateOf(training: Training, settings: Settings, steps: number): Promise<number> {
  const started = performance.now()
  await takeSteps(training, settings, steps)
  return (1000 * steps) / (performance.now() - started)
}

/** Doubles the number of steps between readbacks until they take long enough to be timed. */
export const measureStepsPerSecond = (settings: Settings): Promise<number> =>
  withModel(settings, async (training) => {
    for (let steps = 1; ; steps *= 2) {
      const rate = await rateOf(training, settings, steps)
      if ((1000 * steps) / rate > MEASURED_MS || steps >= MOST_STEPS) return rate
    }
  })

/** Steps of one short measurement. */
const SPELL_STEPS = 4

/** Passes `use` a function that takes a few steps and resolves with their rate per second. */
export const measureSpells = (
  settings: Settings,
  use: (spell: () => Promise<number>) => Promise<void>,
): Promise<void> => withModel(settings, (training) => use(() => rateOf(training, settings, SPELL_STEPS)))
