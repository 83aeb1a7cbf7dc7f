/** ELBO = E log p(x|z) - KL(q || p(z)): the form that is trained and plotted. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const elboTerms = derivation({
  id: 'elbo-terms',
  steps: [
    {
      id: 'definition',
      formula: raw`\term{elbo}{\ELBO} = \Eq\left[\log\joint - \log\q\right]`,
    },
    {
      id: 'product-rule',
      formula: raw`\log\joint = \log\lik + \log\prior`,
    },
    {
      id: 'insert',
      formula: raw`\term{elbo}{\ELBO} = \Eq\left[\log\lik + \log\frac{\prior}{\q}\right]`,
    },
    {
      id: 'split',
      formula: raw`\begin{aligned}
        \term{elbo}{\ELBO} ={}& \Eq\left[\log\lik\right] \\
        &- \Eq\left[\log\frac{\q}{\prior}\right]
      \end{aligned}`,
    },
    {
      id: 'two-terms',
      formula: raw`\begin{aligned}
        \live{elbo}{\ELBO} ={}& \live{recon}{\Eq\left[\log\lik\right]} \\
        &- \live{kl}{\KL{\q}{\prior}}
      \end{aligned}`,
    },
    {
      id: 'energy-and-entropy',
      formula: raw`\begin{aligned}
        \term{elbo}{\ELBO} &= \Eq\left[\log\joint\right] + \H[q] \\
        \H[q] &= -\Eq\left[\log\q\right] \\
        &= \tfrac12\textstyle\sum_{j}\log\left(2\pi e\,\sigma_j^2\right)
      \end{aligned}`,
    },
    {
      id: 'objective',
      formula: raw`\begin{aligned}
        \mathcal{L}_\beta(x) ={}& \term{recon}{\Eq\left[\log\lik\right]} \\
        &- \live{beta}{\beta}\;\term{kl}{\KL{\q}{\prior}}
      \end{aligned}`,
    },
    {
      id: 'loss',
      formula: raw`\min_{\theta,\phi}\; -\frac1B\sum_{i=1}^{B}\mathcal{L}_\beta\bigl(x^{(i)}\bigr)`,
    },
  ],
  code: [
    {
      file: 'src/families/gaussian/gamma.ts',
      symbol: 'klToPrior',
      terms: { klToPrior: 'kl' },
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
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
