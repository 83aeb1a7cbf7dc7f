/** Antithetic pairs: ARM, and DisARM as its conditional expectation; variances in closed form. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const disarmDerivation = derivation({
  id: 'disarm',
  steps: [
    {
      id: 'pair',
      formula: raw`z = \mathbb{1}[u>1-\pi], \qquad \tilde z = \mathbb{1}[u<\pi], \qquad u\sim\mathcal{U}(0,1)`,
    },
    {
      id: 'weighted',
      formula: raw`\E_u\bigl[f(\tilde z)\,(1-2u)\bigr] = v\,\Delta`,
    },
    {
      id: 'arm',
      formula: raw`\g^{\mathrm{arm}} = \bigl(f(z)-f(\tilde z)\bigr)\bigl(u-\tfrac12\bigr), \qquad \E\bigl[\g^{\mathrm{arm}}\bigr] = v\,\Delta`,
    },
    {
      id: 'arm-variance',
      formula: raw`\Var\bigl[\g^{\mathrm{arm}}\bigr] = \Delta^2\Bigl[\tfrac23\Bigl(\tfrac18-\bigl|\tfrac12-\pi\bigr|^3\Bigr)-v^2\Bigr]`,
    },
    {
      id: 'condition',
      formula: raw`\E\bigl[u-\tfrac12\,\big|\,z=1,\tilde z=0\bigr] = \frac M2, \qquad M = \frac{1}{1+e^{-|\gamma|}}`,
    },
    {
      id: 'disarm',
      formula: raw`\begin{aligned}
        \term{estimator-disarm}{\g^{\mathrm{disarm}}} &= \E\bigl[\g^{\mathrm{arm}}\,\big|\,z,\tilde z\bigr] \\
        &= \frac{f(z)-f(\tilde z)}{2}\,(-1)^{\tilde z}\,\mathbb{1}[z\ne\tilde z]\,M
      \end{aligned}`,
    },
    {
      id: 'disarm-variance',
      formula: raw`\term{var-disarm}{\Var\bigl[\g^{\mathrm{disarm}}\bigr]} = \Delta^2M^2m\bigl(\tfrac12-m\bigr) \le \Var\bigl[\g^{\mathrm{arm}}\bigr]`,
    },
    {
      id: 'two-draws',
      formula: raw`\begin{aligned}
        \Var\bigl[\g^{\mathrm{disarm}}\bigr] &\le \frac{\Delta^2}{2}\,v\,(1-2v) \\
        &= \Var\bigl[\g^{\mathrm{loo}}_{L=2}\bigr]
      \end{aligned}`,
    },
    {
      id: 'several-bits',
      formula: raw`\begin{array}{l|rrr|r}
        \pi & 0.2 & 0.5 & 0.9 & \textstyle\sum \\
        \Delta & 1 & -2 & 3 & \\ \hline
        L=2 & 0.344 & 0.4925 & 0.4365 & 1.273 \\
        \mathrm{DisARM} & 0.4096 & 0.1375 & 0.4698 & 1.0169
      \end{array}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/disarm/estimate.ts',
      symbol: 'disarm',
    },
    {
      file: 'src/estimators/disarm/reference.ts',
      symbol: 'disarmReference',
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
