/** Baselines: why they keep the estimator unbiased, the best one, leave-one-out; and when the score function wins. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const baselines = derivation({
  id: 'baselines',
  steps: [
    {
      id: 'unbiased',
      formula: raw`\Eq\bigl[(f(z)-\term{baseline}{b})\,s\bigr] = \Eq[f(z)\,s] - \term{baseline}{b}\,\underbrace{\Eq[s]}_{0}`,
    },
    {
      id: 'parabola',
      formula: raw`\begin{aligned}
        \term{var-score}{V(b)} &= \Var[(f-b)\,s] \\
        &= \Eq[f^2s^2] - 2b\,\Eq[f s^2] + b^2\,\Eq[s^2] - g^2
      \end{aligned}`,
    },
    {
      id: 'best',
      formula: raw`\begin{aligned}
        b^\ast &= \frac{\Eq[f s^2]}{\Eq[s^2]}, \\
        \term{var-score}{V(b)} &= V(b^\ast) + (b-b^\ast)^2\,\Eq[s^2]
      \end{aligned}`,
    },
    {
      id: 'what-remains',
      formula: raw`\begin{array}{l|ll}
        & \mu & \log\sigma \\ \hline
        b^\ast & A_0+3A_2 & A_0+5A_2 \\
        V(b^\ast) & (6A_2^2+2A_1^2)/\sigma^2 & 24A_2^2+10A_1^2 \\
        V(\Eq f) & (10A_2^2+2A_1^2)/\sigma^2 & 56A_2^2+10A_1^2 \\
        \term{var-reparam}{V_{\mathrm{rp}}} & 4A_2^2/\sigma^2 & 8A_2^2+A_1^2
      \end{array}`,
    },
    {
      id: 'moving-average',
      formula: raw`b_2 = \bar f_1, \qquad b_{t+1} = \tfrac45\,b_t + \tfrac15\,\bar f_t`,
    },
    {
      id: 'own-draw',
      formula: raw`\E\left[\Bigl(f(z_l)-\frac1L\sum_{k=1}^{L}f(z_k)\Bigr)s(z_l)\right] = \left(1-\frac1L\right)g`,
    },
    {
      id: 'other-images',
      formula: raw`b_i = \frac{1}{L(B-1)}\sum_{i'\ne i}\sum_{l=1}^{L} f_{i'}\bigl(z_{i'l}\bigr)`,
    },
    {
      id: 'leave-one-out',
      formula: raw`\begin{aligned}
        b_l &= \frac{1}{L-1}\sum_{k\ne l} f(z_k): \\
        \g &= \frac{1}{L-1}\sum_{l=1}^{L}\bigl(f(z_l)-\bar f\bigr)\bigl(s(z_l)-\bar s\bigr)
      \end{aligned}`,
    },
    {
      id: 'leave-one-out-variance',
      formula: raw`\term{var-score}{\Var[\g]} = \frac{V(\Eq f)}{L} + \frac{\Var[f]\,\Var[s]+g^2}{L(L-1)}`,
    },
    {
      id: 'cosine',
      formula: raw`\begin{aligned}
        f(z) &= \cos kz, \qquad \Eq[f] = e^{-k^2\sigma^2/2}\cos k\mu, \\
        g &= \frac{\partial\Eq[f]}{\partial\mu} = -k\,e^{-k^2\sigma^2/2}\sin k\mu
      \end{aligned}`,
    },
    {
      id: 'cosine-variances',
      formula: raw`\begin{aligned}
        \term{var-reparam}{\Var[-k\sin kz]} &= \frac{k^2}{2}\,(1-r_0) - g^2 \\
        \term{var-score}{\Var\left[\cos(kz)\,\frac{\eps}{\sigma}\right]} &= \frac{1+r_2}{2\sigma^2} - g^2 \\
        r_0 = e^{-2k^2\sigma^2}\cos 2k\mu, &\quad r_2 = (1-4k^2\sigma^2)\,r_0
      \end{aligned}`,
    },
    {
      id: 'who-wins',
      formula: raw`\begin{array}{l|ll}
        \mu = \sigma = 1 & \cos z & \cos 5z \\ \hline
        \term{var-reparam}{V_{\mathrm{rp}}} & 0.267674 & 12.5 \\
        \term{var-score}{V_{\mathrm{sf}}} & 0.323993 & 0.5
      \end{array}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/score-function/baselines.ts',
      symbol: 'CENTRES',
      terms: { movingAverage: 'baseline', meanOfOthers: 'baseline' },
    },
    {
      file: 'src/estimators/score-function/estimate.ts',
      symbol: 'signalWeights',
      terms: { baseline: 'baseline', samples: 'samples' },
    },
    {
      file: 'src/math/one-dimension.ts',
      symbol: 'exactMoments',
      terms: { bestBaseline: 'baseline', reparameterized: 'var-reparam', scoreFunction: 'var-score' },
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
