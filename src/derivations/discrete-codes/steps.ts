/** Why a discrete code has no reparameterization, where the gradient goes, and what the score function makes of it. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const discreteCodes = derivation({
  id: 'discrete-codes',
  steps: [
    {
      id: 'bit',
      formula: raw`z\in\{0,1\},\qquad q_\gamma(z=1) = \pi = \frac{1}{1+e^{-\gamma}}`,
    },
    {
      id: 'step',
      formula: raw`z = \mathbb{1}[u<\pi], \qquad u\sim\mathcal{U}(0,1)`,
    },
    {
      id: 'no-slope',
      formula: raw`\frac{\partial f(z)}{\partial\gamma} = 0 \qquad (u\ne\pi), \qquad \E_u\left[\frac{\partial f(z)}{\partial\gamma}\right] = 0`,
    },
    {
      id: 'gradient',
      formula: raw`\begin{aligned}
        \frac{\mathrm{d}}{\mathrm{d}\gamma}\Eq[f(z)] &= \frac{\mathrm{d}}{\mathrm{d}\gamma}\bigl[\pi f(1)+(1-\pi)f(0)\bigr] \\
        &= v\,\Delta
      \end{aligned}`,
    },
    {
      id: 'jump',
      formula: raw`\frac1h\,\E_u\bigl[f(z_{\gamma+h})-f(z_\gamma)\bigr] = \frac{\pi(\gamma+h)-\pi(\gamma)}{h}\,\Delta`,
    },
    {
      id: 'score',
      formula: raw`s(z) = \frac{\partial\log q_\gamma(z)}{\partial\gamma} = z-\pi, \qquad \Eq[s] = 0`,
    },
    {
      id: 'score-gradient',
      formula: raw`\Eq\bigl[\bigl(f(z)-\term{baseline}{b}\bigr)(z-\pi)\bigr] = v\,\Delta`,
    },
    {
      id: 'variance',
      formula: raw`\begin{aligned}
        &\Var\bigl[(f-b)\,s\bigr] \\
        &\quad = v\,\bigl[(1-\pi)(f(1)-b)+\pi(f(0)-b)\bigr]^2
      \end{aligned}`,
    },
    {
      id: 'other-bits',
      formula: raw`\begin{aligned}
        &f(z) = f_0+\textstyle\sum_k\Delta_kz_k,\quad b = \Eq[f]: \\
        &\tr\Cov[(f-b)\,s] \\
        &\quad = \sum_{j=1}^{D}\Bigl(\Delta_j^2v_j(1-4v_j)+v_j\sum_{k\ne j}\Delta_k^2v_k\Bigr)
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/score-function/estimate.ts',
      symbol: 'scoreFunction',
    },
    {
      file: 'src/estimators/score-function/estimate.ts',
      symbol: 'signalWeights',
      terms: { baseline: 'baseline', samples: 'samples' },
    },
    {
      file: 'src/families/discrete.ts',
      symbol: 'weightedScore',
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
