/** The importance-weighted bound: why it tightens with K, its pathwise gradient, and the signal-to-noise of it. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const importanceWeighting = derivation({
  id: 'importance-weighting',
  steps: [
    {
      id: 'bound',
      formula: raw`\begin{aligned}
        \mathcal{L}_K &= \E\Bigl[\log\frac1K\sum_{k=1}^{K}w_k\Bigr], \\
        w_k &= \frac{p_\theta(x,z_k)}{q(z_k)}, \qquad z_k\sim q
      \end{aligned}`,
    },
    {
      id: 'leave-one-out',
      formula: raw`\frac{1}{K+1}\sum_{k=1}^{K+1}w_k = \frac{1}{K+1}\sum_{j=1}^{K+1}\Bigl[\frac1K\sum_{k\ne j}w_k\Bigr]`,
    },
    {
      id: 'tightens',
      formula: raw`\mathcal{L}_K \le \mathcal{L}_{K+1} \le \term{log-evidence}{\log\evidence}`,
    },
    {
      id: 'gradient',
      formula: raw`\begin{aligned}
        \nabla_\gamma\mathcal{L}_K &= \E\Bigl[\sum_{k=1}^{K}\tilde w_k\,\frac{\mathrm{d}\log w_k}{\mathrm{d}\gamma}\Bigr], \\
        \tilde w_k &= \frac{w_k}{\sum_jw_j}
      \end{aligned}`,
    },
    {
      id: 'figures',
      formula: raw`\begin{array}{l|rrr}
        K & 1 & 2 & 3 \\ \hline
        \mathcal{L}_K & -2.329764 & -2.306695 & -2.296392 \\
        \E[\g_\mu] & 0.4 & 0.266187 & 0.203953 \\
        \Var[\g_\mu] & 1.44 & 0.960965 & 0.741032 \\ \hline
        |\E|/\sqrt{\Var} & 0.333 & 0.272 & 0.237
      \end{array}`,
    },
  ],
  code: [
    { file: 'src/objectives/importance-weighted/objective.ts', symbol: 'importanceWeighted' },
    { file: 'src/estimators/reparameterized/estimate.ts', symbol: 'reparameterized' },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
