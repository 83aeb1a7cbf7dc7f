/** An autoencoder’s holes. Plain data. */
import type { GuidedExperiment } from '../experiment.ts'

export const autoencoderExperiment: GuidedExperiment = {
  id: 'autoencoder',
  title: { en: 'An autoencoder’s holes', 'zh-CN': '自编码器的空洞' },
  settings: {},
  steps: 400,
  forks: [{ family: 'point' }],
  switches: [],
  views: ['samples.prior'],
  figures: [{ quantity: { kind: 'recon-gap', lane: 2 }, expected: 14, least: 5, most: 40 }],
  answer: 0,
  derivation: 'autoencoder-and-beta',
}
