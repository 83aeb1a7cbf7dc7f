/** Exact by enumeration: all states once a batch, the exact gradient, log evidence and posterior; and why that ends at 2^12. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const enumeration = derivation({
  id: 'enumeration',
  steps: [
    {
      id: 'sum',
      formula: raw`\Eq[f] = \sum_{s} q_\gamma(s)\,f(s), \qquad q_\gamma(s) = \prod_{j=1}^{D} q_{\gamma_j}(s_j)`,
    },
    {
      id: 'gradient',
      formula: raw`\nabla_\gamma\,\Eq[f] = \sum_{s} q_\gamma(s)\bigl(f(s)-\Eq[f]\bigr)\,\nabla_\gamma\log q_\gamma(s)`,
    },
    {
      id: 'evidence',
      formula: raw`\term{log-evidence}{\log\evidence} = \log\sum_{s} p(s)\,p_\theta(x|s)`,
    },
    {
      id: 'posterior',
      formula: raw`p_\theta(s|x) = \frac{p(s)\,p_\theta(x|s)}{\evidence}, \qquad \log\evidence-\term{elbo}{\ELBO} = \sum_s q(s)\log\frac{q(s)}{p_\theta(s|x)}`,
    },
    {
      id: 'example',
      formula: raw`\begin{array}{rrrrr}
        \log\evidence & \ELBO & \Eq[\log\lik] & \mathrm{KL} & \KL{q}{\post} \\ \hline
        -1.379805 & -1.485501 & -1.344257 & 0.141244 & 0.105696
      \end{array}`,
    },
    {
      id: 'shared',
      formula: raw`\log p_\theta\bigl(x^{(i)}|s\bigr) = \bigl(X O^\top\bigr)_{is}-\sum_{j}\log\bigl(1+e^{o_{sj}}\bigr)`,
    },
    {
      id: 'decoder',
      formula: raw`\frac{\partial}{\partial o_s}\sum_{i}\E_{q_i}\bigl[\log p_\theta(x^{(i)}|s)\bigr] = \sum_iq_i(s)\,x^{(i)} - \Bigl(\sum_iq_i(s)\Bigr)\sigma(o_s)`,
    },
    {
      id: 'count',
      formula: raw`2^8 = 4^4 = 256, \qquad 2^{12} = 4096 = 32\cdot128, \qquad 2^{20} = 1\,048\,576 = 8192\cdot128`,
    },
  ],
  code: [],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
