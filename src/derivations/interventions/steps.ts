/** Interventions: the noise of the score function alone, put where one wants it, with the mean left as it is. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const interventions = derivation({
  id: 'interventions',
  steps: [
    {
      id: 'noise',
      formula: raw`n = \frac{\term{estimator-score}{\g_{\mathrm{sf}}}-\term{estimator-score}{\g_{\mathrm{sf}}'}}{\sqrt2}: \qquad \E[n] = \frac{g-g}{\sqrt2} = 0`,
    },
    {
      id: 'noise-variance',
      formula: raw`\Var[n] = \frac{\Var[\g_{\mathrm{sf}}]+\Var[\g_{\mathrm{sf}}']}{2} = \term{var-score}{V_{\mathrm{sf}}}`,
    },
    {
      id: 'transplant',
      formula: raw`\begin{aligned}
        \term{estimator-noise-transplant}{\g} &= \term{estimator-reparam}{\g_{\mathrm{rp}}} + n: \\
        \E[\g] &= g, \qquad \Var[\g] = \term{var-reparam}{V_{\mathrm{rp}}}+\term{var-score}{V_{\mathrm{sf}}}
      \end{aligned}`,
    },
    {
      id: 'dial',
      formula: raw`\begin{aligned}
        \term{estimator-noise-dial}{\g_d} &= \frac1{16}\sum_{l=1}^{16}\term{estimator-reparam}{\g_{\mathrm{rp}}(z_l)} + d\,n: \\
        \E[\g_d] &= g, \qquad \Var[\g_d] = \frac{V_{\mathrm{rp}}}{16}+d^2\,V_{\mathrm{sf}}
      \end{aligned}`,
    },
    {
      id: 'as-loud',
      formula: raw`\Var[\g_d] = V_{\mathrm{rp}} \quad\Longleftrightarrow\quad d = \sqrt{\frac{15}{16}\cdot\frac{V_{\mathrm{rp}}}{V_{\mathrm{sf}}}}`,
    },
  ],
  code: [
    { file: 'src/estimators/score-noise.ts', symbol: 'scoreNoise' },
    { file: 'src/estimators/noise-transplant/estimate.ts', symbol: 'noiseTransplant' },
    { file: 'src/estimators/noise-dial/estimate.ts', symbol: 'noiseDial' },
  ],
  answer: 2,
  words: { en, 'zh-CN': zhCN },
})
