/** Doubly reparameterized gradients: the score inside the bound, taken along the path; unbiased, and not always better. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const dregDerivation = derivation({
  id: 'dreg',
  steps: [
    {
      id: 'two-ways-in',
      formula: raw`\frac{\mathrm{d}\log w_k}{\mathrm{d}\gamma} = \frac{\partial\log w_k}{\partial z_k}\,\frac{\partial z_k}{\partial\gamma} - s(z_k)`,
    },
    {
      id: 'score-along-path',
      formula: raw`\E\bigl[h(z)\,s(z)\bigr] = \E\left[\frac{\partial h}{\partial z}\,\frac{\partial z}{\partial\gamma}\right]`,
    },
    {
      id: 'share-slope',
      formula: raw`\frac{\partial\tilde w_k}{\partial z_k} = \tilde w_k(1-\tilde w_k)\,\frac{\partial\log w_k}{\partial z_k}`,
    },
    {
      id: 'dreg',
      formula: raw`\term{estimator-dreg}{\g^{\mathrm{dreg}}} = \sum_{k=1}^{K}\tilde w_k^2\,\frac{\partial\log w_k}{\partial z_k}\,\frac{\partial z_k}{\partial\gamma}`,
    },
    {
      id: 'weighted-kl',
      formula: raw`\g^{\mathrm{dreg}}_\beta = \sum_{k=1}^{K}\bigl((1-\beta)\,\tilde w_k+\beta\,\tilde w_k^2\bigr)\,\frac{\partial\log w_k}{\partial z_k}\,\frac{\partial z_k}{\partial\gamma}`,
    },
    {
      id: 'only-dropped',
      formula: raw`\E\Bigl[\sum_{k=1}^{K}\tilde w_k\,\frac{\partial\log w_k}{\partial z_k}\,\frac{\partial z_k}{\partial\gamma}\Bigr] \ne \nabla_\gamma\mathcal{L}_K \qquad (K>1)`,
    },
    {
      id: 'table',
      formula: raw`\small \begin{array}{l|rr|rr}
        K=2 & \Var[\g_\mu] & & \Var[\g_{\log\sigma}] & \\
        q & \mathrm{path} & \mathrm{dreg} & \mathrm{path} & \mathrm{dreg} \\ \hline
        (0.8,\,0.6) & 0.960965 & 0.063211 & 0.790415 & 0.113833 \\
        (1.5,\,0.4) & 0.549803 & 1.540623 & 0.283866 & 1.062649
      \end{array}`,
    },
  ],
  code: [{ file: 'src/estimators/dreg/estimate.ts', symbol: 'dreg' }],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
