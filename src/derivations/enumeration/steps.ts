/** Exact by enumeration: all states once a batch, the exact gradient, log evidence and posterior; and why that ends at 2^12. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const enumerationDerivation = derivation({
  id: 'enumeration',
  steps: [
    {
      id: 'sum',
      formula: raw`\Eq[f] = \sum_{s} q_\gamma(s)\,f(s), \qquad q_\gamma(s) = \prod_{j=1}^{D} q_{\gamma_j}(s_j)`,
    },
    {
      id: 'gradient',
      formula: raw`\begin{aligned}
        &\nabla_\gamma\,\Eq[f] \\
        &\quad = \sum_{s} q_\gamma(s)\bigl(f(s)-\Eq[f]\bigr)\,\nabla_\gamma\log q_\gamma(s)
      \end{aligned}`,
    },
    {
      id: 'evidence',
      formula: raw`\term{log-evidence}{\log\evidence} = \log\sum_{s} p(s)\,p_\theta(x|s)`,
    },
    {
      id: 'posterior',
      formula: raw`\begin{aligned}
        p_\theta(s|x) &= \frac{p(s)\,p_\theta(x|s)}{\evidence}, \\
        \log\evidence-\term{elbo}{\ELBO} &= \sum_s q(s)\log\frac{q(s)}{p_\theta(s|x)}
      \end{aligned}`,
    },
    {
      id: 'example',
      formula: raw`\begin{array}{l|r}
        \log\evidence & -1.379805 \\
        \ELBO & -1.485501 \\
        \Eq[\log\lik] & -1.344257 \\
        \KL{q}{p} & 0.141244 \\
        \KL{q}{\post} & 0.105696
      \end{array}`,
    },
    {
      id: 'shared',
      formula: raw`\log p_\theta\bigl(x^{(i)}|s\bigr) = \bigl(X O^\top\bigr)_{is}-\sum_{j}\log\bigl(1+e^{o_{sj}}\bigr)`,
    },
    {
      id: 'decoder',
      formula: raw`\begin{aligned}
        &\frac{\partial}{\partial o_s}\sum_{i}\E_{q_i}\bigl[\log p_\theta(x^{(i)}|s)\bigr] \\
        &\quad = \sum_iq_i(s)\,x^{(i)} - \Bigl(\sum_iq_i(s)\Bigr)\sigma(o_s)
      \end{aligned}`,
    },
    {
      id: 'count',
      formula: raw`\begin{aligned}
        2^8 = 4^4 &= 256 = 2\cdot128 \\
        2^{12} = 4^6 &= 4096 = 32\cdot128 \\
        2^{20} &= 1\,048\,576 = 8192\cdot128
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/enumeration/estimate.ts',
      symbol: 'enumeration',
    },
    {
      file: 'src/families/discrete.ts',
      symbol: 'statesOf',
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
