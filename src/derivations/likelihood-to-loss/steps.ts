/** Bernoulli pixels give binary cross-entropy, Gaussian ones squared error with constants, and what these do to beta. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const likelihoodToLoss = derivation({
  id: 'likelihood-to-loss',
  steps: [
    {
      id: 'bernoulli',
      formula: raw`p_\theta(x_j|z) = \pi_j^{x_j}\,(1-\pi_j)^{1-x_j}, \qquad x_j\in\{0,1\}`,
    },
    {
      id: 'cross-entropy',
      formula: raw`\term{recon}{\log\lik} = \sum_{j}\bigl[x_j\log\pi_j + (1-x_j)\log(1-\pi_j)\bigr]`,
    },
    {
      id: 'logit',
      formula: raw`\pi_j = \frac{1}{1+e^{-\ell_j}}, \qquad \log\pi_j = \ell_j + \log(1-\pi_j)`,
    },
    {
      id: 'softplus',
      formula: raw`\begin{aligned}
        &\log\lik = \sum_{j}\bigl[x_j\,\ell_j - \log(1+e^{\ell_j})\bigr] \\
        &\quad = \sum_{j}\bigl[x_j\,\ell_j - \max(\ell_j,0) - \log(1+e^{-|\ell_j|})\bigr]
      \end{aligned}`,
    },
    {
      id: 'bernoulli-slope',
      formula: raw`\frac{\partial\log\lik}{\partial\ell_j} = x_j - \pi_j`,
    },
    {
      id: 'grey',
      formula: raw`\begin{aligned}
        &\E_{t}\bigl[\log p_\theta(t|z)\bigr], \quad t_j\sim\operatorname{Bernoulli}(x_j) \\
        &\quad = \sum_{j}\bigl[x_j\log\pi_j + (1-x_j)\log(1-\pi_j)\bigr]
      \end{aligned}`,
    },
    {
      id: 'grey-bound',
      formula: raw`\begin{aligned}
        \E_{t}\bigl[\log p_\theta(t)\bigr] \ge{}& \Eq\,\E_{t}\bigl[\log p_\theta(t|z)\bigr] \\
        &- \term{kl}{\KL{\q}{\prior}}
      \end{aligned}`,
    },
    {
      id: 'grey-ceiling',
      formula: raw`\begin{aligned}
        \max_{\pi_j}\;& \bigl[x_j\log\pi_j + (1-x_j)\log(1-\pi_j)\bigr] \\
        &= x_j\log x_j + (1-x_j)\log(1-x_j) \le 0
      \end{aligned}`,
    },
    {
      id: 'gaussian',
      formula: raw`p_\theta(x_j|z) = \frac{1}{\sigx\sqrt{2\pi}}\,e^{-(x_j-m_j)^2/(2\sigx^2)}`,
    },
    {
      id: 'squared-error',
      formula: raw`\term{recon}{\log\lik} = -\frac{1}{2\sigx^2}\sum_{j}(x_j-m_j)^2 - 784\,\log\bigl(\sigx\sqrt{2\pi}\bigr)`,
    },
    {
      id: 'gaussian-slope',
      formula: raw`\frac{\partial\log\lik}{\partial m_j} = \frac{x_j-m_j}{\sigx^2}`,
    },
    {
      id: 'constants',
      formula: raw`-784\,\log\bigl(\sigx\sqrt{2\pi}\bigr) = \begin{cases} -720.4 & \sigx = 1 \\ +1084.8 & \sigx = 0.1 \end{cases}`,
    },
    {
      id: 'one-knob',
      formula: raw`\begin{aligned}
        -\mathcal{L}_\beta = \frac{1}{2\sigx^2}\Bigl(&\Eq\Bigl[\textstyle\sum_{j}(x_j-m_j)^2\Bigr] \\
        &+ \underbrace{2\sigx^2\,\term{beta}{\beta}}_{\beta'}\,\KL{\q}{\prior}\Bigr) + c
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/ops/composed/bernoulli.ts',
      symbol: 'bernoulliLogLikelihood',
    },
    {
      file: 'src/ops/gaussian.ts',
      symbol: 'gaussianLogLikelihood',
      terms: { sigma: 'likelihood' },
    },
    {
      file: 'src/model/reference.ts',
      symbol: 'plainLogLikelihood',
      terms: { likelihood: 'likelihood' },
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
