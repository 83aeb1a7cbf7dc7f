/** The autoencoder as the limit sigma -> 0, and what beta does. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const autoencoderAndBeta = derivation({
  id: 'autoencoder-and-beta',
  steps: [
    {
      id: 'objective',
      formula: raw`\mathcal{L}_\beta = \live{recon}{\Eq[f(z)]} - \live{beta}{\beta}\;\live{kl}{\KL{\q}{\prior}}`,
    },
    {
      id: 'autoencoder',
      formula: raw`\beta = 0,\ \sigma = 0: \qquad \mathcal{L} = f(\mu) = \log p_\theta(x|\mu)`,
    },
    {
      id: 'small-noise',
      formula: raw`\term{recon}{\Eq[f(z)]} = f(\mu) + \frac12\sum_{j=1}^{D}\sigma_j^2\,\frac{\partial^2 f}{\partial z_j^2}(\mu) + O\bigl(|\sigma|^4\bigr)`,
    },
    {
      id: 'without-kl',
      formula: raw`\beta = 0: \qquad \sup_{\mu,\sigma}\,\Eq[f(z)] = \sup_{z}\,f(z)`,
    },
    {
      id: 'price-of-halving',
      formula: raw`\mathrm{KL}\left(\mu,\tfrac{\sigma}{2}\right) - \mathrm{KL}\left(\mu,\sigma\right) = \term{kl-log-variance}{\log 2} - \term{kl-variance}{\tfrac38\,\sigma^2}`,
    },
    {
      id: 'kl-diverges',
      formula: raw`\lim_{\sigma_j\to0}\,\term{kl}{\KL{\q}{\prior}} = \infty`,
    },
    {
      id: 'best-width',
      formula: raw`\sigma_j^2 = \frac{\beta}{\beta+\kappa_j}, \qquad \kappa_j = -\Eq\left[\frac{\partial^2 f}{\partial z_j^2}\right]`,
    },
    {
      id: 'tempered',
      formula: raw`\begin{aligned}
        \mathcal{L}_\beta &= \beta\log Z_\beta - \beta\,\KL{\q}{p_\beta(z|x)}, \\
        p_\beta(z|x) &= \frac{\lik^{1/\beta}\,\prior}{Z_\beta}
      \end{aligned}`,
    },
    {
      id: 'bound',
      formula: raw`\beta \ge 1: \qquad \mathcal{L}_\beta \le \term{elbo}{\ELBO} \le \log\evidence`,
    },
    {
      id: 'budget',
      formula: raw`\begin{gathered}
        \max_{\theta,\phi}\;\term{recon}{\Eq[f(z)]} \quad (\term{kl}{\mathrm{KL}}\le C): \\
        \Eq[f(z)] - \beta\,(\mathrm{KL}-C)
      \end{gathered}`,
    },
    {
      id: 'information',
      formula: raw`\begin{aligned}
        \frac1N\sum_{i=1}^{N}\KL{q_i}{p} &= \frac1N\sum_{i=1}^{N}\KL{q_i}{\bar q} + \KL{\bar q}{p}, \\
        \bar q(z) &= \frac1N\sum_{i=1}^{N} q_\phi\bigl(z|x^{(i)}\bigr)
      \end{aligned}`,
    },
    {
      id: 'switched-off',
      formula: raw`\beta\to\infty: \qquad \mu_j\to0,\quad \sigma_j\to1,\quad \term{activity}{\mathrm{KL}_j}\to0`,
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
      file: 'src/estimators/reparameterized/reference.ts',
      symbol: 'reparameterizedReference',
    },
    {
      file: 'src/families/gaussian/gamma.ts',
      symbol: 'klToPrior',
      terms: { mu: 'kl-mean', logVariance: 'kl-log-variance' },
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
