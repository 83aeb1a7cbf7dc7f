/** The words of the three ways to a posterior, and of the two bumps, in English. */
import { counted } from './format.ts'
import { format as f } from './format.ts'

type Way = 'map' | 'metropolis' | 'langevin' | 'hamiltonian' | 'encoder' | 'diagonal' | 'full' | 'moments'
type Rates = Record<'r_hat' | 'ess_bulk' | 'ess_tail' | 'acceptance', number>

const natsText = (value: number) => (Number.isFinite(value) ? f.fixed(value, 3) : '∞')

const waysText = {
  answerLabel: 'What is shown of the posterior',
  answer: ({ answer }: { answer: 'bound' | 'ways' | 'bumps' }) =>
    ({ bound: 'log p(x)', ways: 'three ways', bumps: 'two bumps' })[answer],
  waysEmptyTitle: 'Three ways to a posterior',
  waysEmptyText:
    'Its maximum by gradient ascent (MAP), draws by Markov chains (MCMC), and Gaussians by optimisation (variational inference): each compared with the exact p(z|x), with its cost in decodes. Takes some seconds; training continues.',
  waysMeasure: 'Take all three',
  waysName: ({ way }: { way: Way }) =>
    ({
      map: 'MAP by gradient ascent',
      metropolis: 'Random-walk Metropolis',
      langevin: 'Langevin (MALA)',
      hamiltonian: 'Hamiltonian Monte Carlo',
      encoder: 'q of the encoder',
      diagonal: 'best diagonal Gaussian',
      full: 'best Gaussian',
      moments: 'Gaussian with p’s moments',
    })[way],
  waysWalkName: 'random walk',
  waysSampler: 'Sampler',
  waysDraws: 'draws of four chains',
  waysWalk: 'Walk',
  waysStop: 'Stop',
  waysShown: 'draws of each chain',
  waysShownCount: ({ shown }: { shown: number }) => f.integer(shown),
  waysPlaneAlt: ({ sampler, shown }: { sampler: string; shown: number }) =>
    `The exact posterior in the plane of z with ${counted(shown, 'draw')} of each of four chains (${sampler}), the path of the ascent to its maximum, and four Gaussians as ellipses of 1σ`,
  waysMarginalAlt: ({ latent }: { latent: number }) =>
    `Histogram of the draws of z${latent}, with the exact density as a line`,
  waysHeader: ({ head }: { head: 'method' | 'decodes' }) => head,
  waysNats: ({ value }: { value: number }) => natsText(value),
  waysIndependent: ({ value }: { value: number }) => `independent: ${f.fixed(value, 3)}`,
  waysDecodes: ({ decodes }: { decodes: number }) => f.integer(decodes),
  waysDiagnostics: ({ r_hat, ess_bulk, ess_tail, acceptance }: Rates) =>
    `acceptance ${f.fixed(acceptance, 2)}, r_hat ${f.fixed(r_hat, 3)}, ess_bulk ${f.integer(ess_bulk)}, ess_tail ${f.integer(ess_tail)}`,
  waysCosts: ({
    amortisation,
    diagonal,
    gaussian,
  }: Record<'amortisation' | 'diagonal' | 'gaussian', number>) =>
    `Amortisation costs ${f.fixed(amortisation, 3)} nats (encoder against the best diagonal Gaussian for this image), the diagonal covariance ${f.fixed(diagonal, 3)}, and the Gaussian family the remaining ${f.fixed(gaussian, 3)}.`,
  waysSmallPrint: ({ pieces, warmup, step }: Record<'pieces' | 'warmup' | 'step', number>) =>
    `In nats, by quadrature. A point has no density: its KL is infinite. For chains: KL between the shares of their draws in ${counted(pieces, 'region')} and the exact ones, a lower bound; “independent” is its mean for as many independent draws. r_hat, ess_bulk and ess_tail as ArviZ defines them, the worse of both latents. Each chain begins with ${counted(warmup, 'warm-up draw')}, counted in the decodes; a gradient counts as one decode. At step ${f.integer(step)}.`,
  waysChains: 'Chains (JSON)',
  waysChainsHint: 'All draws of this sampler, as arviz.from_json reads them',
  waysCsvReverse: 'KL(q ‖ p) (nats)',
  waysCsvForward: 'KL(p ‖ q) (nats)',
  waysCsvIndependent: 'KL of independent draws (nats)',
}

const bumpsText = {
  bumpsText:
    'KL(q ‖ p) punishes a q that puts mass where p has none: it takes one bump. KL(p ‖ q) punishes a q that misses mass of p: it covers both. Drag the bumps together until the first fit jumps to the middle.',
  bumpsFit: ({ divergence }: { divergence: 'reverse' | 'forward' }) =>
    divergence === 'reverse' ? 'least KL(q ‖ p)' : 'least KL(p ‖ q)',
  bumpsMean: 'mean',
  bumpsSd: 'sd',
  bumpsWidth: 'sd of the bumps',
  bumpsPreset: ({ centre }: { centre: number }) => `at ±${f.short(centre)}`,
  bumpsAlt: 'Two bumps, and the Gaussians nearest to them by each divergence',
  bumpsHandle: ({ side }: { side: 'left' | 'right' }) => (side === 'left' ? 'Left bump' : 'Right bump'),
}

export const latentWaysText = { ...waysText, ...bumpsText }
