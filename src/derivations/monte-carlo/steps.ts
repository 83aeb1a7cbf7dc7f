/** Monte Carlo with L samples, and why L = 1 is nearly optimal in a minibatch. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const monteCarlo = derivation({
  id: 'monte-carlo',
  steps: [
    {
      id: 'average',
      formula: raw`\g_L = \frac1L\sum_{l=1}^{L} h(z_l), \qquad z_l\sim\q, \qquad \live{samples}{L}`,
    },
    {
      id: 'unbiased',
      formula: raw`\E[\g_L] = \frac1L\sum_{l=1}^{L}\Eq[h(z)] = \Eq[h(z)]`,
    },
    {
      id: 'variance',
      formula: raw`\tr\Cov[\g_L] = \frac{1}{L^2}\sum_{l=1}^{L}\tr\Cov[h(z_l)] = \frac{v}{L}`,
    },
    {
      id: 'minibatch',
      formula: raw`\g = \frac1B\sum_{i=1}^{B}\g_L\bigl(x^{(i)}\bigr)`,
    },
    {
      id: 'two-sources',
      formula: raw`\begin{aligned}
        \tr\Cov\bigl[\g_L(x)\bigr] ={}& \underbrace{\tr\Cov_x\bigl[\E_\eps[\g_L(x)]\bigr]}_{v_x} \\
        &+ \underbrace{\E_x\bigl[\tr\Cov_\eps[\g_L(x)]\bigr]}_{v_\eps/L}
      \end{aligned}`,
    },
    {
      id: 'together',
      formula: raw`V = \tr\Cov[\g] = \frac1B\left(v_x + \frac{v_\eps}{\term{samples}{L}}\right)`,
    },
    {
      id: 'budget',
      formula: raw`V = \frac1P\left(L\,v_x + v_\eps\right), \qquad P = BL`,
    },
    {
      id: 'cost',
      formula: raw`\begin{aligned}
        T\cdot V &= \left(c_e+L\,c_d\right)\left(v_x+\frac{v_\eps}{L}\right) \\
        &= c_e v_x + c_d v_\eps + L\,c_d v_x + \frac{c_e v_\eps}{L}
      \end{aligned}`,
    },
    {
      id: 'best-l',
      formula: raw`L^\ast = \sqrt{\frac{c_e}{c_d}\cdot\frac{v_\eps}{v_x}}`,
    },
    {
      id: 'flat-minimum',
      formula: raw`\frac{(T\cdot V)_{L=1}}{(T\cdot V)_{L=L^\ast}} = \frac{2\,(1+r)}{\left(1+\sqrt r\right)^2} < 2`,
    },
    {
      id: 'measured',
      formula: raw`\frac{v_\eps}{BL}:\quad \live{var-reparam}{V_{\mathrm{rp}}}, \quad \live{var-score}{V_{\mathrm{sf}}}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/step-sums.ts',
      symbol: 'sumStep',
      terms: { samples: 'samples' },
    },
    {
      file: 'src/ops/rows.ts',
      symbol: 'sumOverSamples',
      terms: { samples: 'samples' },
    },
    {
      file: 'src/engine/training.ts',
      symbol: 'createTraining',
      terms: { lr: 'lr', freeze: 'freeze' },
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
