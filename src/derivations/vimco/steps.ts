/** VIMCO: the score function for the importance-weighted bound, with a baseline for each draw made of the others. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const vimcoDerivation = derivation({
  id: 'vimco',
  steps: [
    {
      id: 'two-terms',
      formula: raw`\nabla_\gamma\mathcal{L}_K = \E\Bigl[\hat L\sum_{k=1}^{K}s_k\Bigr] + \E\Bigl[\sum_{k=1}^{K}\tilde w_k\,\nabla_\gamma\log w_k\Bigr]`,
    },
    {
      id: 'second-term',
      formula: raw`\nabla_\gamma\log w_k = -s_k: \qquad \nabla_\gamma\mathcal{L}_K = \E\Bigl[\sum_{k=1}^{K}\bigl(\hat L-\tilde w_k\bigr)s_k\Bigr]`,
    },
    {
      id: 'others',
      formula: raw`\hat L_{-k} = \log\frac1K\Bigl(\sum_{j\ne k}w_j+\exp\Bigl(\frac{1}{K-1}\sum_{j\ne k}\log w_j\Bigr)\Bigr)`,
    },
    {
      id: 'vimco',
      formula: raw`\term{estimator-score}{\g^{\mathrm{vimco}}} = \sum_{k=1}^{K}\bigl(\hat L-\term{baseline}{\hat L_{-k}}-\tilde w_k\bigr)\,s_k`,
    },
    {
      id: 'table',
      formula: raw`\begin{array}{l|rr}
        (\mu,\sigma)=(0.8,\,0.6),\ K=2 & \mu & \log\sigma \\ \hline
        \E[\g] & 0.266187 & 0.217099 \\
        \Var[\g^{\mathrm{vimco}}] & 1.153333 & 0.878716 \\
        \Var[\g^{\mathrm{path}}] & 0.960965 & 0.790415
      \end{array}`,
    },
  ],
  code: [{ file: 'src/estimators/vimco/estimate.ts', symbol: 'vimco' }],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
