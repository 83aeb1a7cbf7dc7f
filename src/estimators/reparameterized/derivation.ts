/**
 * Where the reparameterized estimator comes from: the change of variables, the gradient through g, why its variance is
 * lower here. Data without TF.js; the words are in derivation.en.ts.
 */
import { derivation } from '../../derivations/derivation.ts'
import { en } from './derivation.en.ts'
import { zhCN } from './derivation.zh-CN.ts'

const { raw } = String

export const reparameterizedDerivation = derivation({
  id: 'reparameterization',
  steps: [
    {
      id: 'path',
      formula: raw`z = z(\eps,\gamma) = \mu + \sigma\odot\eps, \qquad \eps\sim\N(0,I)`,
    },
    {
      id: 'density',
      formula: raw`\begin{aligned}
        \qg &= p(\eps)\left|\det\frac{\partial z}{\partial\eps}\right|^{-1} = \prod_{j=1}^{D}\frac{p(\eps_j)}{\sigma_j} \\
        &= \N\bigl(z;\,\mu,\operatorname{diag}\sigma^2\bigr)
      \end{aligned}`,
    },
    {
      id: 'same-mean',
      formula: raw`\begin{aligned}
        \Eq[f(z)] &= \int f(z)\,\qg\dz \\
        &= \int f\bigl(z(\eps,\gamma)\bigr)\,p(\eps)\deps = \Ee\bigl[f(z(\eps,\gamma))\bigr]
      \end{aligned}`,
    },
    {
      id: 'inside',
      formula: raw`\begin{aligned}
        \nabla_\gamma\,\Ee\bigl[f(z(\eps,\gamma))\bigr] &= \Ee\bigl[\nabla_\gamma f(z(\eps,\gamma))\bigr] \\
        &= \Ee\Bigl[\Bigl(\frac{\partial z}{\partial\gamma}\Bigr)^{\!\top}\nabla_z f(z)\Bigr]
      \end{aligned}`,
    },
    {
      id: 'path-slopes',
      formula: raw`\frac{\partial z_j}{\partial\mu_j} = 1, \qquad \frac{\partial z_j}{\partial\log\sigma_j^2} = \tfrac12\,\sigma_j\eps_j`,
    },
    {
      id: 'estimator',
      formula: raw`\begin{aligned}
        \term{estimator-reparam}{\g_\mu} &= \frac1L\sum_{l=1}^{L}\nabla_z f(z_l) \\
        \term{estimator-reparam}{\g_{\lv}} &= \frac1L\sum_{l=1}^{L}\tfrac12\,\sigma\odot\eps_l\odot\nabla_z f(z_l)
      \end{aligned}`,
    },
    {
      id: 'same-gradient',
      formula: raw`\begin{aligned}
        \Ee\left[f(z)\,\frac{\eps_j}{\sigma_j}\right] &= -\int f(z)\,\frac{\partial\qg}{\partial z_j}\dz \\
        &= \Ee\left[\frac{\partial f}{\partial z_j}\right], \\
        \Ee\left[f(z)\,\tfrac12\left(\eps_j^2-1\right)\right] &= \Ee\left[\tfrac12\,\sigma_j\eps_j\,\frac{\partial f}{\partial z_j}\right]
      \end{aligned}`,
    },
    {
      id: 'linear',
      formula: raw`\begin{gathered}
        f(z) = c + w^\top z: \\
        \term{var-reparam}{\Var\left[\frac{\partial f}{\partial z_j}\right] = 0}, \\
        \term{var-score}{\Var\left[(f-\Eq f)\frac{\eps_j}{\sigma_j}\right] = w_j^2 + \sum_{k=1}^{D}\frac{w_k^2\sigma_k^2}{\sigma_j^2}}
      \end{gathered}`,
    },
    {
      id: 'curvature',
      formula: raw`\term{var-reparam}{\Var\left[\frac{\partial f}{\partial z_j}\right]} \le \sum_{k=1}^{D}\sigma_k^2\,\Eq\left[\left(\frac{\partial^2 f}{\partial z_j\,\partial z_k}\right)^{\!2}\right]`,
    },
    {
      id: 'slope-bound',
      formula: raw`\left|\nabla_z f\right|\le M \;\Rightarrow\; \term{var-reparam}{\tr\Cov[\nabla_z f]}\le M^2`,
    },
    {
      id: 'measured',
      formula: raw`\live{var-score}{V_{\mathrm{sf}}} \,/\, \live{var-reparam}{V_{\mathrm{rp}}} = \live{var-ratio}{\rho}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/reparameterized/estimate.ts',
      symbol: 'reparameterized',
      terms: { z: 'z', kl: 'kl', dz: 'estimator-reparam' },
    },
    {
      file: 'src/families/gaussian/formulas.ts',
      symbol: 'pathwiseGradient',
      terms: { samples: 'samples', dz: 'estimator-reparam', exactKlGradient: 'kl' },
    },
    {
      file: 'src/estimators/reparameterized/reference.ts',
      symbol: 'reparameterizedReference',
    },
    {
      file: 'src/families/gaussian/formulas.ts',
      symbol: 'drawLatents',
      terms: { samples: 'samples', z: 'z' },
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
