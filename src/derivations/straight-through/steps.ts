/** Straight-through as what it assumes: its mean, its error, its variance, and a case with the wrong sign. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const straightThroughDerivation = derivation({
  id: 'straight-through',
  steps: [
    {
      id: 'rule',
      formula: raw`z = \mathbb{1}[u<\pi], \qquad \frac{\partial z}{\partial\gamma} := \frac{\partial\pi}{\partial\gamma} = v`,
    },
    {
      id: 'estimator',
      formula: raw`\begin{aligned}
        \g^{\mathrm{st}} &= v\,f'(z); \\
        \g^{\mathrm{st}} &= J(\pi)\,\nabla_z f(z), \qquad J(p) = \operatorname{diag}p-pp^\top
      \end{aligned}`,
    },
    {
      id: 'exact',
      formula: raw`\frac{\mathrm{d}}{\mathrm{d}\gamma}\Eq[f(z)] = v\,\Delta = v\int_0^1 f'(t)\,\mathrm{d}t`,
    },
    {
      id: 'mean',
      formula: raw`\E\bigl[\g^{\mathrm{st}}\bigr] = v\bigl[\pi f'(1)+(1-\pi)f'(0)\bigr]`,
    },
    {
      id: 'assumption',
      formula: raw`\begin{aligned}
        &f(z) = c_0+c_1z+c_2z^2: \\
        &\E\bigl[\g^{\mathrm{st}}\bigr]-v\,\Delta = v\,c_2\,(2\pi-1)
      \end{aligned}`,
    },
    {
      id: 'between',
      formula: raw`\begin{aligned}
        &h(0) = h(1) = 0: \\
        &\E\bigl[\g^{\mathrm{st}}_{f+h}\bigr]-\E\bigl[\g^{\mathrm{st}}_{f}\bigr] = v\bigl[\pi h'(1)+(1-\pi)h'(0)\bigr]
      \end{aligned}`,
    },
    {
      id: 'variance',
      formula: raw`\Var\bigl[\g^{\mathrm{st}}\bigr] = v^3\bigl(f'(1)-f'(0)\bigr)^2`,
    },
    {
      id: 'wrong-sign',
      formula: raw`\small \begin{array}{l|rrrr}
        f & (z-0.45)^2 & e^z & z^3 & 2z+5 \\
        \pi & 0.2 & 0.7 & 0.3 & 0.1 \\ \hline
        v\,\Delta & 0.016 & 0.360839 & 0.21 & 0.18 \\
        \E[\g^{\mathrm{st}}] & -0.08 & 0.462587 & 0.189 & 0.18 \\
        \Var[\g^{\mathrm{st}}] & 0.016384 & 0.027343 & 0.083349 & 0
      \end{array}`,
    },
    {
      id: 'with-gumbel',
      formula: raw`\begin{aligned}
        \E\bigl[\g^{\mathrm{stgs}}\bigr] ={}& f'(1)\int_{1/2}^1\rho\bigl(\tau\operatorname{logit}t-\gamma\bigr)\,\mathrm{d}t \\
        &+ f'(0)\int_0^{1/2}\rho\bigl(\tau\operatorname{logit}t-\gamma\bigr)\,\mathrm{d}t
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/straight-through/estimate.ts',
      symbol: 'straightThrough',
    },
    {
      file: 'src/estimators/st-gumbel-softmax/estimate.ts',
      symbol: 'stGumbelSoftmax',
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
