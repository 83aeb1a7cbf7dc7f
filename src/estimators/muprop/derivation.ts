/**
 * MuProp: the score function with the tangent of f as its baseline; what is left over, its variance, and where the tangent
 * is taken. Data without TF.js; the words are in derivation.en.ts and derivation.zh-CN.ts.
 */
import { derivation } from '../../derivations/derivation.ts'
import { en } from './derivation.en.ts'
import { zhCN } from './derivation.zh-CN.ts'

const { raw } = String

export const mupropDerivation = derivation({
  id: 'muprop',
  steps: [
    {
      id: 'tangent',
      formula: raw`t(z) = f(\pi)+\nabla f(\pi)\cdot(z-\pi), \qquad \pi = \Eq[z]`,
    },
    {
      id: 'known',
      formula: raw`\Eq\bigl[t(z)\,(z-\pi)\bigr] = v\,f'(\pi)`,
    },
    {
      id: 'estimator',
      formula: raw`\begin{aligned}
        \term{estimator-muprop}{\g^{\mathrm{mu}}} &= \bigl(f(z)-t(z)\bigr)(z-\pi)+v\,f'(\pi), \\
        \E\bigl[\g^{\mathrm{mu}}\bigr] &= v\,\Delta
      \end{aligned}`,
    },
    {
      id: 'classes',
      formula: raw`\g^{\mathrm{mu}} = \bigl(f(z)-t(z)\bigr)\,\nabla_{\!\gamma}\log q(z)+J(\pi)\,\nabla f(\pi)`,
    },
    {
      id: 'remainder',
      formula: raw`\begin{aligned}
        &f(z) = c_0+c_1z+c_2z^2: \\
        &f(z)-t(z) = c_2\,(z-\pi)^2
      \end{aligned}`,
    },
    {
      id: 'variance',
      formula: raw`\begin{aligned}
        \term{var-muprop}{\Var\bigl[\g^{\mathrm{mu}}\bigr]} ={}& v\,\bigl[(1-\pi)\,r_f(1)+\pi\,r_f(0)\bigr]^2, \\
        r_f(z) ={}& f(z)-t(z)
      \end{aligned}`,
    },
    {
      id: 'between',
      formula: raw`\begin{aligned}
        &h(0) = h(1) = 0: \\
        &\E\bigl[\g^{\mathrm{mu}}_{f+h}\bigr]-\E\bigl[\g^{\mathrm{mu}}_{f}\bigr] = 0, \\
        &r_{f+h}(z)-r_f(z) = -h(\pi)-h'(\pi)\,(z-\pi)
      \end{aligned}`,
    },
    {
      id: 'table',
      formula: raw`\small \begin{array}{l|rrrr}
        f & (z-0.45)^2 & e^z & z^3 & 2z+5 \\
        \pi & 0.2 & 0.7 & 0.3 & 0.1 \\ \hline
        v\,\Delta & 0.016 & 0.360839 & 0.21 & 0.18 \\
        \Var[\g^{\mathrm{score}}] & 0.012769 & 0.482306 & 0.1029 & 4.1616 \\
        \Var[\g^{\mathrm{mu}}] & 0.043264 & 0.019822 & 0.067037 & 0
      \end{array}`,
    },
    {
      id: 'several-bits',
      formula: raw`f(z) = f_0+\sum_j\Delta_jz_j: \qquad \Var\bigl[\g^{\mathrm{mu}}\bigr] = 0`,
    },
  ],
  code: [
    {
      file: 'src/estimators/muprop/estimate.ts',
      symbol: 'muprop',
    },
    {
      file: 'src/estimators/muprop/reference.ts',
      symbol: 'mupropReference',
    },
  ],
  answer: 2,
  words: { en, 'zh-CN': zhCN },
})
