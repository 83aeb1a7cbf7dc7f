/** The problem that the estimators solve: the gradient of an expectation whose distribution moves. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const movingDistribution = derivation({
  id: 'moving-distribution',
  steps: [
    {
      id: 'wanted',
      formula: raw`\nabla_\theta\,\Eq[f_\theta(z)], \qquad \nabla_\phi\,\Eq[f_\theta(z)]`,
    },
    {
      id: 'decoder',
      formula: raw`\nabla_\theta\,\Eq[f_\theta(z)] = \Eq[\nabla_\theta f_\theta(z)]`,
    },
    {
      id: 'through-gamma',
      formula: raw`\nabla_\phi\,\Eq[f(z)] = \left(\frac{\partial\gamma}{\partial\phi}\right)^{\!\top}\nabla_\gamma\,\Eq[f(z)]`,
    },
    {
      id: 'not-a-mean',
      formula: raw`\nabla_\gamma\,\Eq[f(z)] = \int f(z)\,\nabla_\gamma\,\qg\dz`,
    },
    {
      id: 'no-density',
      formula: raw`\int\nabla_\gamma\,\qg\dz = \nabla_\gamma\!\int\!\qg\dz = \nabla_\gamma 1 = 0`,
    },
    {
      id: 'frozen-draw',
      formula: raw`\Eq[\nabla_\gamma f(z)] = 0`,
    },
    {
      id: 'example',
      formula: raw`\begin{aligned}
        \frac{\partial}{\partial\mu}\,\Eq[z^2] &= \frac{\partial}{\partial\mu}\left(\mu^2+\sigma^2\right) = 2\mu \\
        \Eq\left[\frac{\partial}{\partial\mu}\,z^2\right] &= 0
      \end{aligned}`,
    },
    {
      id: 'two-ways',
      formula: raw`\begin{aligned}
        \nabla_\gamma\,\Eq[f] &= \term{estimator-score}{\Eq\bigl[f(z)\,\nabla_\gamma\log\qg\bigr]} \\
        &= \term{estimator-reparam}{\Ee\left[\left(\frac{\partial z}{\partial\gamma}\right)^{\!\top}\nabla_z f\bigl(z(\eps,\gamma)\bigr)\right]}
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/estimators/elbo-gradient.ts',
      symbol: 'elboGradient',
    },
    {
      file: 'src/estimators/step-sums.ts',
      symbol: 'sumStep',
      terms: { logLikelihood: 'recon', kl: 'kl' },
    },
    {
      file: 'src/estimators/registry.ts',
      symbol: 'ESTIMATORS',
      terms: { reparameterized: 'estimator-reparam', scoreFunction: 'estimator-score' },
    },
  ],
  answer: 2,
  words: { en, 'zh-CN': zhCN },
})
