/** EM and the VAE: the E and the M step, coordinate against joint ascent; how likelihood and prior pull. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const em = derivation({
  id: 'em',
  steps: [
    {
      id: 'free-energy',
      formula: raw`\begin{aligned}
        F(q,\theta) &= \Eq\left[\log\joint\right] + \H[q] \\
        &= \live{log-evidence}{\log\evidence} - \live{gap}{\KL{q}{\post}}
      \end{aligned}`,
    },
    {
      id: 'e-step',
      formula: raw`q_{t+1} = \underset{q}{\operatorname{arg\,max}}\;F(q,\theta_t) = p_{\theta_t}(z|x)`,
    },
    {
      id: 'm-step',
      formula: raw`\begin{aligned}
        \theta_{t+1} &= \underset{\theta}{\operatorname{arg\,max}}\;F(q_{t+1},\theta) \\
        &= \underset{\theta}{\operatorname{arg\,max}}\;\E_{q_{t+1}}\left[\log\lik\right]
      \end{aligned}`,
    },
    {
      id: 'never-down',
      formula: raw`\begin{aligned}
        \log p_{\theta_{t+1}}(x) &\ge F(q_{t+1},\theta_{t+1}) \\
        &\ge F(q_{t+1},\theta_t) = \log p_{\theta_t}(x)
      \end{aligned}`,
    },
    {
      id: 'restricted',
      formula: raw`\begin{aligned}
        \phi_{t+1} &= \underset{\phi}{\operatorname{arg\,max}}\;F(q_\phi,\theta_t) \\
        &= \underset{\phi}{\operatorname{arg\,min}}\;\term{gap}{\KL{q_\phi}{p_{\theta_t}(z|x)}}
      \end{aligned}`,
    },
    {
      id: 'coordinate-ascent',
      formula: raw`\begin{aligned}
        \term{freeze}{\phi_{t+1}} &= \phi_t + \term{lr}{\eta}\,\nabla_\phi F(\phi_t,\theta_t) \\
        \term{freeze}{\theta_{t+1}} &= \theta_t + \term{lr}{\eta}\,\nabla_\theta F(\phi_{t+1},\theta_t)
      \end{aligned}`,
    },
    {
      id: 'joint-ascent',
      formula: raw`\begin{aligned}
        \phi_{t+1} &= \phi_t + \live{lr}{\eta}\,\nabla_\phi F(\phi_t,\theta_t) \\
        \theta_{t+1} &= \theta_t + \term{lr}{\eta}\,\nabla_\theta F(\phi_t,\theta_t)
      \end{aligned}`,
    },
    {
      id: 'first-order',
      formula: raw`\begin{aligned}
        &\nabla_\theta F(\phi_{t+1},\theta_t) - \nabla_\theta F(\phi_t,\theta_t) \\
        &\quad = \term{lr}{\eta}\,\bigl(\partial_\phi\nabla_\theta F\bigr)\nabla_\phi F + O(\eta^2)
      \end{aligned}`,
    },
    {
      id: 'balance-mean',
      formula: raw`\frac{\partial}{\partial\mu_j}\,\term{recon}{\Eq\left[\log\lik\right]} = \term{kl-mean}{\mu_j}`,
    },
    {
      id: 'balance-width',
      formula: raw`\frac{\partial}{\partial\log\sigma_j^2}\,\term{recon}{\Eq\left[\log\lik\right]} = \term{kl-variance}{\tfrac12\sigma_j^2}\;\term{kl-log-variance}{-\,\tfrac12}`,
    },
    {
      id: 'price',
      formula: raw`\frac{\partial}{\partial\log\sigma_j^2}\,\Eq[f(z)] = \tfrac12\,\sigma_j^2\;\Eq\left[\frac{\partial^2 f}{\partial z_j^2}\right]`,
    },
    {
      id: 'precision',
      formula: raw`\frac{1}{\sigma_j^2} = 1 + \kappa_j, \qquad \kappa_j = -\Eq\left[\frac{\partial^2\log\lik}{\partial z_j^2}\right]`,
    },
  ],
  code: [
    {
      file: 'src/engine/moving-half.ts',
      symbol: 'updateMovingHalf',
      terms: { freeze: 'freeze' },
    },
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
      file: 'src/families/gaussian/gamma.ts',
      symbol: 'klGradient',
      terms: { mu: 'kl-mean', logVariance: 'kl-log-variance' },
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
