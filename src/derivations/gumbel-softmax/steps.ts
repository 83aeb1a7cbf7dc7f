/** Gumbel-Softmax (Concrete): the soft largest, its temperature, bias and variance in closed form for one bit. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const gumbelSoftmaxDerivation = derivation({
  id: 'gumbel-softmax',
  steps: [
    {
      id: 'soft',
      formula: raw`z_\tau = \operatorname{softmax}\Bigl(\frac{\gamma+G}{\tau}\Bigr); \qquad z_\tau = \sigma\Bigl(\frac{\gamma+\ell}{\tau}\Bigr)`,
    },
    {
      id: 'rounding',
      formula: raw`P\bigl(z_\tau > \tfrac12\bigr) = \pi, \qquad \lim_{\tau\to0}z_\tau = \mathbb{1}[\gamma+\ell>0]`,
    },
    {
      id: 'path',
      formula: raw`\begin{aligned}
        \frac{\partial z_\tau}{\partial\gamma} &= \frac{J(z_\tau)}{\tau}, \qquad J(p) = \operatorname{diag}p-pp^\top; \\
        \frac{\partial z_\tau}{\partial\gamma} &= \frac{z_\tau(1-z_\tau)}{\tau}
      \end{aligned}`,
    },
    {
      id: 'estimator',
      formula: raw`\g_\tau = \frac{z_\tau(1-z_\tau)}{\tau}\,f'(z_\tau), \qquad \E[\g_\tau] = \frac{\mathrm{d}}{\mathrm{d}\gamma}\,\E[f(z_\tau)]`,
    },
    {
      id: 'mean',
      formula: raw`\E[\g_\tau] = \int_0^1 f'(t)\,\rho\bigl(\tau\operatorname{logit}t-\gamma\bigr)\,\mathrm{d}t`,
    },
    {
      id: 'bias',
      formula: raw`\begin{aligned}
        &\E[\g_\tau]-v\,\Delta \\
        &\quad = \tau\,v\,(2\pi-1)\int_0^1 f'(t)\operatorname{logit}t\,\mathrm{d}t + O(\tau^2)
      \end{aligned}`,
    },
    {
      id: 'variance',
      formula: raw`\begin{aligned}
        &\E[\g_\tau^2] \\
        &\quad = \frac1\tau\int_0^1 f'(t)^2\,t(1-t)\,\rho\bigl(\tau\operatorname{logit}t-\gamma\bigr)\,\mathrm{d}t
      \end{aligned}`,
    },
    {
      id: 'table',
      formula: raw`\small \begin{array}{l|rrr|r}
        & \tau=1 & 0.5 & 0.1 & v\,\Delta \\ \hline
        \E[\g_\tau] & -0.023125 & -0.018832 & 0.006552 & 0.016 \\
        \Var[\g_\tau] & 0.003312 & 0.009335 & 0.054399 &
      \end{array}`,
    },
    {
      id: 'relaxed-kl',
      formula: raw`\mathrm{KL}_\tau = a\coth\frac a2-2 \;\ge\; \term{kl}{\mathrm{KL}_{\mathrm{bit}}}, \qquad a = \gamma-\gamma_p`,
    },
  ],
  code: [
    {
      file: 'src/estimators/gumbel-softmax/estimate.ts',
      symbol: 'gumbelSoftmax',
    },
    {
      file: 'src/estimators/simplex.ts',
      symbol: 'throughSimplex',
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
