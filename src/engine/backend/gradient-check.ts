/**
 * Compares the gradient on the present backend with one in plain numbers, for every estimator with the latent families that a
 * run can use without a reset, and the objective: some drivers compute nonsense without an error, and must not be used for a run.
 */
import { dispose, scalar, tensor2d } from '@tensorflow/tfjs-core'
import { elboGradient } from '../../estimators/elbo-gradient.ts'
import type { Estimator } from '../../estimators/estimator.ts'
import { plainElboGradient, type PlainEstimator } from '../../estimators/reference.ts'
import { ESTIMATORS, type EstimatorEntry } from '../../estimators/registry.ts'
import { FAMILIES } from '../../families/registry.ts'
import { uniform } from '../../math/random.ts'
import { initialValues, type Architecture } from '../../model/architecture.ts'
import { asNetwork, uploadParameters } from '../../model/parameters.ts'
import { plainNetwork, plainValues } from '../../model/reference.ts'
import { OBJECTIVES } from '../../objectives/registry.ts'
import {
  ESTIMATOR_IDS,
  drawsBesideOf,
  metaOf,
  missingBound,
  missingCapability,
  type EstimatorId,
} from '../../protocol/estimators.ts'
import { FAMILY_IDS, familyMetaOf, type FamilyId } from '../../protocol/families.ts'
import { OBJECTIVE_IDS, usesK, type ObjectiveId } from '../../protocol/objectives.ts'
import { klInForce } from '../../protocol/settings.ts'

const IMAGES = 4
const PIXELS = 50
const SHAPE = { latents: 3, classes: 3 }
const OPTIONS = { kl: 'closed-form', baseline: 'none', temperature: 0.7, dial: 0.5 } as const
const KEY = { seed: 20131220, stream: 0, step: 0 }

/** A float32 backend reaches about 1e-6; half-precision ones stay within a few per cent. */
export const TOLERANCE = 0.05

const rows = (flat: Float32Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))

/** Regroups draws by image; they are ordered by sample, then by image. */
const byImage = (draws: readonly number[][]): number[][][] =>
  Array.from({ length: IMAGES }, (_, image) => draws.filter((_eps, row) => row % IMAGES === image))

interface Problem {
  readonly architecture: Architecture
  readonly family: FamilyId
  readonly objective: ObjectiveId
  /** Draws that the objective takes together, K. */
  readonly k: number
  /** L, per image. */
  readonly samples: number
  readonly values: readonly Float32Array[]
  readonly targets: Float32Array
  /** [K L B, noise] in row-major order. */
  readonly noise: Float32Array
  /** The same of the draws that the estimator has beside them. */
  readonly noiseBeside: Float32Array
}

/** The width of a row of the noise. */
const noiseWidth = ({ family }: Problem): number => familyMetaOf(family).widths(SHAPE).noise

interface Combination {
  readonly family: FamilyId
  readonly objective: ObjectiveId
  readonly estimator: EstimatorId
}

type Wanted = Pick<Architecture, 'activation' | 'likelihood'>

/** A small model of that kind, some images, and their noise for as many draws as the estimator needs. */
function problemOf(wanted: Wanted, { family, objective, estimator }: Combination): Problem {
  const { leastSamples: samples, leastK } = metaOf(estimator)
  const k = usesK(objective) ? Math.max(leastK, 2) : 1
  const { gamma, code } = familyMetaOf(family).widths(SHAPE)
  const architecture: Architecture = { ...wanted, pixels: PIXELS, gamma, code, hidden: [17], sigma: 0.5 }
  const noise = (draws: number, stream: number) =>
    FAMILIES[family].reference(SHAPE).noise(draws * IMAGES, { ...KEY, stream })
  return {
    architecture,
    family,
    objective,
    k,
    samples,
    values: initialValues(architecture, KEY),
    targets: uniform(IMAGES * PIXELS, 0, 1, { ...KEY, stream: 1 }),
    noise: noise(k * samples, 2),
    noiseBeside: noise(drawsBesideOf(estimator, samples), 3),
  }
}

/** What a family without draws is trained by. */
const WITHOUT_BOUND: readonly ObjectiveId[] = ['elbo']

/** Every estimator with each of the families and objectives that offer what it requires. */
const combinations = (
  families: readonly FamilyId[],
  objectives: readonly ObjectiveId[],
): readonly Combination[] =>
  families.flatMap((family) =>
    (familyMetaOf(family).isRandom ? objectives : WITHOUT_BOUND).flatMap((objective) =>
      ESTIMATOR_IDS.map((estimator) => ({ family, objective, estimator })).filter(
        ({ estimator }) =>
          missingCapability(estimator, family) === null && missingBound(estimator, objective) === null,
      ),
    ),
  )

/**
 * |gradient on the backend - plain gradient| / |plain gradient|, over all parameters of a small model: the
 * largest of all estimators with these families and objectives.
 */
export async function gradientError(
  wanted: Wanted,
  families: readonly FamilyId[] = FAMILY_IDS,
  objectives: readonly ObjectiveId[] = OBJECTIVE_IDS,
): Promise<number> {
  const errors = combinations(families, objectives).map((one) =>
    errorOf(problemOf(wanted, one), ESTIMATORS[one.estimator]),
  )
  return Math.max(...(await Promise.all(errors)))
}

async function errorOf(problem: Problem, { estimate, reference }: EstimatorEntry): Promise<number> {
  const expected = inPlainNumbers(problem, reference)
  const actual = await onBackend(problem, estimate)
  return Math.hypot(...actual.map((value, i) => value - expected[i]!)) / Math.hypot(...expected)
}

function inPlainNumbers(problem: Problem, estimator: PlainEstimator): number[] {
  const { architecture, family, objective, k, values, targets } = problem
  const noiseOf = (values: Float32Array) => byImage(rows(values, noiseWidth(problem)))
  const batch = {
    targets: rows(targets, PIXELS),
    noise: noiseOf(problem.noise),
    noiseBeside: noiseOf(problem.noiseBeside),
    beta: 1,
  }
  const options = {
    ...OPTIONS,
    kl: klInForce({ objective, kl: OPTIONS.kl }),
    family: FAMILIES[family].reference(SHAPE),
    objective: OBJECTIVES[objective].reference(k),
    movingAverage: 0,
  }
  return plainValues(
    plainElboGradient(architecture, plainNetwork(architecture, values), batch, estimator, options),
  ).flat()
}

async function onBackend(problem: Problem, estimator: Estimator): Promise<number[]> {
  const { architecture, family, objective, k, samples, values, targets } = problem
  const parameters = uploadParameters(architecture, values)
  const noiseOf = (values: Float32Array) => {
    const width = noiseWidth(problem)
    return tensor2d(values, [values.length / width, width])
  }
  const inputs = {
    targets: tensor2d(targets, [IMAGES, PIXELS]),
    noise: noiseOf(problem.noise),
    noiseBeside: noiseOf(problem.noiseBeside),
    movingAverage: scalar(0),
  }
  const { gradients, sums, movingAverage } = elboGradient({
    ...OPTIONS,
    kl: klInForce({ objective, kl: OPTIONS.kl }),
    architecture,
    network: asNetwork(architecture, parameters),
    family: FAMILIES[family].family(SHAPE),
    objective: OBJECTIVES[objective].objective(k),
    estimator,
    samples,
    beta: 1,
    kept: 0,
    ...inputs,
  })
  const read = await Promise.all(gradients.map((gradient) => gradient.data<'float32'>()))
  dispose([...parameters, ...gradients, sums, movingAverage, ...Object.values(inputs)])
  return read.flatMap((gradient) => [...gradient])
}
