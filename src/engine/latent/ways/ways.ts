/**
 * Three ways to the posterior of one image under one checkpoint, held against the quadrature: the ascent to its maximum,
 * chains, and Gaussians. math/posterior has the methods; this file supplies the decoder, the noise and the effort.
 */
import { evaluateAll } from '../../../math/exact/posterior.ts'
import { ascendFromAll } from '../../../math/posterior/ascent.ts'
import { chainNoise, runChains, type Chains } from '../../../math/posterior/chains.ts'
import { diagnosticsOf } from '../../../math/posterior/diagnostics.ts'
import { KERNELS, SAMPLERS, type KernelName } from '../../../math/posterior/kernels.ts'
import { diagonalOf } from '../../../math/posterior/matrix.ts'
import { highestNode, modesOf, type Mode } from '../../../math/posterior/modes.ts'
import { normalCovariance, normalWith, type Normal } from '../../../math/posterior/normals.ts'
import { fitFromAll, type Shape } from '../../../math/posterior/reverse-fit.ts'
import { trapezoidalRule } from '../../../math/posterior/rule.ts'
import { chainStarts, fitStarts } from '../../../math/posterior/starts.ts'
import {
  drawsDistance,
  forwardKl,
  massBeyond,
  momentsOfTruth,
  REVERSE_POINTS,
  piecesOf,
  reverseKl,
  truthOf,
  type Pieces,
  type Truth,
} from '../../../math/posterior/truth.ts'
import { normalLogDensity } from '../../../math/normal.ts'
import { normal } from '../../../math/random.ts'
import { asNetwork } from '../../../model/parameters.ts'
import type {
  AscentWay,
  ChainDiagnostics,
  ChainsWay,
  GaussianName,
  GaussianWay,
  PosteriorWays,
} from '../../../protocol/ways.ts'
import { encodeToGamma } from '../../inference.ts'
import { STREAMS } from '../../streams.ts'
import { integrateExactly, type ExactRequest } from '../exact.ts'
import { createLogLikelihood } from '../log-likelihood.ts'
import { createSlices, type Slices } from '../slices.ts'
import { createLogJoint, type LogJoint } from './log-joint.ts'
import { fewPoints, manyPoints } from './targets.ts'

const CHAINS = 4
/** Iterations of each chain: ArviZ's rules of thumb ask for an effective sample size of 400. */
export const CHAIN_WARMUP = 300
export const CHAIN_DRAWS = 1000
const SHAPES: readonly Shape[] = ['diagonal', 'full']
/** About what an optimisation takes from one start, for the progress. */
const POINTS_OF_FIT = 4000
const GAUSSIANS = 4
/** A Gaussian has 3e-4 of its own mass further away than this many of its standard deviations. */
const BEYOND = 4
/** 439 points: the optimum moves by less than the tolerance with more. */
const RULE = trapezoidalRule(2, 0.5, 6)

interface Means {
  readonly request: ExactRequest
  readonly joint: LogJoint
  /** log p(x|z). */
  readonly evaluate: Slices['evaluate']
  readonly many: Slices
  readonly few: Slices
  readonly encoder: Normal
  readonly truth: Truth
  /** With the posterior's mean and covariance, and with those of each of its modes. */
  readonly moments: Normal
  readonly modes: readonly Mode[]
}

async function climb({ joint, evaluate, few, encoder, truth }: Means): Promise<AscentWay> {
  const found = await ascendFromAll([[0, 0], highestNode(truth)], {
    target: fewPoints(joint, (z) => logJointOf(evaluate, z)),
    length: encoder.factor[0]!,
    pause: () => few.pause(),
  })
  return {
    path: Float32Array.from(found.path),
    from: found.start === 0 ? 'prior' : 'highest',
    above: found.above,
    logDensity: found.values.at(-1)! - truth.logEvidence,
    decodes: found.evaluations,
  }
}

/** Without a gradient. */
async function logJointOf(
  evaluate: (z: Float64Array) => Promise<ArrayLike<number>>,
  z: Float64Array,
): Promise<Float64Array> {
  const logLikelihood = await evaluate(z)
  return Float64Array.from(
    logLikelihood,
    (value, i) => value + normalLogDensity(z[2 * i]!) + normalLogDensity(z[2 * i + 1]!),
  )
}

/** The same starts for all samplers of a step. */
function startsOf({ request: { seed, checkpoint }, moments, modes }: Means): Float64Array {
  const key = { seed, stream: STREAMS.chainStarts, step: checkpoint.step }
  return chainStarts(normal(2 * CHAINS, key), moments, modes)
}

/** Each sampler has noise of its own, keyed by the step. */
function noiseOf({ request: { seed, checkpoint } }: Means, sampler: KernelName) {
  const step = SAMPLERS.length * checkpoint.step + SAMPLERS.indexOf(sampler)
  return chainNoise(CHAIN_WARMUP + CHAIN_DRAWS, CHAINS, 2, {
    normals: { seed, stream: STREAMS.chainNormals, step },
    uniforms: { seed, stream: STREAMS.chainUniforms, step },
  })
}

function reportOf(sampler: KernelName, chains: Chains, pieces: Pieces, { mean }: Normal): ChainsWay {
  const along = [0, 1].map((axis) => chains.z.filter((_, i) => i % 2 === axis))
  const diagnostics = along.map((draws) => diagnosticsOf(draws, CHAINS)) as [
    ChainDiagnostics,
    ChainDiagnostics,
  ]
  const errors = along.map((draws, axis) => {
    const average = draws.reduce((sum, own) => sum + own / draws.length, 0)
    return Math.abs(average - mean[axis]!) / diagnostics[axis]!.mcse_mean
  })
  return {
    sampler,
    chains: CHAINS,
    draws: CHAIN_DRAWS,
    z: Float32Array.from(chains.z),
    warmup: Float32Array.from(chains.warmup),
    lp: Float32Array.from(chains.lp),
    acceptance: Float32Array.from(chains.acceptance),
    steps: chains.leaps,
    stepSize: chains.stepSize,
    diagnostics,
    meanErrors: Math.max(...errors),
    distance: drawsDistance(pieces, chains.z),
    decodes: chains.evaluations,
  }
}

async function sample(means: Means, pieces: Pieces): Promise<ChainsWay[]> {
  const { joint, evaluate, few, encoder, modes } = means
  const target = fewPoints(joint, (z) => logJointOf(evaluate, z))
  const start = startsOf(means)
  const ways: ChainsWay[] = []
  for (const sampler of SAMPLERS) {
    const chains = await runChains({
      target,
      kernel: KERNELS[sampler],
      start,
      scale: encoder.factor,
      areApart: modes.length > 1,
      warmup: CHAIN_WARMUP,
      draws: CHAIN_DRAWS,
      noise: noiseOf(means, sampler),
      async pause() {
        few.took(CHAINS)
        await few.pause()
      },
    })
    ways.push(reportOf(sampler, chains, pieces, means.moments))
  }
  return ways
}

async function judge(means: Means, name: GaussianName, q: Normal, decodes: number): Promise<GaussianWay> {
  const { truth, many } = means
  const beyond = massBeyond(truth, q, BEYOND)
  const { kl, error } = await reverseKl(truth, q, (z) =>
    logJointOf((all) => evaluateAll(all, many.evaluate, many), z),
  )
  const [mean, covariance] = [q.mean, normalCovariance(q)]
  return { name, mean, covariance, reverse: kl, forward: forwardKl(truth, q), error, beyond, decodes }
}

/** The encoder's costs no decode, and the moments what the quadrature cost. */
async function approximate(means: Means, evaluations: number): Promise<GaussianWay[]> {
  const { joint, many, encoder, moments, modes } = means
  const target = manyPoints(joint, many)
  const starts = fitStarts(encoder, moments, modes)
  many.expect(SHAPES.length * starts.length * POINTS_OF_FIT)
  const best = async (shape: Shape) => {
    const fit = await fitFromAll(starts, { target, shape, rule: RULE, tolerance: 1e-5 })
    return judge(means, shape, fit.q, fit.evaluations)
  }
  return [
    await judge(means, 'encoder', encoder, 0),
    await best('diagonal'),
    await best('full'),
    await judge(means, 'moments', moments, evaluations),
  ]
}

/** Two kinds of slices, whose points differ in cost, and one progress of both. */
function slicesOf(
  { signal, onProgress }: ExactRequest,
  evaluate: (z: Float64Array) => Promise<Float32Array>,
) {
  const seen = { many: [0, 0], few: [0, 0] }
  const create = (kind: 'many' | 'few') =>
    createSlices({
      evaluate,
      signal,
      onProgress(done, total) {
        seen[kind] = [done, total]
        const of = (at: 0 | 1) => seen.many[at]! + seen.few[at]!
        onProgress(Math.min(of(0), of(1)), of(1))
      },
    })
  return { many: create('many'), few: create('few') }
}

async function takeAll(gamma: Float32Array, request: ExactRequest, joint: LogJoint): Promise<PosteriorWays> {
  const { architecture, checkpoint, targets } = request
  const logLikelihood = createLogLikelihood(architecture, checkpoint, targets)
  try {
    const { many, few } = slicesOf(request, logLikelihood.at)
    many.expect(GAUSSIANS * REVERSE_POINTS)
    few.expect(SAMPLERS.length * CHAINS * (CHAIN_WARMUP + CHAIN_DRAWS))
    const { exact, quadrature } = await integrateExactly(gamma, request, many)
    const truth = truthOf(quadrature)
    const encoder = normalWith(exact.mean, diagonalOf(exact.spread.map((sigma) => sigma * sigma)))
    const found = { truth, moments: momentsOfTruth(truth), modes: modesOf(truth) }
    const means: Means = { request, joint, evaluate: logLikelihood.at, many, few, encoder, ...found }
    return {
      step: checkpoint.step,
      exact,
      modes: found.modes.map(({ mass }) => mass),
      ascent: await climb(means),
      chains: await sample(means, piecesOf(truth)),
      gaussians: await approximate(means, quadrature.evaluations),
    }
  } finally {
    logLikelihood.dispose()
  }
}

export async function waysToPosterior(request: ExactRequest): Promise<PosteriorWays> {
  const { architecture, checkpoint, targets } = request
  const gamma = await encodeToGamma(
    { architecture, network: asNetwork(architecture, checkpoint.parameters) },
    targets,
  )
  const joint = createLogJoint(architecture, checkpoint, targets)
  try {
    return await takeAll(gamma, request, joint)
  } finally {
    joint.dispose()
  }
}
