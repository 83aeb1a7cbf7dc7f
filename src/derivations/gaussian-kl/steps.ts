/** The KL of two Gaussians in closed form, term by term, and what each term punishes. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const gaussianKl = derivation({
  id: 'gaussian-kl',
  steps: [
    {
      id: 'densities',
      formula: raw`\begin{aligned}
        \log\N(z;\mu,\sigma^2) &= -\tfrac12\log 2\pi - \log\sigma - \frac{(z-\mu)^2}{2\sigma^2} \\
        \log\N(z;m,s^2) &= -\tfrac12\log 2\pi - \log s - \frac{(z-m)^2}{2s^2}
      \end{aligned}`,
    },
    {
      id: 'log-ratio',
      formula: raw`\log\frac{\N(z;\mu,\sigma^2)}{\N(z;m,s^2)} = \log\frac{s}{\sigma} - \frac{(z-\mu)^2}{2\sigma^2} + \frac{(z-m)^2}{2s^2}`,
    },
    {
      id: 'own-square',
      formula: raw`\Eq\left[(z-\mu)^2\right] = \sigma^2`,
    },
    {
      id: 'other-square',
      formula: raw`\begin{aligned}
        \Eq\left[(z-m)^2\right] &= \Eq\left[\bigl((z-\mu)+(\mu-m)\bigr)^2\right] \\
        &= \sigma^2 + (\mu-m)^2
      \end{aligned}`,
    },
    {
      id: 'general',
      formula: raw`\begin{aligned}
        &\KL{\N(\mu,\sigma^2)}{\N(m,s^2)} \\
        &\quad = \log\frac{s}{\sigma} - \frac12 + \frac{\sigma^2+(\mu-m)^2}{2s^2}
      \end{aligned}`,
    },
    {
      id: 'standard',
      formula: raw`\KL{\N(\mu,\sigma^2)}{\N(0,1)} = \tfrac12\left(\mu^2 + \sigma^2 - \log\sigma^2 - 1\right)`,
    },
    {
      id: 'independence',
      formula: raw`\begin{aligned}
        \KL{\q}{\prior} &= \Eq\Bigl[\textstyle\sum_{j}\log\frac{q_\phi(z_j|x)}{p(z_j)}\Bigr] \\
        &= \sum_{j=1}^{D}\KL{\N(\mu_j,\sigma_j^2)}{\N(0,1)}
      \end{aligned}`,
    },
    {
      id: 'four-pieces',
      formula: raw`\begin{aligned}
        \live{kl-sum}{\KL{\q}{\prior}} ={}& \live{kl-mean}{\tfrac12\textstyle\sum_j\mu_j^2} + \live{kl-variance}{\tfrac12\textstyle\sum_j\sigma_j^2} \\
        &+ \live{kl-log-variance}{\Bigl(-\tfrac12\textstyle\sum_j\log\sigma_j^2\Bigr)} + \live{kl-constant}{\Bigl(-\tfrac{D}{2}\Bigr)}
      \end{aligned}`,
    },
    {
      id: 'pull-on-mean',
      formula: raw`\frac{\partial}{\partial\mu_j}\,\term{kl-mean}{\KL{\q}{\prior}} = \mu_j`,
    },
    {
      id: 'pull-on-width',
      formula: raw`\frac{\partial}{\partial\log\sigma_j^2}\,\KL{\q}{\prior} = \term{kl-variance}{\tfrac12\sigma_j^2}\;\term{kl-log-variance}{-\,\tfrac12}`,
    },
    {
      id: 'one-coordinate',
      formula: raw`\term{activity}{\mathrm{KL}_j} = \tfrac12\mu_j^2 + \tfrac12\bigl(\sigma_j^2 - 1 - \log\sigma_j^2\bigr) \ge 0`,
    },
  ],
  code: [
    {
      file: 'src/families/gaussian/gamma.ts',
      symbol: 'klToPrior',
      terms: { mu: 'kl-mean', logVariance: 'kl-log-variance' },
    },
    {
      file: 'src/families/gaussian/gamma.ts',
      symbol: 'klGradient',
      terms: { mu: 'kl-mean', logVariance: 'kl-log-variance' },
    },
    {
      file: 'src/families/gaussian/reference.ts',
      symbol: 'plainKl',
      terms: { mu: 'kl-mean', logVariance: 'kl-log-variance' },
    },
  ],
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
