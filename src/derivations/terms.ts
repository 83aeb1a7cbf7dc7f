/**
 * The terms of the formulas that are linked with the page: in which colour, and with which of its places. Plain data;
 * how a term's present value is read is ui/derivations/values.ts, its name is the catalog's (`termName`).
 */
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'

const FIXED_PLACES = [
  // Curves, with their entries in the legends.
  'curve:elbo',
  'curve:recon',
  'curve:kl',
  // Numbers.
  'figure:ratio',
  // Controls.
  'setting:beta',
  'setting:samples',
  'setting:baseline',
  'setting:kl',
  'setting:lr',
  'setting:freeze',
  'setting:latent',
  'setting:likelihood',
  // Views, by their tabs, and what they show.
  'samples:prior',
  'latent:map',
  'latent:units',
  'latent:posterior',
  'latent:sliders',
] as const
/** An estimator's curves with their entries in the legends, and its control. */
type EstimatorPlace = `${'curve' | 'estimator'}:${EstimatorId}`

/** What of the page can be lit up; an element says which place it is by `data-place` (ui/spotlight.ts). */
export type Place = (typeof FIXED_PLACES)[number] | EstimatorPlace
export const PLACES: readonly Place[] = [
  ...FIXED_PLACES,
  ...ESTIMATOR_METAS.flatMap(({ id }) => [`curve:${id}`, `estimator:${id}`] as const),
]

/** What it has the colour of. */
export type TermColour = 'ink' | 'elbo' | 'recon' | 'kl' | EstimatorId

export interface Term {
  readonly colour: TermColour
  readonly places: readonly Place[]
  /** Whether it has a value that can be shown under a brace: `\live{id}{...}` is for these alone. */
  readonly live: boolean
}

const term = (colour: TermColour, places: readonly Place[], live = false): Term => ({ colour, places, live })
const live = (colour: TermColour, ...places: readonly Place[]) => term(colour, places, true)
const linked = (colour: TermColour, ...places: readonly Place[]) => term(colour, places)

/** For discrete codes: its curve and its control. */
const ofEstimator = (id: EstimatorId) => linked(id, `curve:${id}`, `estimator:${id}`)

const KL_PIECE = live('kl', 'curve:kl', 'latent:units')

export const TERMS = {
  /** Of the newest logged training step, in nats per image. */
  elbo: live('elbo', 'curve:elbo'),
  recon: live('recon', 'curve:recon'),
  kl: live('kl', 'curve:kl'),

  /**
   * The pieces of KL(q(z|x) || N(0, I)), each with its sign and its 1/2, summed over the latents, on average over test
   * images; they add up to `kl-sum`, not to `kl`, which is of other images.
   */
  'kl-sum': KL_PIECE,
  'kl-mean': KL_PIECE,
  'kl-variance': KL_PIECE,
  'kl-log-variance': KL_PIECE,
  'kl-constant': KL_PIECE,

  /** Of one test image, by quadrature; two latents. log-evidence = exact-elbo + gap, exact-elbo = exact-recon - exact-kl. */
  'log-evidence': live('ink', 'latent:posterior'),
  gap: live('ink', 'latent:posterior'),
  'exact-elbo': live('elbo', 'latent:posterior'),
  'exact-recon': live('recon', 'latent:posterior'),
  'exact-kl': live('kl', 'latent:posterior'),

  /** Of the newest measurement of the variance probe. */
  'var-score': live('score-function', 'curve:score-function'),
  'var-reparam': live('reparameterized', 'curve:reparameterized'),
  'var-disarm': live('disarm', 'curve:disarm'),
  'var-muprop': live('muprop', 'curve:muprop'),
  'var-ratio': live('score-function', 'figure:ratio'),

  /** What is set, as the engine has it. */
  beta: live('ink', 'setting:beta'),
  samples: live('ink', 'setting:samples'),
  lr: live('ink', 'setting:lr'),
  latent: live('ink', 'setting:latent'),
  baseline: linked('ink', 'setting:baseline'),
  freeze: linked('ink', 'setting:freeze'),
  likelihood: linked('ink', 'setting:likelihood'),
  'kl-mode': linked('ink', 'setting:kl'),
  'estimator-score': linked('score-function', 'estimator:score-function'),
  'estimator-reparam': linked('reparameterized', 'estimator:reparameterized'),
  'estimator-enumeration': ofEstimator('enumeration'),
  'estimator-disarm': ofEstimator('disarm'),
  'estimator-muprop': ofEstimator('muprop'),
  'estimator-gumbel-softmax': ofEstimator('gumbel-softmax'),
  'estimator-straight-through': ofEstimator('straight-through'),
  'estimator-st-gumbel-softmax': ofEstimator('st-gumbel-softmax'),
  'estimator-reinmax': ofEstimator('reinmax'),
  'estimator-dreg': ofEstimator('dreg'),
  'estimator-vimco': ofEstimator('vimco'),
  'estimator-noise-transplant': ofEstimator('noise-transplant'),
  'estimator-noise-dial': ofEstimator('noise-dial'),

  prior: linked('ink', 'samples:prior'),
  posterior: linked('ink', 'latent:map'),
  z: linked('ink', 'latent:sliders'),
  activity: linked('ink', 'latent:units'),
} as const satisfies Readonly<Record<string, Term>>

export type TermId = keyof typeof TERMS
export const TERM_IDS = Object.keys(TERMS) as readonly TermId[]

export const isTermId = (id: string): id is TermId => Object.hasOwn(TERMS, id)
export const termOf = (id: TermId): Term => TERMS[id]

/** The terms that light up with a place. */
export const termsAt = (place: Place): readonly TermId[] =>
  TERM_IDS.filter((id) => termOf(id).places.includes(place))
