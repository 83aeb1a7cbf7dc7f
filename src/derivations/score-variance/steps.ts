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
        f(z) &= az^2 + bz + c, \qquad z = \mu+\sigma\eps \\
        &= A + B\eps + C\eps^2, \\
        A &= f(\mu),\quad B = \sigma(2a\mu+b),\quad C = a\sigma^2
      \end{aligned}`,
    },
    {
      id: 'moments',
      formula: raw`\Ee\bigl[\eps^2,\,\eps^4,\,\eps^6,\,\eps^8\bigr] = 1,\ 3,\ 15,\ 105`,
    },
    {
      id: 'gradient',
      formula: raw`\begin{aligned}
        \Eq[f] &= A + C, \\
        \frac{\partial\Eq[f]}{\partial\mu} &= \frac{B}{\sigma}, \qquad \frac{\partial\Eq[f]}{\partial\log\sigma} = 2C
      \end{aligned}`,
    },
    {
      id: 'pathwise-mean',
      formula: raw`\term{var-reparam}{\Var\left[f'(z)\right]} = \Var\left[\frac{B+2C\eps}{\sigma}\right] = \frac{4C^2}{\sigma^2}`,
    },
    {
      id: 'pathwise-width',
      formula: raw`\begin{aligned}
        \term{var-reparam}{\Var\left[\sigma\eps f'(z)\right]} &= \Var\left[B\eps+2C\eps^2\right] \\
        &= B^2 + 8C^2
      \end{aligned}`,
    },
    {
      id: 'score-mean-square',
      formula: raw`\Eq\left[f^2\,\frac{\eps^2}{\sigma^2}\right] = \frac{A^2+6AC+15C^2+3B^2}{\sigma^2}`,
    },
    {
      id: 'score-mean',
      formula: raw`\term{var-score}{\Var\left[f\,\frac{\eps}{\sigma}\right]} = \frac{(A+3C)^2+6C^2+2B^2}{\sigma^2}`,
    },
    {
      id: 'width-moments',
      formula: raw`\Ee\bigl[(\eps^2-1)^2\,\{1,\,\eps^2,\,\eps^4\}\bigr] = 2,\ 10,\ 78`,
    },
    {
      id: 'score-width-square',
      formula: raw`\Eq\left[f^2(\eps^2-1)^2\right] = 2A^2+20AC+78C^2+10B^2`,
    },
    {
      id: 'score-width',
      formula: raw`\term{var-score}{\Var\left[f\,(\eps^2-1)\right]} = 2(A+5C)^2+24C^2+10B^2`,
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
        &\quad = \Var[f s] + 2k\,\Eq[f s^2] + k^2\,\Eq[s^2]
      \end{aligned}`,
    },
    {
      id: 'constant-size',
      formula: raw`k^2\,\Eq[s^2] = \frac{k^2}{\sigma^2}\ (\mu), \qquad 2k^2\ (\log\sigma)`,
    },
    {
      id: 'other-latents',
      formula: raw`\begin{aligned}
        &f(z) = \textstyle\sum_{k} f_k(z_k): \\
        &\Eq[f\,s_j] = \Eq[f_j\,s_j] + \underbrace{\Eq\Bigl[\textstyle\sum_{k\ne j}f_k\Bigr]\Eq[s_j]}_{0}
      \end{aligned}`,
    },
    {
      id: 'other-latents-square',
      formula: raw`\begin{aligned}
        &\Eq\Bigl[\Bigl(\textstyle\sum_{k\ne j}f_k\Bigr)^2 s_j^2\Bigr] \\
        &\quad = \left((D-1)^2m^2+(D-1)v\right)\Eq[s_j^2]
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
  words: { en, 'zh-CN': zhCN },
})
