/** What the page says around the derivations, in English. The derivations themselves are data (src/derivations). */
import type { ChapterId } from '../../../derivations/chapters.ts'
import type { TermId } from '../../../derivations/terms.ts'
import { format as f } from './format.ts'

/** Of what a value was measured, as ui/derivations/values.ts has it. */
type Origin = 'training' | 'test-images' | 'one-image' | 'probe' | 'setting'
type Unit = 'nats' | 'variance' | 'times' | 'number'

const terms: Readonly<Record<TermId, string>> = {
  elbo: 'ELBO',
  recon: 'reconstruction',
  kl: 'KL',
  'kl-sum': 'KL of the test images',
  'kl-mean': 'means',
  'kl-variance': 'variances',
  'kl-log-variance': 'log-variances',
  'kl-constant': 'constant',
  'log-evidence': 'log evidence',
  gap: 'gap',
  'exact-elbo': 'ELBO of the image',
  'exact-recon': 'reconstruction of the image',
  'exact-kl': 'KL of the image',
  'var-score': 'score-function variance',
  'var-reparam': 'reparameterized variance',
  'var-disarm': 'DisARM variance',
  'var-muprop': 'MuProp variance',
  'var-ratio': 'ratio',
  beta: 'β',
  samples: 'samples L',
  lr: 'learning rate',
  latent: 'latents',
  baseline: 'baseline',
  freeze: 'freeze',
  likelihood: 'likelihood',
  'kl-mode': 'KL term',
  'estimator-score': 'score function',
  'estimator-reparam': 'reparameterized',
  'estimator-enumeration': 'enumeration',
  'estimator-disarm': 'DisARM',
  'estimator-muprop': 'MuProp',
  'estimator-gumbel-softmax': 'Gumbel-Softmax',
  'estimator-straight-through': 'straight-through',
  'estimator-st-gumbel-softmax': 'straight-through Gumbel-Softmax',
  'estimator-reinmax': 'ReinMax',
  'estimator-dreg': 'DReG',
  'estimator-vimco': 'VIMCO',
  'estimator-noise-transplant': 'noise transplant',
  'estimator-noise-dial': 'noise dial',
  prior: 'prior',
  posterior: 'posterior',
  z: 'sliders z',
  activity: 'activity',
}

const units: Readonly<Record<Unit, string>> = {
  nats: ' nats per image',
  variance: ' (nats per image)²',
  times: ' times',
  number: '',
}

const origins: Readonly<Record<Origin, (p: { step: number }) => string>> = {
  training: ({ step }) => `training, step ${f.integer(step)}`,
  'test-images': ({ step }) => `mean over random test images at step ${f.integer(step)}`,
  'one-image': ({ step }) => `chosen image, step ${f.integer(step)}`,
  probe: ({ step }) => `measured at step ${f.integer(step)}`,
  setting: () => 'current setting',
}

const notMeasured: Readonly<Record<Origin, string>> = {
  training: 'not measured yet: press Train',
  'test-images': 'not measured yet',
  'one-image':
    'not measured: with two real latents or a code of few states, compute it under “exact posterior” in the latent space',
  probe: 'not measured yet: the variance probe measures it during training',
  setting: 'there is no model yet',
}

const chapters: Readonly<Record<ChapterId, string>> = {
  bound: 'The bound',
  gradient: 'The gradient',
  discrete: 'Discrete codes',
  tighter: 'Tighter bounds',
}

export const derivationsText = {
  derivations: 'Derivations',
  derivationPlace: ({ place, count }: { place: number; count: number }) =>
    `${f.integer(place)} of ${f.integer(count)}`,
  derivationChoice: 'Derivation',
  derivationOption: ({ place, title }: { place: number; title: string }) => `${f.integer(place)}  ${title}`,
  derivationPrevious: 'Previous derivation',
  derivationNext: 'Next derivation',
  derivationPin: 'Pin',
  derivationPinHint: 'A pinned derivation stays; otherwise the derivation follows your actions',
  derivationNow: ({ title }: { title: string }) => `Now: ${title}`,
  derivationNowHint: 'This derivation belongs to your last action',
  derivationStep: ({ place }: { place: number }) => `Step ${f.integer(place)}`,
  derivationCloseSteps: 'Close all steps',
  derivationOpenSteps: 'Open all steps',
  derivationShowAll: 'Show all',
  derivationShowOne: 'Show one',
  derivationPrint: 'Print',
  derivationChapter: ({ chapter }: { chapter: ChapterId }) => chapters[chapter],
  figurePlate:
    'Graphical model: in each of N images, the code z and the decoder’s θ give the image x, which is observed; dashed, the encoder’s φ gives q(z|x)',
  figureBayesPrior: 'prior of b',
  figureBayesPosterior: 'posterior of b',
  listing: 'Program',
  exercise: 'Predict, then try',
  exerciseRight: 'That is the answer.',
  exerciseOther: ({ choice }: { choice: string }) => `The answer is another one: “${choice}”.`,
  derivationWide: 'Wide formula, scrolls sideways',
  derivationTerms: 'Terms of this formula',
  derivationNextIs: ({ title }: { title: string }) => `Next: ${title}`,
  derivationReference: 'Source',
  derivationsLoading: 'The derivations are loading…',
  derivationsFailed: 'The derivations could not be loaded.',
  codeShow: 'Show the code',
  codeHide: 'Hide the code',
  codeShowOf: ({ symbol }: { symbol: string }) => `Show the code of ${symbol}`,
  codeHideOf: ({ symbol }: { symbol: string }) => `Hide the code of ${symbol}`,
  codeOf: ({ symbol, file }: { symbol: string; file: string }) => `${symbol} in ${file}`,
  codeFailed: 'The source could not be loaded.',

  termName: ({ term }: { term: TermId }) => terms[term],
  termTold: ({ value, unit, origin, step }: { value: string; unit: Unit; origin: Origin; step: number }) =>
    `${value}${units[unit]}, ${origins[origin]({ step })}`,
  termRelaxed: 'none: what trains now is a relaxed objective, which is no bound',
  termNotMeasured: ({ origin }: { origin: Origin }) => notMeasured[origin],
  termsStep: ({ step }: { step: number }) => `step ${f.integer(step)}`,
  termsSteps: ({ from, to }: { from: number; to: number }) => `steps ${f.integer(from)}–${f.integer(to)}`,
}
