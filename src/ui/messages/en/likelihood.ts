/** The words of the estimate of log p(x), in English. */
import type { MeasuredOn } from '../../../protocol/likelihood.ts'
import { counted, format as f } from './format.ts'
import { datasetName } from './settings.ts'

export interface QuotedLikelihood extends MeasuredOn {
  readonly value: number
  readonly error: number
  readonly draws: number
  readonly images: number
  readonly step: number
}

function measuredOn({ dataset, targets, likelihood, sigma }: MeasuredOn): string {
  const values = { grey: 'grey values', binarized: 'binarized' }[targets]
  if (likelihood === 'gaussian')
    return `${datasetName(dataset)}, ${values}, Gaussian likelihood with σ = ${f.short(sigma)}`
  return `${datasetName(dataset)}, ${values}${targets === 'grey' ? ' as probabilities' : ''}`
}

export const likelihoodText = {
  likelihoodEmptyTitle: 'How far is the ELBO below log p(x)?',
  likelihoodEmptyText:
    'Draws 5,000 codes of q for each test image and weights them. The bound of K draws together rises from the ELBO (K\u00a0=\u00a01) towards log p(x). Training continues.',
  againstKMeasure: ({ images }: { images: number }) => `Measure on ${counted(images, 'test image')}`,
  againstKImages: 'Test images',
  likelihoodLabel: 'The importance-weighted bound against the number of draws K',
  againstKWeighing: ({ done, total }: { done: number; total: number }) =>
    total > 0 ? `${f.percent(done / total)} of ${counted(total, 'draw')}` : 'starting…',
  againstKProgress: 'Estimate of log p(x)',
  axisK: 'draws together, K',
  kValue: ({ k }: { k: number }) => `K = ${f.integer(k)}`,
  boundName: 'bound of K draws',
  evidenceName: 'exact log p(x)',
  columnBound: 'nats per image',
  columnGain: 'above the ELBO',
  columnBelow: 'below log p(x)',
  boundAndNoise: ({ value, error }: { value: number; error: number }) =>
    `${f.fixed(value, 3)} ± ${f.fixed(error, 3)}`,
  likelihoodQuote: ({
    value,
    error,
    draws,
    images,
    step,
    dataset,
    targets,
    likelihood,
    sigma,
  }: QuotedLikelihood) =>
    `NLL ${f.fixed(-value, 1)} ± ${f.fixed(error, 1)} nats per image (${measuredOn({ dataset, targets, likelihood, sigma })}; importance sampling, ${counted(draws, 'draw')} per image; ${counted(images, 'test image')}, standard error; step ${f.integer(step)})`,
  likelihoodCaution: ({ kind }: { kind: 'grey' | 'density' }) =>
    ({
      grey: 'Of grey values the Bernoulli log-likelihood is a negative cross-entropy, not the log-probability of an image: this NLL cannot be compared with published ones of binarized images.',
      density:
        'The Gaussian likelihood is a density over pixel values from 0 to 1: this NLL depends on that unit and on σ, may be negative, and cannot be compared with one of binary images.',
    })[kind],
  likelihoodExact: ({ value, difference, error }: { value: number; difference: number; error: number }) =>
    `Dashed: exact for the same images, log p(x) = ${f.fixed(value, 3)}; the estimate differs by ${f.fixed(difference, 3)} ± ${f.fixed(error, 3)}.`,
  likelihoodDefensive: ({
    value,
    noise,
    beyond,
    images,
    wide,
    wider,
  }: Record<'value' | 'noise' | 'beyond' | 'images' | 'wide' | 'wider', number>) =>
    `Ring: a defensive mixture (as many draws, half from q, the rest from q widened by the factors ${f.short(wide)} and ${f.short(wider)}): log p(x) = ${f.fixed(value, 3)} ± ${f.fixed(noise, 3)}${beyond > 0 ? `, with k̂ above its limit for ${f.integer(beyond)} of ${counted(images, 'image')}` : ''}. Where q is narrower than the posterior this is the better estimate.`,
  likelihoodDraws: ({ median, least, draws }: Record<'median' | 'least' | 'draws', number>) =>
    `Effective sample size: median ${f.short(median)}, least ${f.short(least)} of ${counted(draws, 'draw')}.`,
  likelihoodNoExact: ({ why }: { why: string }) => `No exact value beside it: ${why}`,
  likelihoodShape: ({ median, most, limit }: Record<'median' | 'most' | 'limit', number>) =>
    `Pareto k̂ of the weights: median ${f.fixed(median, 2)}, largest ${f.fixed(most, 2)}; reliable up to ${f.fixed(limit, 2)}.`,
  likelihoodTail: ({ beyond, images }: { beyond: number; images: number }) =>
    `For ${f.integer(beyond)} of ${counted(images, 'image')} k̂ is above that: q is narrower than the posterior there, and the draws with the largest weights are missing. The estimate is probably too low, by more than its error says, and more draws help little.`,
  likelihoodFew: ({ few, images }: { few: number; images: number }) =>
    `For ${f.integer(few)} of ${counted(images, 'image')} fewer than 10 draws count: there the estimate is too low, by an amount that is not known, and its error too small.`,
  likelihoodCaption:
    'Bars are 95% intervals, ± is one standard error, both from the draws alone: other images would move all points together. Each bound is below log p(x) in expectation; the draws can put it above.',
  likelihoodDataHeader: 'data set',
  likelihoodTargetsHeader: 'targets',
  likelihoodLikelihoodHeader: 'likelihood',
  likelihoodBoundHeader: 'L_K (nats per image)',
  likelihoodErrorHeader: 'standard error over images',
  likelihoodNoiseHeader: 'standard error from the draws',
  likelihoodDefensiveHeader: 'log p(x), defensive mixture',
  likelihoodDefensiveNoiseHeader: 'its standard error from the draws',
  likelihoodLowerHeader: 'lower end (draws)',
  likelihoodUpperHeader: 'upper end (draws)',
}
