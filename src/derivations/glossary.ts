/**
 * The words that a newcomer may not know, for the page and the derivations alike: as they stand in texts, and of which setting they
 * are the name. What they mean is said in each language in glossary.en.ts and glossary.zh-CN.ts. Plain data.
 */
import type { InLanguages } from './derivation.ts'

export interface WordData {
  /** How it stands in a text; letter case does not matter. */
  readonly forms: InLanguages<readonly string[]>
  /** The setting that has its name. */
  readonly setting?: string
}

const word = (en: readonly string[], zh: readonly string[], setting?: string): WordData => ({
  forms: { en, 'zh-CN': zh },
  ...(setting !== undefined && { setting }),
})

export const GLOSSARY = {
  elbo: word(['ELBO', 'evidence lower bound'], ['ELBO', '证据下界']),
  nats: word(['nats'], ['nat']),
  'held-out': word(['held-out'], ['留出集']),
  reconstruction: word(['reconstruction'], ['重构项', '重构']),
  kl: word(['KL', 'KL divergence'], ['KL', 'KL 散度']),
  'score-function': word(['score function'], ['得分函数']),
  reparameterization: word(['reparameterized', 'reparameterization'], ['重参数化']),
  variance: word(['variance V', 'tr Cov', 'variance'], ['方差 V', '方差']),
  interval: word(['95 % interval'], ['95% 区间']),
  'squared-bias': word(['bias²'], ['偏差平方']),
  'noise-to-signal': word(['noise / signal'], ['噪声 / 信号']),
  'cost-weighted': word(['V × cost'], ['V × 代价']),
  'between-batches': word(['between batches'], ['批次之间']),
  'latent-space': word(['latent space'], ['潜空间']),
  prior: word(['prior'], ['先验']),
  active: word(['active'], ['活跃']),
  traversal: word(['varies one latent'], ['一个潜变量从']),
  baseline: word([], [], 'baseline'),
  samples: word([], [], 'samples'),
  noise: word([], [], 'noise'),
  'learning-rate': word([], [], 'lr'),
  'kl-term': word([], [], 'kl'),
  posterior: word([], [], 'family'),
  objective: word([], [], 'objective'),
  beta: word([], [], 'beta'),
  temperature: word([], [], 'temperature'),
  annealing: word([], [], 'anneal'),
  probe: word([], [], 'probe'),
  latents: word([], [], 'latent'),
} as const satisfies Readonly<Record<string, WordData>>

export type WordId = keyof typeof GLOSSARY
export const WORD_IDS = Object.keys(GLOSSARY) as readonly WordId[]

export const wordData = (id: WordId): WordData => GLOSSARY[id]

/** A word, and what it means. */
export interface WordText {
  readonly word: string
  readonly text: string
}
