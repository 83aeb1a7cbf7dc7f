/** The words of the bench of one bit, in English. */
import { unbroken } from '../format.ts'
import { counted, format as f } from './format.ts'

interface Verdict {
  readonly straight: 'wrong-sign' | 'exact' | 'biased'
  readonly reinmax: 'exact' | 'closer' | 'worse' | 'as-far'
}

const STRAIGHT: Readonly<Record<Verdict['straight'], string>> = {
  'wrong-sign': 'Straight-through has the wrong sign here',
  exact: 'Straight-through is exact here',
  biased: 'Straight-through is biased here',
}
const REINMAX: Readonly<Record<Verdict['reinmax'], string>> = {
  exact: 'ReinMax is exact',
  closer: 'ReinMax is closer',
  worse: 'ReinMax is worse',
  'as-far': 'ReinMax is as far off',
}

const KNOTS = ['f(0)', 'f(⅓)', 'f(⅔)', 'f(1)']

export const oneBitText = {
  example: 'Example',
  exampleGaussian: 'Gaussian',
  exampleBit: 'bit',
  presetWrongSign: 'straight-through has the wrong sign',
  presetReinmaxExact: 'ReinMax is exact',
  presetReinmaxWorse: 'ReinMax is worse than straight-through',
  presetLine: 'a line',
  bitRatio: ({ ratio }: { ratio: number }) => unbroken(`${f.fixed(ratio, 2)} ×`),
  bitUnit: 'the gradient: mean of straight-through',
  bitVerdict: ({ straight, reinmax }: Verdict) => `${STRAIGHT[straight]}; ${REINMAX[reinmax]}`,
  bitNoGradient: 'f(0) = f(1), so the exact gradient is 0',
  bitFunction: 'f from 0 to 1',
  bitHandle: ({ knot }: { knot: number }) => KNOTS[knot] ?? 'f',
  bitFunctionCaption:
    'Drag the handles, or move them with the arrow keys. The bit is 0 or 1: the gradient depends on f(0) and f(1) only. The shaded hill is the density of the relaxed bit at temperature τ (scaled).',
  bitTheta: 'θ',
  bitTemperature: 'τ',
  bitChart: 'Chart',
  bitByTheta: 'mean vs θ',
  bitByTemperature: 'bias², variance vs τ',
  bitChartLabel: ({ over }: { over: 'by-theta' | 'by-temperature' }) =>
    over === 'by-theta'
      ? 'Mean of each estimator of one bit vs θ'
      : 'Squared bias and variance of the relaxed estimators of one bit vs temperature',
  bitAxisTheta: 'θ, the probability that the bit is 1',
  bitAxisMean: 'mean of the gradient',
  bitAtTheta: ({ theta }: { theta: number }) => `θ = ${f.fixed(theta, 2)}`,
  bitTemperatureAxis: 'temperature τ',
  bitAxisNoise: 'variance, bias²',
  bitAtTemperature: ({ temperature }: { temperature: number }) => `τ = ${f.short(temperature)}`,
  bitHere: ({ x, over }: { x: number; over: 'by-theta' | 'by-temperature' }) =>
    `${over === 'by-theta' ? 'θ' : 'τ'} = ${f.short(x)}`,
  bitSlope: 'limit of the Gumbel-Softmax variance, a constant over τ',
  bitVarianceOf: ({ name }: { name: string }) => `${name}, variance`,
  bitBiasOf: ({ name }: { name: string }) => `${name}, bias²`,
  bitFlat: 'f has no slope: every estimator that goes through it is 0',
  bitMean: 'mean',
  bitBias: 'bias',
  bitVariance: 'variance',
  bitUnmoved: 'Unbiased: only f(0) and f(1) matter for the mean',
  bitMoved: 'Biased: what f does between its ends moves the mean',
  bitCaption: ({ draws, gradient, baseline }: { draws: number; gradient: string; baseline: string }) =>
    `Gradients of E f(b) with respect to γ = logit θ, where b is 1 with probability θ. Exact values in closed form or by quadrature; below each, the value measured from ${counted(draws, 'draw')} ± its standard error, with the same noise for all estimators. The exact gradient is ${gradient}; the baseline of the score function is ${baseline}. The thin line in the chart over τ falls as 1/τ. ARM is shown here only and cannot train the model.`,
}
