/** The Gumbel-max trick, proved: the largest of logits plus noise is a draw from softmax. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const gumbelMax = derivation({
  id: 'gumbel-max',
  steps: [
    {
      id: 'gumbel',
      formula: raw`\begin{aligned}
        G &= -\log(-\log u),\qquad u\sim\mathcal{U}(0,1), \\
        &P(G\le g) = e^{-e^{-g}}
      \end{aligned}`,
    },
    {
      id: 'largest',
      formula: raw`k^\ast = \underset{k}{\operatorname{arg\,max}}\;(\gamma_k+G_k), \qquad M = \max_k\,(\gamma_k+G_k)`,
    },
    {
      id: 'others',
      formula: raw`P\bigl(\gamma_j+G_j\le m\ \ \forall j\ne k\bigr) = \prod_{j\ne k}e^{-e^{\gamma_j-m}}`,
    },
    {
      id: 'joint',
      formula: raw`\begin{aligned}
        p(k^\ast=k,\,M=m) &= e^{\gamma_k-m}\,e^{-e^{\gamma_k-m}}\prod_{j\ne k}e^{-e^{\gamma_j-m}} \\
        &= e^{\gamma_k-m}\,e^{-S e^{-m}}
      \end{aligned}`,
    },
    {
      id: 'proof',
      formula: raw`\begin{aligned}
        P(k^\ast=k) &= \int e^{\gamma_k-m}\,e^{-S e^{-m}}\,\mathrm{d}m \\
        &= e^{\gamma_k}\int_0^\infty e^{-St}\,\mathrm{d}t = \frac{e^{\gamma_k}}{S} = \pi_k
      \end{aligned}`,
    },
    {
      id: 'independent',
      formula: raw`p(k^\ast=k,\,M=m) = \pi_k\cdot S e^{-m}\,e^{-S e^{-m}}`,
    },
    {
      id: 'two-classes',
      formula: raw`\begin{aligned}
        G_1-G_0 &\sim \operatorname{Logistic}, \\
        P(G_1-G_0\le x) &= \frac{1}{1+e^{-x}}
      \end{aligned}`,
    },
    {
      id: 'still-a-step',
      formula: raw`\begin{aligned}
        &\frac{\partial k^\ast}{\partial\gamma} = 0 \\
        &\quad (G_i+\gamma_i\ne G_j+\gamma_j)
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/math/discrete-noise.ts',
      symbol: 'gumbel',
    },
    {
      file: 'src/families/categorical/formulas.ts',
      symbol: 'drawClasses',
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
