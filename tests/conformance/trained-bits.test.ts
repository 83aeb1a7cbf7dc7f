/**
 * On a model with 8 bits that was trained on MNIST for a moment: every unbiased estimator has the mean that enumeration
 * computes, coordinate by coordinate, and a biased one is caught by the same test; the ELBO by enumeration is the one that
 * PyTorch recomputes in float64 from the exported weights. Needs MNIST_DIR; the second also a PYTHON with torch.
 */
import '@tensorflow/tfjs-backend-cpu'
import {
  gather,
  keep,
  mul,
  reshape,
  scalar,
  setBackend,
  sigmoid,
  sub,
  tensor1d,
  tensor2d,
  tidy,
  tile,
  zeros,
  type Rank,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { readImages } from '../../src/data/idx.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { architectureOf, createTraining, PIXELS, type Training } from '../../src/engine/training.ts'
import type { EstimatorInput } from '../../src/estimators/estimator.ts'
import type { Baseline } from '../../src/estimators/options.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import type { KlMode } from '../../src/families/options.ts'
import { FAMILIES } from '../../src/families/registry.ts'
import { normalQuantile } from '../../src/math/normal.ts'
import { createDecoder, type Decoder } from '../../src/model/decoder.ts'
import { mlpForward, outputOf } from '../../src/model/mlp.ts'
import { asList } from '../../src/model/parameters.ts'
import { OBJECTIVES } from '../../src/objectives/registry.ts'
import { estimatorsFor, isIntervention, metaOf, type EstimatorId } from '../../src/protocol/estimators.ts'
import {
  DEFAULT_SETTINGS,
  liveSettings,
  settingConflict,
  type Settings,
} from '../../src/protocol/settings.ts'
import { writeCheckpoint } from '../../src/store/checkpoints/checkpoint-file.ts'
import { SCRIPT } from '../support/python.ts'
import { savedRun } from '../support/saved-run.ts'
import { hasTorch, torch } from '../support/torch.ts'

const { MNIST_DIR } = process.env
if (!MNIST_DIR) console.log('the bits are not trained: MNIST_DIR is not set')

const change = {
  family: 'bernoulli',
  estimator: 'reinmax',
  latent: 8,
  hidden: [16],
  batch: 32,
  lr: 3e-3,
  beta: 5,
} as const satisfies Partial<Settings>
const settings: Settings = { ...DEFAULT_SETTINGS, ...change }
const [TRAIN, STEPS] = [1600, 70]
/** Of the test set that are looked at, and the draws of the gradient of each. */
const [IMAGES, DRAWS] = [6, 4096]
/** The mean of a value that is drawn less often is not normal. */
const LEAST_EVENTS = 200
/** Family-wise. */
const ERROR = 1e-4

interface Option {
  readonly id: EstimatorId
  readonly kl: KlMode
  readonly baseline: Baseline
}

const optionsOf = (id: EstimatorId): Option[] => {
  const { klModes, baselines } = metaOf(id)
  const all = klModes.flatMap((kl) =>
    (baselines.length > 0 ? baselines : (['none'] as const)).map((baseline) => ({ id, kl, baseline })),
  )
  const isLegal = ({ id: estimator, kl, baseline }: Option) =>
    settingConflict({ ...settings, estimator, kl, baseline, samples: samplesOf(baseline) }) === null
  return all.filter(isLegal)
}
const samplesOf = (baseline: Baseline) => (baseline === 'leave-one-out' ? 2 : 1)

const UNBIASED = estimatorsFor(settings)
  .filter((id) => metaOf(id).isUnbiased && !metaOf(id).isExact && !isIntervention(id))
  .flatMap(optionsOf)

/** Bonferroni, two-sided. */
const BOUND = -normalQuantile(ERROR / (2 * UNBIASED.length * IMAGES * settings.latent))

const family = FAMILIES.bernoulli.family({ latents: settings.latent, classes: 2 })
let training: Training
let images: Float32Array

/** The first images of the test set train; those after them are looked at. */
beforeAll(async () => {
  await setBackend('cpu')
  if (!MNIST_DIR) return
  const file = gunzipSync(readFileSync(path.join(MNIST_DIR, 't10k-images-idx3-ubyte.gz')))
  const pixels = readImages(file).pixels({ paper: 0, ink: 255 })
  const train = { images: pixels.slice(0, TRAIN * PIXELS), labels: null, count: TRAIN }
  const others = pixels.subarray(TRAIN * PIXELS, (TRAIN + IMAGES) * PIXELS)
  images = Float32Array.from(others, (ink) => ink / 255)
  training = createTraining(settings, createBatches(train, settings))
  for (let step = 0; step < STEPS; step++) training.advance(liveSettings(settings)).sums.dispose()
})

const imagesFrom = (first: number, count: number): Tensor2D =>
  tensor2d(images.subarray(first * PIXELS, (first + count) * PIXELS), [count, PIXELS])

const encode = (targets: Tensor2D): Tensor2D =>
  outputOf(mlpForward(training.network.encoder, targets, training.architecture.activation))

const decoder = () => createDecoder(architectureOf(settings), training.network.decoder)

/** Which of the codes each row of bits is. */
function placesOf(codes: Tensor2D, rows: Tensor2D): Tensor1D {
  const numbers = (bits: Tensor2D) =>
    bits.arraySync().map((row) => row.reduce((sum, bit, j) => sum + bit * 2 ** j, 0))
  const places = new Map(numbers(codes).map((number, place) => [number, place]))
  return tensor1d(
    numbers(rows).map((number) => places.get(number)!),
    'int32',
  )
}

const EXACT: Option = { id: 'enumeration', kl: 'closed-form', baseline: 'none' }

/** What draws of one image need: its gamma [1, 8], and log p(x|s) with its slopes at every code s. */
interface Known {
  readonly gamma: Tensor2D
  readonly codes: Tensor2D
  readonly logLikelihood: Tensor1D
  readonly slopes: Tensor2D
  /** The gradient by enumeration. */
  readonly exact: readonly number[]
}

/** By image; kept to the end. */
const knownImages: Known[] = []

const knownOf = (image: number): Known =>
  (knownImages[image] ??= tidy(() => {
    const target = imagesFrom(image, 1)
    const gamma = encode(target)
    const codes = family.states!.codes()
    const decoded = decoder().evaluate(codes, tile(target, [codes.shape[0], 1]))
    const slopes = decoded.backward(1, true, false).input!
    const { gradGamma } = estimate(EXACT, { gamma, targets: target, decoder: decoder(), step: 0 })
    const [exact] = gradGamma.arraySync() as [number[]]
    const { logLikelihood } = decoded
    for (const tensor of [gamma, codes, logLikelihood, slopes]) keep(tensor)
    return { gamma, codes, logLikelihood, slopes, exact }
  }))

/** Decodes nothing: what is drawn is known. */
const remembering = ({ codes, logLikelihood, slopes }: Known): Decoder => ({
  enumerate: () => {
    throw new Error('remembering: expected draws, got enumeration')
  },
  evaluate(z) {
    const places = placesOf(codes, z)
    return {
      logLikelihood: gather(logLikelihood, places),
      backward: (weights) => ({
        layers: [],
        input: mul<Tensor2D>(
          gather(slopes, places),
          typeof weights === 'number' ? weights : reshape(weights, [-1, 1]),
        ),
      }),
    }
  },
})

/** What the estimator makes of images with these gammas; runs inside a tidy. */
function estimate(
  { id, kl, baseline }: Option,
  {
    gamma,
    targets,
    decoder: own,
    step,
  }: Pick<EstimatorInput, 'targets' | 'decoder'> & { gamma: Tensor2D; step: number },
) {
  const samples = samplesOf(baseline)
  const noise = family.noise(samples * gamma.shape[0], { seed: 3, stream: 700, step })
  return ESTIMATORS[id].estimate({
    family,
    objective: OBJECTIVES.elbo.objective(1),
    drawn: family.draw(gamma, noise),
    samples,
    targets,
    decoder: own,
    beta: 1,
    temperature: 1,
    dial: 1,
    kl,
    baseline,
    movingAverage: scalar(-200),
  })
}

/** Draws of the gradient with respect to gamma [DRAWS, 8]: those of a batch of copies of the image, without the mean over it. */
const gradients = (option: Option, known: Known, step: number): number[][] =>
  tidy(() => {
    const gamma = tile(known.gamma, [DRAWS, 1])
    const own = { gamma, targets: zeros<Rank.R2>([DRAWS, 1]), decoder: remembering(known), step }
    return mul<Tensor2D>(estimate(option, own).gradGamma, DRAWS).arraySync()
  })

/** (mean - exact) / standard error, of the coordinates whose bit is drawn both ways often enough. */
function zScores(option: Option, image: number, step: number): number[] {
  const known = knownOf(image)
  const theta = tidy(() => [...sigmoid(known.gamma).dataSync()])
  const rows = gradients(option, known, step)
  return known.exact.flatMap((truth, j) => {
    if (Math.min(theta[j]!, 1 - theta[j]!) * DRAWS < LEAST_EVENTS) return []
    const mean = rows.reduce((sum, row) => sum + row[j]!, 0) / DRAWS
    const variance = rows.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / (DRAWS - 1)
    return [(mean - truth) / Math.sqrt(variance / DRAWS)]
  })
}

const allScores = (option: Option, at: number): number[] =>
  Array.from({ length: IMAGES }, (_, image) => zScores(option, image, 1 + at * IMAGES + image)).flat()

describe.skipIf(!MNIST_DIR)('on trained bits', () => {
  test.each(UNBIASED.map((option, at) => ({ option, at, title: Object.values(option).join(', ') })))(
    'the mean is that of enumeration: $title',
    ({ option, at }) => {
      const scores = allScores(option, at)
      expect(scores.length).toBeGreaterThanOrEqual((IMAGES * settings.latent) / 2)
      expect(Math.max(...scores.map(Math.abs))).toBeLessThan(BOUND)
    },
  )

  test('there is something to compare', () => {
    expect(UNBIASED.map(({ id }) => id)).toEqual(expect.arrayContaining(['score-function', 'disarm']))
  })

  test('straight-through is caught', () => {
    const scores = allScores({ ...EXACT, id: 'straight-through' }, UNBIASED.length)
    expect(Math.max(...scores.map(Math.abs))).toBeGreaterThan(BOUND)
  })

  test.skipIf(!hasTorch)(
    'the ELBO by enumeration is that of PyTorch in float64, image by image',
    { tags: 'thorough' },
    () => {
      const found = tidy(() => {
        const targets = imagesFrom(0, IMAGES)
        const { logLikelihood, kl } = estimate(EXACT, {
          gamma: encode(targets),
          targets,
          decoder: decoder(),
          step: 0,
        })
        return [...sub<Tensor1D>(logLikelihood, kl).dataSync()]
      })
      const expected = recomputed()
      expect(found).toHaveLength(expected.length)
      found.forEach((elbo, i) => expect(Math.abs(elbo / expected[i]! - 1)).toBeLessThan(1e-5))
      // It has learned something, which every image tells apart.
      expect(new Set(expected.map((elbo) => Math.round(elbo))).size).toBeGreaterThan(IMAGES / 2)
      expect(Math.max(...expected)).toBeGreaterThan(-200)
    },
  )
})

/** The ELBO of each image, from the file of weights. */
function recomputed(): number[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'elbo-lab-'))
  const file = path.join(folder, 'model.safetensors')
  const run = savedRun(change, STEPS)
  const parameters = asList(training.network)
  const tensors = run.snapshot.tensors.map((one, i) =>
    i < parameters.length ? { ...one, values: parameters[i]!.dataSync() as Float32Array } : one,
  )
  writeFileSync(file, writeCheckpoint({ ...run, snapshot: { ...run.snapshot, tensors } }, '0.1.0'))
  const helper = fileURLToPath(new URL('../support/bits_elbo.py', import.meta.url))
  const { stdout, stderr } = torch([helper, SCRIPT, file], JSON.stringify([...images]))
  rmSync(folder, { recursive: true })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as number[]
}
