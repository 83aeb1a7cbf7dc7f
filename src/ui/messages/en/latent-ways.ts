/** The words of the three ways to a posterior, and of the two bumps, in English. */
import { counted, format as f } from './format.ts'

type Way = 'map' | 'metropolis' | 'langevin' | 'hamiltonian' | 'encoder' | 'diagonal' | 'full' | 'moments'
type Rates = Record<'r_hat' | 'ess_bulk' | 'ess_tail' | 'acceptance', number>

const natsText = (value: number) => (Number.isFinite(value) ? f.fixed(value, 3) : '∞')

const wayName = (way: Way): string =>
  ({
    map: 'MAP by gradient ascent',
    metropolis: 'Random-walk Metropolis',
    langevin: 'Langevin (MALA)',
    hamiltonian: 'Hamiltonian Monte Carlo',
    encoder: 'q of the encoder',
    diagonal: 'best diagonal Gaussian',
    full: 'best Gaussian',
    moments: 'Gaussian with p’s moments',
  })[way]

const waysText = {
  answerLabel: 'What is shown of the posterior',
  answer: ({ answer }: { answer: 'bound' | 'ways' | 'bumps' }) =>
    ({ bound: 'log p(x)', ways: 'three ways', bumps: 'two bumps' })[answer],
  waysEmptyTitle: 'Three ways to a posterior',
  waysEmptyText:
    'Its maximum by gradient ascent (MAP), draws by Markov chains (MCMC), and Gaussians by optimisation (variational inference): each compared with the exact p(z|x), with its cost in decodes. Takes some seconds; training continues.',
  waysMeasure: 'Take all three',
  waysName: ({ way }: { way: Way }) => wayName(way),
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
  waysFigureOf: ({ way, figure }: { way: Way; figure: string }) => `${wayName(way)} (${figure})`,
  waysModes: ({ modes, shares }: { modes: number; shares: readonly number[] }) =>
    `The exact posterior has ${f.integer(modes)} modes, with ${shares.map(f.percent).join(', ')} of its mass; the chains begin in each of them in turn.`,
  waysHigher: ({ above }: { above: number }) =>
    `MAP: the ascent from the prior’s mean ended ${f.fixed(above, 3)} nats lower, at another maximum; the path that is drawn begins at the highest point of the quadrature.`,
  waysMissed: ({ list }: { list: string }) =>
    `There is no draw in regions with so much of the posterior’s mass: ${list}. These chains have not found everything, whatever r_hat says.`,
  waysApart: ({ list }: { list: string }) =>
    `r_hat is above 1.01: ${list}. These chains do not agree: where they stay in different modes, the share of draws in each mode is that of the chains that began there, not that of the posterior.`,
  waysOff: ({ list }: { list: string }) =>
    `The mean of the draws is more than 4 standard errors (mcse_mean) from the exact one: ${list}. These chains have not found everything, or not in the right proportion.`,
  waysAside: ({ list }: { list: string }) =>
    `So much of the posterior’s mass lies beyond 4σ of these Gaussians: ${list}. They leave it aside.`,
  waysSmallPrint: ({ pieces, warmup, step }: Record<'pieces' | 'warmup' | 'step', number>) =>
    `In nats, by quadrature. A point has no density: its KL is infinite. For chains: KL between the shares of their draws in ${counted(pieces, 'region')} and the exact ones, a lower bound; “independent” is its mean for as many independent draws. r_hat, ess_bulk and ess_tail as ArviZ defines them, the worse of both latents. The best Gaussians and MAP are the best of several starts (q or the prior’s mean, and what the quadrature knows); all starts and ${counted(warmup, 'warm-up draw')} of each chain are counted in the decodes, the quadrature’s own are not. A gradient counts as one decode. At step ${f.integer(step)}.`,
  waysChains: 'Chains (JSON)',
  waysChainsHint: 'All draws of this sampler, as arviz.from_json reads them',
  waysCsvReverse: 'KL(q ‖ p) (nats)',
  waysCsvForward: 'KL(p ‖ q) (nats)',
  waysCsvMissed: 'mass of p without a draw',
  waysCsvErrors: '|mean − exact mean| / mcse_mean',
  waysCsvBeyond: 'mass of p beyond 4σ',
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
