/** ReinMax as the trapezoid rule: exact for quadratics, its error, its variance, and where it is worse than straight-through. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const reinmaxDerivation = derivation({
  id: 'reinmax',
  steps: [
    {
      id: 'integral',
      formula: raw`\begin{aligned}
        \frac{\mathrm{d}}{\mathrm{d}\gamma}\Eq[f(z)] &= v\int_0^1 f'(t)\,\mathrm{d}t \\
        &\approx v\,\frac{f'(0)+f'(1)}{2}
      \end{aligned}`,
    },
    {
      id: 'error',
      formula: raw`\begin{aligned}
        &\int_0^1 f'(t)\,\mathrm{d}t - \frac{f'(0)+f'(1)}{2} \\
        &\quad = -\frac{f'''(\xi)}{12}, \qquad 0<\xi<1
      \end{aligned}`,
    },
    {
      id: 'reweighted',
      formula: raw`\begin{aligned}
        &v\,\frac{f'(0)+f'(1)}{2} \\
        &\quad = \Eq\left[\frac{f'(z)}{2}\bigl(z(1-\pi)+(1-z)\pi\bigr)\right]
      \end{aligned}`,
    },
    {
      id: 'reinmax',
      formula: raw`\begin{aligned}
        \g^{\mathrm{rm}} &= \Bigl[2\,J\Bigl(\frac{\pi+z}{2}\Bigr)-\frac12\,J(\pi)\Bigr]\nabla_zf(z), \\
        J(p) &= \operatorname{diag}p-pp^\top
      \end{aligned}`,
    },
    {
      id: 'classes',
      formula: raw`\E\bigl[\g^{\mathrm{rm}}_k\bigr] = \pi_k\sum_j\pi_j\,\frac{\nabla f(e_k)+\nabla f(e_j)}{2}\cdot(e_k-e_j)`,
    },
    {
      id: 'variance',
      formula: raw`\begin{aligned}
        \Var\bigl[\g^{\mathrm{rm}}\bigr] ={}& \frac v4\bigl[(1-\pi)f'(1)^2+\pi f'(0)^2\bigr] \\
        &-\E\bigl[\g^{\mathrm{rm}}\bigr]^2
      \end{aligned}`,
    },
    {
      id: 'table',
      formula: raw`\small \begin{array}{l|rrrr}
        f & (z-0.45)^2 & e^z & z^3 & 2z+5 \\
        \pi & 0.2 & 0.7 & 0.3 & 0.1 \\ \hline
        v\,\Delta & 0.016 & 0.360839 & 0.21 & 0.18 \\
        \E[\g^{\mathrm{st}}] & -0.08 & 0.462587 & 0.189 & 0.18 \\
        \E[\g^{\mathrm{rm}}] & 0.016 & 0.39042 & 0.315 & 0.18 \\
        \Var[\g^{\mathrm{rm}}] & 0.044944 & 0.0007 & 0.231525 & 0.0576
      \end{array}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/reinmax/estimate.ts',
      symbol: 'reinmax',
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
