/** The words of all experiments, by id; loaded when the first one is chosen. Plain data. */
import { en as autoencoderEn } from './autoencoder/en.ts'
import { zhCN as autoencoderZh } from './autoencoder/zh-CN.ts'
import { en as biasedEn } from './biased/en.ts'
import { zhCN as biasedZh } from './biased/zh-CN.ts'
import { en as collapseEn } from './collapse/en.ts'
import { zhCN as collapseZh } from './collapse/zh-CN.ts'
import { en as constantEn } from './constant/en.ts'
import { zhCN as constantZh } from './constant/zh-CN.ts'
import { en as crossingEn } from './crossing/en.ts'
import { zhCN as crossingZh } from './crossing/zh-CN.ts'
import { en as eachHalfEn } from './each-half/en.ts'
import { zhCN as eachHalfZh } from './each-half/zh-CN.ts'
import { en as landingEn } from './landing/en.ts'
import { zhCN as landingZh } from './landing/zh-CN.ts'
import { en as moreDrawsEn } from './more-draws/en.ts'
import { zhCN as moreDrawsZh } from './more-draws/zh-CN.ts'
import { en as noiseDialEn } from './noise-dial/en.ts'
import { zhCN as noiseDialZh } from './noise-dial/zh-CN.ts'
import { en as oneSampleEn } from './one-sample/en.ts'
import { zhCN as oneSampleZh } from './one-sample/zh-CN.ts'
import { en as sameMeanEn } from './same-mean/en.ts'
import { zhCN as sameMeanZh } from './same-mean/zh-CN.ts'
import { en as sigmaEn } from './sigma/en.ts'
import { zhCN as sigmaZh } from './sigma/zh-CN.ts'
import { en as signalEn } from './signal/en.ts'
import { zhCN as signalZh } from './signal/zh-CN.ts'
import { en as stillEn } from './still/en.ts'
import { zhCN as stillZh } from './still/zh-CN.ts'
import { en as switchEn } from './switch/en.ts'
import { zhCN as switchZh } from './switch/zh-CN.ts'
import { en as temperatureEn } from './temperature/en.ts'
import { zhCN as temperatureZh } from './temperature/zh-CN.ts'
import type { WordsOfExperiment } from './experiment.ts'

export const EXPERIMENT_WORDS: Readonly<Record<string, WordsOfExperiment>> = {
  landing: { en: landingEn, 'zh-CN': landingZh },
  'noise-dial': { en: noiseDialEn, 'zh-CN': noiseDialZh },
  'same-mean': { en: sameMeanEn, 'zh-CN': sameMeanZh },
  constant: { en: constantEn, 'zh-CN': constantZh },
  'one-sample': { en: oneSampleEn, 'zh-CN': oneSampleZh },
  crossing: { en: crossingEn, 'zh-CN': crossingZh },
  switch: { en: switchEn, 'zh-CN': switchZh },
  still: { en: stillEn, 'zh-CN': stillZh },
  'each-half': { en: eachHalfEn, 'zh-CN': eachHalfZh },
  autoencoder: { en: autoencoderEn, 'zh-CN': autoencoderZh },
  collapse: { en: collapseEn, 'zh-CN': collapseZh },
  sigma: { en: sigmaEn, 'zh-CN': sigmaZh },
  biased: { en: biasedEn, 'zh-CN': biasedZh },
  'more-draws': { en: moreDrawsEn, 'zh-CN': moreDrawsZh },
  signal: { en: signalEn, 'zh-CN': signalZh },
  temperature: { en: temperatureEn, 'zh-CN': temperatureZh },
}
