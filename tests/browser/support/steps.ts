/** Training steps of a small model, and what each asks of a device. */
import { memory } from '@tensorflow/tfjs-core'
import { createBatches } from '../../../src/engine/batches.ts'
import { createTraining } from '../../../src/engine/training.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../../src/protocol/settings.ts'

const IMAGES = Uint8Array.from({ length: 16 * 784 }, (_, i) => (i % 7 < 5 ? 0 : (i * 31) & 255))

/** The standard model, but smaller. */
export function trainingOf(changes: Partial<Settings>) {
  const settings: Settings = { ...DEFAULT_SETTINGS, hidden: [40], latent: 4, batch: 4, ...changes }
  const batches = createBatches({ images: IMAGES, labels: null, count: 16 }, settings)
  return { settings, batches, training: createTraining(settings, batches) }
}

/** (loss, calls, tensors) of each step; `count` starts to count calls, and what it returns tells how many there were. */
export async function takeSteps(steps: number, changes: Partial<Settings>, count: () => () => number) {
  const { settings, training } = trainingOf(changes)
  const taken = []
  for (let i = 0; i < steps; i++) {
    const stop = count()
    const { sums, images } = training.advance(liveSettings(settings))
    const calls = stop()
    const [recon, kl] = await sums.data()
    sums.dispose()
    taken.push({ loss: (kl! - recon!) / images, calls, tensors: memory().numTensors })
  }
  training.dispose()
  return taken
}
