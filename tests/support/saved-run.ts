/** A small saved run, as the engine and the store would make it. */
import { initialValues, parameterSpecs, parameterSize } from '../../src/model/architecture.ts'
import { architectureOf } from '../../src/engine/training.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../src/protocol/settings.ts'
import type { NamedTensor } from '../../src/protocol/snapshot.ts'
import type { SavedRun } from '../../src/store/checkpoints/saved-run.ts'
import { evaluationAt, reportAt, withoutUpperEnd, rowAt } from '../../src/store/testing/fake-engine.ts'

export const SMALL_SETTINGS: Settings = { ...DEFAULT_SETTINGS, hidden: [2], latent: 1, dataset: 'mnist' }

/** Parameters and Adam's state, of values that are never negative where they may not be. */
export function tensorsOf(settings: Settings): NamedTensor[] {
  const architecture = architectureOf(settings)
  const specs = parameterSpecs(architecture)
  const values = initialValues(architecture, { seed: 3, stream: 1 })
  const parameters = specs.map(({ name, shape }, i) => ({ name, shape, values: values[i]! }))
  const slots = specs.flatMap((spec, i) =>
    ['exp_avg', 'exp_avg_sq'].map((slot) => ({
      name: `optimizer.${slot}.${spec.name}`,
      shape: spec.shape,
      values: Float32Array.from({ length: parameterSize(spec) }, (_, k) => values[i]![k]! ** 2),
    })),
  )
  const average = { name: 'baseline.moving_average', shape: [], values: Float32Array.of(-123.5) }
  return [...parameters, ...slots, average]
}

/** As many tensors as a file needs to be one, for tests of the file alone. */
const fewTensors: readonly NamedTensor[] = [
  { name: 'encoder.0.weight', shape: [4, 3], values: Float32Array.from({ length: 12 }, (_, i) => i / 7) },
  { name: 'baseline.moving_average', shape: [], values: Float32Array.of(-123.5) },
]

export const smallFile = (): SavedRun => {
  const saved = savedRun()
  return { ...saved, snapshot: { ...saved.snapshot, tensors: fewTensors } }
}

export function savedRun(change: Partial<Settings> = {}, step = 42): SavedRun {
  const settings = { ...SMALL_SETTINGS, ...change }
  const rows = Array.from({ length: Math.min(step, 12) }, (_, i) => rowAt(i + 1))
  return {
    settings,
    dataset: { name: 'mnist', origin: 'same-origin', trainImages: 640, testImages: 128 },
    backend: 'wasm',
    snapshot: {
      step,
      seconds: 1.25,
      since: { steps: 0, recon: 0, kl: 0 },
      data: { trainImages: 640, testImages: 128, checksum: '0badf00d' },
      tensors: tensorsOf(settings),
      took: 0,
    },
    history: {
      settings,
      dataset: 'mnist',
      stepsPerEpoch: 5,
      rows,
      evaluations: [evaluationAt(5), evaluationAt(10)],
      probes: [withoutUpperEnd(reportAt(5))],
      marks: [
        { step: 3, kind: 'beta', value: 2 },
        { step: 7, kind: 'estimator', value: 'score-function' },
      ],
    },
    sliders: [0.5],
  }
}
