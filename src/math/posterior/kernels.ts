/**
 * How a chain moves: a proposal that is accepted or refused so that the posterior stays as it is. All chains move at once,
 * in the coordinates u of z = scale u, where the posterior has about unit covariance.
 *
 * References: Metropolis et al., "Equation of state calculations by fast computing machines", J. Chem. Phys. 21, 1953;
 * Roberts & Tweedie, "Exponential convergence of Langevin distributions", Bernoulli 2, 1996 (MALA);
 * Neal, "MCMC using Hamiltonian dynamics", 2011, whose section 5.2 has MALA as one leapfrog step.
 */
import { applied, transposed } from './matrix.ts'
import type { Flight, Landing, Slopes, PosteriorTarget } from './target.ts'

/** Of every chain: its place [C, D] and what is known there. */
export interface Places extends Slopes {
  readonly z: Float64Array
}

export interface Move {
  readonly to: Places
  /** The logarithm of each chain's acceptance probability, before it is cut at 0 [C]. */
  readonly logAcceptance: Float64Array
  /** Points of a chain at which the target was evaluated. */
  readonly evaluations: number
}

export interface MoveOptions {
  readonly from: Places
  readonly scale: Float64Array
  readonly stepSize: number
  /** Standard normal [C, D]. */
  readonly noise: Float64Array
  /** In (0, 1), for the whole move. */
  readonly jitter: number
}

export interface ChainKernel {
  readonly name: KernelName
  /** The acceptance that its step size aims at. */
  readonly acceptance: number
  readonly firstStep: number
  start(target: PosteriorTarget, z: Float64Array): Promise<Places>
  move(target: PosteriorTarget, options: MoveOptions): Promise<Move>
}

export const SAMPLERS = ['metropolis', 'langevin', 'hamiltonian'] as const
export type KernelName = (typeof SAMPLERS)[number]

/** a + factor b. */
const sum = (a: Float64Array, b: Float64Array, factor: number): Float64Array =>
  a.map((value, i) => value + factor * b[i]!)

/** Integrates Hamilton's equations by the leapfrog: half a kick, a drift, half a kick, so many times. */
export async function leapfrog(target: PosteriorTarget, flight: Flight): Promise<Landing> {
  if (target.leapfrog) return target.leapfrog(flight)
  const { scale, stepSize, steps } = flight
  const kick = transposed(scale)
  let { z, velocity } = flight
  let at: Slopes = { value: new Float64Array(), gradient: flight.gradient }
  for (let step = 0; step < steps; step++) {
    velocity = sum(velocity, applied(kick, at.gradient), stepSize / 2)
    z = sum(z, applied(scale, velocity), stepSize)
    at = await target.slopes(z)
    velocity = sum(velocity, applied(kick, at.gradient), stepSize / 2)
  }
  return { z, velocity, ...at }
}

function kineticOf(velocity: Float64Array, chains: number): Float64Array {
  const kinetic = new Float64Array(chains)
  velocity.forEach(
    (value, i) => (kinetic[Math.floor((i * chains) / velocity.length)]! += 0.5 * value * value),
  )
  return kinetic
}

/** The random walk needs no gradient; 0.35 is the best acceptance in two dimensions (Gelman, Roberts & Gilks, 1996). */
const metropolis: ChainKernel = {
  name: 'metropolis',
  acceptance: 0.35,
  firstStep: 1.7,
  async start(target, z) {
    return { z, value: await target.value(z), gradient: new Float64Array() }
  },
  async move(target, { from, scale, stepSize, noise }) {
    const z = sum(from.z, applied(scale, noise), stepSize)
    const value = await target.value(z)
    return {
      to: { z, value, gradient: from.gradient },
      logAcceptance: value.map((own, c) => own - from.value[c]!),
      evaluations: 1,
    }
  },
}

const start = async (target: PosteriorTarget, z: Float64Array): Promise<Places> => ({
  z,
  ...(await target.slopes(z)),
})

async function fly(
  target: PosteriorTarget,
  { from, scale, stepSize, noise }: MoveOptions,
  steps: number,
): Promise<Move> {
  const { z, velocity, value, gradient } = await leapfrog(target, {
    ...from,
    velocity: noise,
    scale,
    stepSize,
    steps,
  })
  const before = kineticOf(noise, value.length)
  const after = kineticOf(velocity, value.length)
  return {
    to: { z, value, gradient },
    logAcceptance: value.map((own, c) => own - after[c]! - (from.value[c]! - before[c]!)),
    evaluations: steps,
  }
}

/** One leapfrog step from a fresh velocity is Langevin's proposal; 0.574: Roberts & Rosenthal, 1998. */
const langevin: ChainKernel = {
  name: 'langevin',
  acceptance: 0.574,
  firstStep: 1,
  start,
  move: (target, options) => fly(target, options, 1),
}

/** In units in which the posterior's standard deviation is 1: a quarter of a Gaussian's period. */
const FLIGHT_TIME = Math.PI / 2
const MOST_LEAPS = 32

/** Flights of varying length: none is the period of the orbit (Neal, section 3.2). */
const hamiltonian: ChainKernel = {
  name: 'hamiltonian',
  acceptance: 0.8,
  firstStep: 0.5,
  start,
  move(target, options) {
    const time = FLIGHT_TIME * (0.75 + 0.5 * options.jitter)
    const steps = Math.min(Math.max(Math.round(time / options.stepSize), 1), MOST_LEAPS)
    return fly(target, options, steps)
  },
}

export const KERNELS: Readonly<Record<KernelName, ChainKernel>> = { metropolis, langevin, hamiltonian }
