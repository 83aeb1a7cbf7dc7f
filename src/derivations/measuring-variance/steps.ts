/** How the lab measures variance, its interval, and what the plot does not say. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const measuringVariance = derivation({
  id: 'measuring-variance',
  steps: [
    {
      id: 'quantity',
      formula: raw`V = \tr\Cov_\eps[\g] = \E\left|\g-\E\g\right|^2 = \sum_{k}\Var[\g_k]`,
    },
    {
      id: 'sample-variance',
      formula: raw`S = \frac{1}{R-1}\sum_{r=1}^{R}\left|\g_r-\bar g\right|^2, \qquad \bar g = \frac1R\sum_{r=1}^{R}\g_r`,
    },
    {
      id: 'unbiased',
      formula: raw`\begin{aligned}
        \E\sum_{r}\left|\g_r-\bar g\right|^2 &= \E\sum_{r}\left|\g_r-g\right|^2 - R\,\E\left|\bar g-g\right|^2 \\
        &= R\,V - R\,\frac{V}{R} = (R-1)\,V
      \end{aligned}`,
    },
    {
      id: 'ghost-norm',
      formula: raw`\left\|X^\top\!\Delta\right\|_F^2 = \tr\bigl(\Delta^{\!\top} X X^{\top}\Delta\bigr) = \sum_{i,i'}\langle x_i,x_{i'}\rangle\langle\delta_i,\delta_{i'}\rangle`,
    },
    {
      id: 'delete-one',
      formula: raw`S_{(-r)} = \frac{1}{R-2}\left[(R-1)\,S - \frac{R}{R-1}\left|\g_r-\bar g\right|^2\right]`,
    },
    {
      id: 'jackknife',
      formula: raw`\widehat{\mathrm{se}}^2 = \frac{R-1}{R}\sum_{r=1}^{R}\Bigl(\log S_{(-r)}-\overline{\log S_{(-\cdot)}}\Bigr)^{2}`,
    },
    {
      id: 'interval',
      formula: raw`S\,e^{-t\,\widehat{\mathrm{se}}}\ \ldots\ S\,e^{+t\,\widehat{\mathrm{se}}}, \qquad t = t_{R-1,\,0.975}`,
    },
    {
      id: 'ratio',
      formula: raw`\log\live{var-ratio}{\rho} = \log\live{var-score}{S_{\mathrm{sf}}} - \log\live{var-reparam}{S_{\mathrm{rp}}}`,
    },
    {
      id: 'signal',
      formula: raw`\E\left|\bar g\right|^2 = |g|^2 + \frac{V}{R} \quad\Rightarrow\quad \widehat{|g|^2} = \left|\bar g\right|^2 - \frac{S}{R}`,
    },
    {
      id: 'which-images',
      formula: raw`\tr\Cov[\g] = \E_x\bigl[\tr\Cov_\eps[\g]\bigr] + \tr\Cov_x\bigl[\E_\eps[\g]\bigr]`,
    },
    {
      id: 'one-step',
      formula: raw`\begin{aligned}
        \E\bigl[J(\phi-\eta\,\g)\bigr] \approx{}& J(\phi) - \live{lr}{\eta}\,|g|^2 \\
        &+ \frac{\eta^2}{2}\left(g^\top\! H g + \tr\bigl(H\Cov[\g]\bigr)\right)
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/variance/probe.ts',
      symbol: 'measureVariance',
    },
    {
      file: 'src/variance/ghost-norm.ts',
      symbol: 'layerNorms',
    },
    {
      file: 'src/math/jackknife.ts',
      symbol: 'varianceInterval',
    },
    {
      file: 'src/math/jackknife.ts',
      symbol: 'leaveOneOutLogVariances',
    },
    {
      file: 'src/math/jackknife.ts',
      symbol: 'varianceRatioInterval',
      terms: { above: 'var-score', below: 'var-reparam' },
    },
    {
      file: 'src/math/signal.ts',
      symbol: 'squaredMeanInterval',
    },
    {
      file: 'src/math/signal.ts',
      symbol: 'noiseToSignalInterval',
    },
    {
      file: 'src/engine/probe-report.ts',
      symbol: 'summarise',
      terms: { ratio: 'var-ratio' },
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
