/**
 * Where the score-function estimator comes from: the log-derivative identity, why the second term of the gradient
 * vanishes, the Gaussian scores, and setting dE/dgamma by hand. Data without TF.js; the words are in derivation.en.ts.
 */
import { derivation } from '../../derivations/derivation.ts'
import { en } from './derivation.en.ts'
import { zhCN } from './derivation.zh-CN.ts'

const { raw } = String

export const scoreFunctionDerivation = derivation({
  id: 'score-function',
  steps: [
    {
      id: 'inside',
      formula: raw`\nabla_\gamma\,\Eq[f(z)] = \int f(z)\,\nabla_\gamma\,\qg\dz`,
    },
    {
      id: 'log-derivative',
      formula: raw`\nabla_\gamma\,\qg = \qg\,\nabla_\gamma\log\qg`,
    },
    {
      id: 'expectation',
      formula: raw`\nabla_\gamma\,\Eq[f(z)] = \Eq\bigl[f(z)\,\underbrace{\nabla_\gamma\log\qg}_{s(z)}\bigr]`,
    },
    {
      id: 'estimator',
      formula: raw`\begin{aligned}
        \term{estimator-score}{\g} &= \frac1L\sum_{l=1}^{L} f(z_l)\,s(z_l), \\
        z_l &\sim \qg, \qquad \live{samples}{L}
      \end{aligned}`,
    },
    {
      id: 'score-mean',
      formula: raw`\begin{aligned}
        \Eq[s(z)] &= \int\nabla_\gamma\,\qg\dz \\
        &= \nabla_\gamma\!\int\!\qg\dz = \nabla_\gamma 1 = 0
      \end{aligned}`,
    },
    {
      id: 'whole-elbo',
      formula: raw`f_\gamma(z) = \log\joint - \log\qg`,
    },
    {
      id: 'two-terms',
      formula: raw`\nabla_\gamma\,\Eq[f_\gamma(z)] = \Eq[f_\gamma(z)\,s(z)] + \Eq[\nabla_\gamma f_\gamma(z)]`,
    },
    {
      id: 'second-term',
      formula: raw`\Eq[\nabla_\gamma f_\gamma(z)] = -\Eq[\nabla_\gamma\log\qg] = -\Eq[s(z)] = 0`,
    },
    {
      id: 'log-density',
      formula: raw`\begin{aligned}
        \log\qg = \sum_{j=1}^{D}\Bigl(&-\tfrac12\log 2\pi - \tfrac12\log\sigma_j^2 \\
        &- \frac{(z_j-\mu_j)^2}{2\sigma_j^2}\Bigr)
      \end{aligned}`,
    },
    {
      id: 'score-of-mean',
      formula: raw`\frac{\partial\log\qg}{\partial\mu_j} = \frac{z_j-\mu_j}{\sigma_j^2} = \frac{\eps_j}{\sigma_j}`,
    },
    {
      id: 'score-of-log-variance',
      formula: raw`\begin{aligned}
        \frac{\partial\log\qg}{\partial\log\sigma_j^2} &= \frac12\left(\frac{(z_j-\mu_j)^2}{\sigma_j^2} - 1\right) \\
        &= \tfrac12\left(\eps_j^2-1\right)
      \end{aligned}`,
    },
    {
      id: 'by-hand',
      formula: raw`\begin{aligned}
        \widehat{\frac{\partial E}{\partial\mu}} &= \frac1L\sum_{l=1}^{L} f(z_l)\,\frac{\eps_l}{\sigma} \\
        \widehat{\frac{\partial E}{\partial\log\sigma^2}} &= \frac1L\sum_{l=1}^{L} f(z_l)\,\tfrac12\left(\eps_l^2-1\right)
      \end{aligned}`,
      listing: `gamma = encoder(x)  # [B, 2 D]
mu, sigma = gamma[:, :D].detach(), (gamma[:, D:] / 2).exp().detach()
eps = torch.randn_like(mu)
f = log_likelihood(x, decoder(mu + sigma * eps)).detach()  # [B]
score = torch.cat([eps / sigma, (eps**2 - 1) / 2], dim=1)
gamma.backward(-f[:, None] * score / len(x))`,
    },
    {
      id: 'with-kl',
      formula: raw`\widehat{\frac{\partial\mathcal{L}_\beta}{\partial\gamma}} = \widehat{\frac{\partial E}{\partial\gamma}} - \live{beta}{\beta}\,\term{kl}{\Bigl(\mu,\ \tfrac12\left(\sigma^2-1\right)\Bigr)}`,
    },
    {
      id: 'encoder',
      formula: raw`\widehat{\nabla_\phi\,\mathcal{L}_\beta} = \left(\frac{\partial\gamma}{\partial\phi}\right)^{\!\top}\widehat{\frac{\partial\mathcal{L}_\beta}{\partial\gamma}}`,
    },
    {
      id: 'decoder',
      formula: raw`\widehat{\nabla_\theta\,\mathcal{L}_\beta} = \frac1L\sum_{l=1}^{L}\nabla_\theta\log p_\theta(x|z_l)`,
    },
  ],
  code: [
    {
      file: 'src/estimators/score-function/estimate.ts',
      symbol: 'scoreFunction',
      terms: { scoreGradient: 'estimator-score', exactKl: 'kl' },
    },
    {
      file: 'src/families/gaussian/formulas.ts',
      symbol: 'scoreGradient',
      terms: { samples: 'samples', ofMean: 'estimator-score', exactKlGradient: 'kl' },
    },
    {
      file: 'src/estimators/score-function/estimate.ts',
      symbol: 'signalWeights',
      terms: { baseline: 'baseline', samples: 'samples' },
    },
    {
      file: 'src/estimators/score-function/reference.ts',
      symbol: 'scoreFunctionReference',
      terms: { baselineOf: 'baseline', klGradient: 'kl' },
    },
    {
      file: 'src/estimators/elbo-gradient.ts',
      symbol: 'elboGradient',
    },
  ],
  answer: 0,
  words: { en, 'zh-CN': zhCN },
})
