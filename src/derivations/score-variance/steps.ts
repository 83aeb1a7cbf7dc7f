/** Why the score function's variance is large: closed forms for one Gaussian latent, the constant, the growth with D. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const scoreVariance = derivation({
  id: 'score-variance',
  steps: [
    {
      id: 'quadratic',
      formula: raw`\begin{aligned}
        f(z) &= a_2z^2 + a_1z + a_0, \qquad z = \mu+\sigma\eps \\
        &= A_0 + A_1\eps + A_2\eps^2, \\
        A_0 &= f(\mu),\quad A_1 = \sigma(2a_2\mu+a_1),\quad A_2 = a_2\sigma^2
      \end{aligned}`,
    },
    {
      id: 'gradient',
      formula: raw`\begin{aligned}
        \Eq[f] &= A_0 + A_2, \\
        \frac{\partial\Eq[f]}{\partial\mu} &= \frac{A_1}{\sigma}, \qquad \frac{\partial\Eq[f]}{\partial\log\sigma} = 2A_2
      \end{aligned}`,
    },
    {
      id: 'pathwise',
      formula: raw`\begin{aligned}
        \term{var-reparam}{\Var\left[f'(z)\right]} &= \Var\left[\frac{A_1+2A_2\eps}{\sigma}\right] = \frac{4A_2^2}{\sigma^2} \\
        \term{var-reparam}{\Var\left[\sigma\eps f'(z)\right]} &= \Var\left[A_1\eps+2A_2\eps^2\right] = A_1^2 + 8A_2^2
      \end{aligned}`,
    },
    {
      id: 'score-mean',
      formula: raw`\term{var-score}{\Var\left[f\,\frac{\eps}{\sigma}\right]} = \frac{(A_0+3A_2)^2+6A_2^2+2A_1^2}{\sigma^2}`,
    },
    {
      id: 'score-width',
      formula: raw`\term{var-score}{\Var\left[f\,(\eps^2-1)\right]} = 2(A_0+5A_2)^2+24A_2^2+10A_1^2`,
    },
    {
      id: 'golden',
      formula: raw`\begin{array}{l|rr|rr}
        f & \mu & \log\sigma & \mu & \log\sigma \\ \hline
        z^2 & \term{var-reparam}{4} & \term{var-reparam}{12} & \term{var-score}{30} & \term{var-score}{136} \\
        (z+3)^2 & \term{var-reparam}{4} & \term{var-reparam}{72} & \term{var-score}{495} & \term{var-score}{1546}
      \end{array}`,
    },
    {
      id: 'constant',
      formula: raw`\begin{aligned}
        &\term{var-score}{\Var[(f+k)\,s]} \\
        &\quad = \Var[f s] + 2k\,\Eq[f s^2] + k^2\,\Eq[s^2], \\
        &\Eq[s^2] = \frac{1}{\sigma^2}\ (\mu), \quad 2\ (\log\sigma)
      \end{aligned}`,
    },
    {
      id: 'other-latents',
      formula: raw`\begin{aligned}
        &f(z) = \textstyle\sum_{k} f_k(z_k): \\
        &\Eq[f\,s_j] = \Eq[f_j\,s_j] + \underbrace{\Eq\Bigl[\textstyle\sum_{k\ne j}f_k\Bigr]\Eq[s_j]}_{0}
      \end{aligned}`,
    },
    {
      id: 'growth',
      formula: raw`\begin{aligned}
        &\term{var-score}{\tr\Cov[f s]} = D\Bigl(V_1 + 2(D-1)\,m\,\Eq[f_1s_1^2] \\
        &\quad + \left((D-1)^2m^2+(D-1)v\right)\Eq[s_1^2]\Bigr)
      \end{aligned}`,
    },
    {
      id: 'growth-pathwise',
      formula: raw`\term{var-reparam}{\tr\Cov\left[\nabla_z f\right]} = D\,\Var\bigl[f_1'(z_1)\bigr]`,
    },
    {
      id: 'measured',
      formula: raw`\live{var-score}{V_{\mathrm{sf}}} \,/\, \live{var-reparam}{V_{\mathrm{rp}}} = \live{var-ratio}{\rho}`,
    },
  ],
  code: [
    {
      file: 'src/math/one-dimension.ts',
      symbol: 'exactMoments',
      terms: { reparameterized: 'var-reparam', scoreFunction: 'var-score', bestBaseline: 'baseline' },
    },
    {
      file: 'src/math/one-dimension.ts',
      symbol: 'estimatesAt',
      terms: { reparameterized: 'estimator-reparam', scoreFunction: 'estimator-score', baseline: 'baseline' },
    },
    {
      file: 'src/variance/probe.ts',
      symbol: 'measureVariance',
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
