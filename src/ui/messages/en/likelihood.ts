/** The words of the estimate of log p(x), in English. */
import { counted, format as f } from './format.ts'

export interface QuotedLikelihood {
  readonly value: number
  readonly error: number
  readonly draws: number
  readonly images: number
  readonly step: number
}

export const likelihoodText = {
  againstKTab: 'vs K',
  againstKEmptyTitle: 'How far is the ELBO below log p(x)?',
  againstKEmptyText:
    'Draws 5,000 codes of q for each test image and weighs them. The bound of K draws together rises from the ELBO (K = 1) towards log p(x). Training continues.',
  againstKMeasure: ({ images }: { images: number }) => `Measure on ${counted(images, 'test image')}`,
  againstKImages: 'Test images',
  againstKLabel: 'The importance-weighted bound against the number of draws K',
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
  likelihoodQuote: ({ value, error, draws, images, step }: QuotedLikelihood) =>
    `NLL ${f.fixed(-value, 1)} ± ${f.fixed(error, 1)} nats per image (importance sampling, ${counted(draws, 'draw')} per image; ${counted(images, 'test image')}, standard error; step ${f.integer(step)})`,
  likelihoodExact: ({ value, difference, error }: { value: number; difference: number; error: number }) =>
    `Exact for the same images: log p(x) = ${f.fixed(value, 3)}; the estimate differs by ${f.fixed(difference, 3)} ± ${f.fixed(error, 3)}.`,
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
    'Intervals (95%) are of the draws alone: other images would move all points together. Each is a lower bound of log p(x) in expectation.',
  likelihoodBoundHeader: 'L_K (nats per image)',
  likelihoodErrorHeader: 'standard error over images',
  likelihoodNoiseHeader: 'standard error from the draws',
  likelihoodLowerHeader: 'lower end (draws)',
  likelihoodUpperHeader: 'upper end (draws)',
}
