/** How fast the present backend takes training steps of the wanted model: a short run on noise, compiled first. */
import type { Settings } from '../../protocol/settings.ts'
import { liveSettings } from '../../protocol/settings.ts'
import { createBatches } from '../batches.ts'
import { createTraining, PIXELS, type Training } from '../training.ts'

const WARM_UP_STEPS = 3
const MEASURED_MS = 250

async function takeSteps(training: Training, settings: Settings, steps: number): Promise<void> {
  const live = liveSettings(settings)
  for (let i = 0; i < steps; i++) {
    const { sums } = training.advance(live)
    if (i === steps - 1) await sums.data()
    sums.dispose()
  }
}

/** Doubles the number of steps between readbacks until they take long enough to be timed. */
export async function measureStepsPerSecond(settings: Settings): Promise<number> {
  const images = new Uint8Array(settings.batch * PIXELS).fill(64)
  const batches = createBatches({ images, labels: null, count: settings.batch }, settings)
  const training = createTraining(settings, batches)
  try {
    await takeSteps(training, settings, WARM_UP_STEPS)
    for (let steps = 1; ; steps *= 2) {
      const started = performance.now()
      await takeSteps(training, settings, steps)
      const elapsed = performance.now() - started
      if (elapsed > MEASURED_MS || steps >= 256) return (1000 * steps) / elapsed
    }
  } finally {
    training.dispose()
  }
}
