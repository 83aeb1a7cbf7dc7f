/** ReinMax as the trapezoid rule: exact for quadratics, its error, its variance, and where it is worse than straight-through. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const reinmax = derivation({
  id: 'reinmax',
  steps: [
    {
      id: 'integral',
      formula: raw`\frac{\mathrm{d}}{\mathrm{d}\gamma}\Eq[f(z)] = v\int_0^1 f'(t)\,\mathrm{d}t \approx v\,\frac{f'(0)+f'(1)}{2}`,
    },
    {
      id: 'error',
      formula: raw`\int_0^1 f'(t)\,\mathrm{d}t - \frac{f'(0)+f'(1)}{2} = -\frac{f'''(\xi)}{12}, \qquad 0<\xi<1`,
    },
    {
      id: 'reweighted',
      formula: raw`v\,\frac{f'(0)+f'(1)}{2} = \Eq\left[\frac{f'(z)}{2}\bigl(z(1-\pi)+(1-z)\pi\bigr)\right]`,
    },
    {
      id: 'reinmax',
      formula: raw`\g^{\mathrm{rm}} = \Bigl[2\,J\Bigl(\frac{\pi+z}{2}\Bigr)-\frac12\,J(\pi)\Bigr]\nabla_zf(z), \qquad J(p) = \operatorname{diag}p-pp^\top`,
    },
    {
      id: 'classes',
      formula: raw`\E\bigl[\g^{\mathrm{rm}}_k\bigr] = \pi_k\sum_j\pi_j\,\frac{\nabla f(e_k)+\nabla f(e_j)}{2}\cdot(e_k-e_j)`,
    },
    {
      id: 'variance',
      formula: raw`\Var\bigl[\g^{\mathrm{rm}}\bigr] = \frac v4\bigl[(1-\pi)f'(1)^2+\pi f'(0)^2\bigr]-\E\bigl[\g^{\mathrm{rm}}\bigr]^2`,
    },
    {
      id: 'table',
      formula: raw`\begin{array}{l|rrrr}
        & v\,\Delta & \E[\g^{\mathrm{st}}] & \E[\g^{\mathrm{rm}}] & \Var[\g^{\mathrm{rm}}] \\ \hline
        (z-0.45)^2,\ \pi=0.2 & 0.016 & -0.08 & 0.016 & 0.044944 \\
        e^z,\ \pi=0.7 & 0.360839 & 0.462587 & 0.39042 & 0.0007 \\
        z^3,\ \pi=0.3 & 0.21 & 0.189 & 0.315 & 0.231525 \\
        2z+5,\ \pi=0.1 & 0.18 & 0.18 & 0.18 & 0.0576
      \end{array}`,
    },
  ],
  code: [],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
