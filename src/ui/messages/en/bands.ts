/** The words of the stacked bands of bias and variance, in English. */
import { counted, format as f } from './format.ts'

type BandsOver = 'bands-over-time' | 'bands-by-layer' | 'against-temperature' | 'bands-against-l'

const OVER: Readonly<Record<BandsOver, string>> = {
  'bands-over-time': 'over the steps',
  'bands-by-layer': 'in each layer of the encoder',
  'against-temperature': 'vs temperature',
  'bands-against-l': 'vs samples per image',
}

export const bandsText = {
  bandsOver: 'Bias and variance',
  bandsOverTime: 'over time',
  bandsByLayer: 'by layer',
  bandsByTemperature: 'vs τ',
  bandsByL: 'vs L',
  bandsEstimator: 'Estimator',
  bandsAxis: 'mean squared error of one draw',
  bandsBias: 'bias²',
  bandsShare: 'bias² of the sum',
  bandsLabel: ({ name, bands }: { name: string; bands: BandsOver }) =>
    `Bias squared and variance of ${name} ${OVER[bands]}, stacked`,
  /** `fewest`, `draws`: of one measurement; the newest may have another number than the others. */
  bandsTold: ({ told, points, fewest, draws }: Record<'told' | 'points' | 'fewest' | 'draws', number>) =>
    `The bias can be distinguished from 0 in ${f.integer(told)} of ${counted(points, 'measurement')} of ${fewest < draws ? `${f.integer(fewest)} to ` : ''}${counted(draws, 'draw')}.`,
  bandsCaption:
    'The dark band is bias², the light one above it the variance; whiskers are 95 % intervals. “No signal”: the draws do not distinguish the value from 0, and the dark band is then drawn as 0. More samples per image shrink the light band only.',
  bandsNoBaseline: ({ name }: { name: string }) => `Here the ${name} has no baseline.`,
  bandsEmptyTitle: ({ bands }: { bands: BandsOver }) =>
    bands === 'against-temperature' ? 'What the temperature trades' : 'What more samples cannot remove',
  bandsEmptyText: ({ bands }: { bands: BandsOver }) =>
    bands === 'against-temperature'
      ? 'Measures every estimator at temperatures from 0.1 to 2, at the current weights. This takes between a few seconds and a minute; training continues.'
      : 'Measures every estimator with L = 1, 2, 4, … 32 samples per image at the current weights. This takes between a few seconds and a minute; training continues.',
}
