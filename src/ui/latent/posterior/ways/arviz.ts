/**
 * Chains as ArviZ reads them: `arviz.from_json` of the file, or `arviz.from_dict` of its groups. Every variable is
 * [chain, draw]; docs/chains.md describes the file.
 */
import type { ChainsWay, PosteriorWays } from '../../../../protocol/ways.ts'

/** float32 has seven digits. */
const DIGITS = 7
const short = (value: number): number => Number(value.toPrecision(DIGITS))

/** [chain, draw] of values that `of` gives by their place in all draws. */
const table = (chains: number, draws: number, of: (at: number) => number): number[][] =>
  Array.from({ length: chains }, (_, c) =>
    Array.from({ length: draws }, (_unused, i) => short(of(c * draws + i))),
  )

const positions = (z: Float32Array, chains: number) => {
  const draws = z.length / (2 * chains)
  return { z1: table(chains, draws, (at) => z[2 * at]!), z2: table(chains, draws, (at) => z[2 * at + 1]!) }
}

/** ArviZ's groups and names: `lp`, `acceptance_rate`, `n_steps`, `step_size`. */
function inferenceData(way: ChainsWay, { step }: Pick<PosteriorWays, 'step'>) {
  const { chains, draws, z, warmup, lp, acceptance, steps, stepSize } = way
  return {
    posterior: positions(z, chains),
    warmup_posterior: positions(warmup, chains),
    sample_stats: {
      lp: table(chains, draws, (at) => lp[at]!),
      acceptance_rate: table(chains, draws, (at) => acceptance[at]!),
      n_steps: table(chains, draws, (at) => steps[at % draws]!),
      step_size: table(chains, draws, () => stepSize),
    },
    attrs: { inference_library: 'ELBO Lab', sampler: way.sampler, training_step: step },
  }
}

export const chainsJson = (way: ChainsWay, ways: Pick<PosteriorWays, 'step'>): string =>
  `${JSON.stringify(inferenceData(way, ways))}\n`
