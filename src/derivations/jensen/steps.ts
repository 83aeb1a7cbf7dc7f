/** The bound by Jensen's inequality, why the equality says more, and where the inequality is useful. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const jensen = derivation({
  id: 'jensen',
  steps: [
    {
      id: 'importance',
      formula: raw`\begin{aligned}
        \evidence &= \int \frac{\joint}{\q}\,\q\dz \\
        &= \Eq[w], \qquad w = \frac{\joint}{\q}
      \end{aligned}`,
    },
    {
      id: 'tangent',
      formula: raw`\log w \le \log m + \frac{w-m}{m}, \qquad m = \Eq[w]`,
    },
    {
      id: 'jensen',
      formula: raw`\Eq[\log w] \le \log m + \frac{\Eq[w]-m}{m} = \log\Eq[w]`,
    },
    {
      id: 'bound',
      formula: raw`\term{elbo}{\ELBO} = \Eq[\log w] \le \log\Eq[w] = \term{log-evidence}{\log\evidence}`,
    },
    {
      id: 'difference',
      formula: raw`\begin{aligned}
        \log\evidence - \Eq[\log w] &= \Eq\left[\log\frac{\evidence\,\q}{\joint}\right] \\
        &= \live{gap}{\KL{\q}{\post}}
      \end{aligned}`,
    },
    {
      id: 'constant-weights',
      formula: raw`\term{gap}{\KL{\q}{\post}} = 0 \iff w = \evidence`,
    },
    {
      id: 'more-draws',
      formula: raw`\mathcal{L}_K = \E\left[\log\frac1K\sum_{k=1}^{K} w(z_k)\right], \qquad z_k\sim\q`,
    },
    {
      id: 'sandwich',
      formula: raw`\begin{aligned}
        \mathcal{L}_K &\ge \E\left[\frac1K\sum_{k=1}^{K}\log w(z_k)\right] = \term{elbo}{\ELBO} \\
        \mathcal{L}_K &\le \log\E\left[\frac1K\sum_{k=1}^{K}w(z_k)\right] = \term{log-evidence}{\log\evidence}
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/math/exact/draws.ts',
      symbol: 'drawBound',
      terms: { elbo: 'exact-elbo', logLikelihood: 'exact-recon' },
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
