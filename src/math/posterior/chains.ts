/**
 * Several chains of one kernel, side by side: a warm-up, in which they share what they learn of the step size and of the
 * posterior's covariance, and the draws, in which nothing is adapted any more.
 */
import type { NoiseKey } from '../philox.ts'
import { normal, uniform } from '../random.ts'
import type { ChainKernel, Move, Places } from './kernels.ts'
import { cholesky } from './matrix.ts'
import { createStepSize } from './step-size.ts'
import type { PosteriorTarget } from './target.ts'

/** Random numbers of all iterations I: standard normals [I, C, D], and uniforms [I, C + 1], the last for the kernel. */
export interface ChainNoise {
  readonly normals: ArrayLike<number>
  readonly uniforms: ArrayLike<number>
}

export interface ChainOptions {
  readonly target: PosteriorTarget
  readonly kernel: ChainKernel
  /** [C, D]. */
  readonly start: Float64Array
  /** [D, D], lower triangular: a first guess of a factor of the covariance. */
  readonly scale: Float64Array
  /** The chains began in different modes: each is scaled by how it moves about its own mean, not by how far the modes are apart. */
  readonly areApart?: boolean
  readonly warmup: number
  readonly draws: number
  readonly noise: ChainNoise
  readonly pause?: () => Promise<void>
}

export interface Chains {
  readonly chains: number
  readonly draws: number
  /** [C, draws, D]. */
  readonly z: Float64Array
  /** log density up to its constant, and acceptance probability [C, draws]. */
  readonly lp: Float64Array
  readonly acceptance: Float64Array
  /** Points of a chain at which each draw evaluated the target [draws]. */
  readonly leaps: Uint16Array
  /** The places before them [C, warmup, D]. */
  readonly warmup: Float64Array
  readonly stepSize: number
  /** Points at which the target was evaluated, by all chains: in the warm-up too. */
  readonly evaluations: number
}

/** The two keys differ: Box and Muller's words are not used again as uniforms. */
export function chainNoise(
  iterations: number,
  chains: number,
  dimensions: number,
  keys: { readonly normals: NoiseKey; readonly uniforms: NoiseKey },
): ChainNoise {
  return {
    normals: normal(iterations * chains * dimensions, keys.normals),
    uniforms: uniform(iterations * (chains + 1), 0, 1, keys.uniforms),
  }
}

/** Where the warm-up sets the scale anew, as parts of it. */
const RESCALED = [0.2, 0.5] as const
/** As in Stan: the covariance is drawn towards a small sphere, as if seen so many times. */
const SEEN_BEFORE = 5
const SPHERE = 1e-3

/** A factor of the covariance of places [N, groups, D] about the mean of each group; the old one if they do not spread. */
function scaleOf(places: Float64Array, before: Float64Array, groups: number): Float64Array {
  const size = Math.sqrt(before.length)
  const count = places.length / size
  const means = new Float64Array(groups * size)
  places.forEach((value, i) => (means[i % means.length]! += (value * groups) / count))
  const off = places.map((value, i) => value - means[i % means.length]!)
  const covariance = new Float64Array(size * size)
  for (let n = 0; n < count; n++)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        covariance[i * size + j]! += (off[n * size + i]! * off[n * size + j]!) / (count + SEEN_BEFORE)
  const least = Math.max(...covariance) * 1e-6
  for (let i = 0; i < size; i++)
    covariance[i * (size + 1)]! += Math.min((SPHERE * SEEN_BEFORE) / count, least)
  return cholesky(covariance) ?? before
}

interface Stepped {
  readonly places: Places
  /** Acceptance probabilities [C]. */
  readonly acceptance: Float64Array
}

/** Each chain goes where its move leads, or stays. A move to where the density is no number is refused. */
function decide(from: Places, { to, logAcceptance }: Move, uniforms: (chain: number) => number): Stepped {
  const acceptance = logAcceptance.map((log) => (Number.isNaN(log) ? 0 : Math.exp(Math.min(0, log))))
  const goes = acceptance.map((probability, chain) => Number(uniforms(chain) < probability))
  const chosen = (key: 'z' | 'value' | 'gradient') => {
    const width = from[key].length / acceptance.length
    return from[key].map((value, i) => (goes[Math.floor(i / width)] ? to[key][i]! : value))
  }
  return { places: { z: chosen('z'), value: chosen('value'), gradient: chosen('gradient') }, acceptance }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The state of a run of chains, an iteration at a time. */
async function createWalk({ target, kernel, start, noise, ...options }: ChainOptions) {
  const chains = start.length / target.dimensions
  let places = await kernel.start(target, start)
  let scale = options.scale
  let evaluations = chains
  let iteration = 0
  return {
    chains,
    evaluations: () => evaluations,
    scale: () => scale,
    rescale: (next: Float64Array) => void (scale = next),
    async next(stepSize: number) {
      const normals = Float64Array.from(start, (_, i) => noise.normals[iteration * start.length + i]!)
      const uniformAt = (chain: number) => noise.uniforms[iteration * (chains + 1) + chain]!
      const move = await kernel.move(target, {
        from: places,
        scale,
        stepSize,
        noise: normals,
        jitter: uniformAt(chains),
      })
      const stepped = decide(places, move, uniformAt)
      places = stepped.places
      evaluations += chains * move.evaluations
      iteration++
      await options.pause?.()
      return { ...stepped, leaps: move.evaluations }
    },
  }
}

type Walk = Awaited<ReturnType<typeof createWalk>>

/** [iterations, C, D]. */
async function warmUp(walk: Walk, { kernel, warmup, areApart = false }: ChainOptions, width: number) {
  const seen = new Float64Array(warmup * width)
  const turns = RESCALED.map((part) => Math.floor(part * warmup))
  let stepSize = createStepSize(kernel.firstStep, kernel.acceptance)
  let phase = 0
  for (let i = 0; i < warmup; i++) {
    if (turns.includes(i) && i > phase) {
      // The first half of the phase may have come from far away.
      const half = phase + Math.floor((i - phase) / 2)
      const recent = seen.subarray(half * width, i * width)
      walk.rescale(scaleOf(recent, walk.scale(), areApart ? walk.chains : 1))
      stepSize = createStepSize(kernel.firstStep, kernel.acceptance)
      phase = i
    }
    const { places, acceptance } = await walk.next(stepSize.now())
    stepSize.learn(meanOf(acceptance))
    seen.set(places.z, i * width)
  }
  return { seen, stepSize: stepSize.settled() }
}

/** From [iterations, C, rest] to [C, iterations, rest]. */
function byChain(values: Float64Array, chains: number, rest: number): Float64Array {
  const iterations = values.length / (chains * rest)
  const out = new Float64Array(values.length)
  for (let i = 0; i < iterations; i++)
    for (let c = 0; c < chains; c++) {
      const from = (i * chains + c) * rest
      out.set(values.subarray(from, from + rest), (c * iterations + i) * rest)
    }
  return out
}

export async function runChains(options: ChainOptions): Promise<Chains> {
  const { target, start, draws } = options
  const width = start.length
  const walk = await createWalk(options)
  const { chains } = walk
  const { seen, stepSize } = await warmUp(walk, options, width)
  const z = new Float64Array(draws * width)
  const lp = new Float64Array(draws * chains)
  const acceptance = new Float64Array(draws * chains)
  const leaps = new Uint16Array(draws)
  for (let i = 0; i < draws; i++) {
    const next = await walk.next(stepSize)
    z.set(next.places.z, i * width)
    lp.set(next.places.value, i * chains)
    acceptance.set(next.acceptance, i * chains)
    leaps[i] = next.leaps
  }
  return {
    chains,
    draws,
    z: byChain(z, chains, target.dimensions),
    lp: byChain(lp, chains, 1),
    acceptance: byChain(acceptance, chains, 1),
    leaps,
    warmup: byChain(seen, chains, target.dimensions),
    stepSize,
    evaluations: walk.evaluations(),
  }
}
