/** log p(x) = ELBO + KL(q || p(z|x)), as an equality, from the definition of the KL; and what the gap is. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const evidenceAndGap = derivation({
  id: 'evidence-and-gap',
  steps: [
    {
      id: 'definition',
      formula: raw`\KL{\q}{\post} = \Eq\left[\log\frac{\q}{\post}\right]`,
    },
    {
      id: 'bayes',
      formula: raw`\log\post = \log\joint - \log\evidence`,
    },
    {
      id: 'insert',
      formula: raw`\begin{aligned}
        &\KL{\q}{\post} \\
        &\quad = \Eq\left[\log\frac{\q}{\joint} + \log\evidence\right]
      \end{aligned}`,
    },
    {
      id: 'constant',
      formula: raw`\begin{aligned}
        &\KL{\q}{\post} \\
        &\quad = -\Eq\left[\log\frac{\joint}{\q}\right] + \log\evidence
      \end{aligned}`,
    },
    {
      id: 'name',
      formula: raw`\term{elbo}{\ELBO} = \Eq\left[\log\frac{\joint}{\q}\right]`,
    },
    {
      id: 'equality',
      formula: raw`\begin{aligned}
        \live{log-evidence}{\log\evidence} ={}& \live{exact-elbo}{\ELBO} \\
        &+ \live{gap}{\KL{\q}{\post}}
      \end{aligned}`,
    },
    {
      id: 'nonnegative',
      formula: raw`\begin{aligned}
        \KL{\q}{\post} &= \Eq\left[-\log\frac{\post}{\q}\right] \\
        &\ge \Eq\left[1 - \frac{\post}{\q}\right] = 0
      \end{aligned}`,
    },
    {
      id: 'bound',
      formula: raw`\term{elbo}{\ELBO} \le \term{log-evidence}{\log\evidence}`,
    },
    {
      id: 'encoder-gradient',
      formula: raw`\nabla_\phi\,\term{elbo}{\ELBO} = -\nabla_\phi\,\term{gap}{\KL{\q}{\post}}`,
    },
    {
      id: 'two-causes',
      formula: raw`\begin{aligned}
        \term{gap}{\KL{q_\phi}{p}} ={}& \min_{q\in\mathcal{Q}}\KL{q}{p} \\
        &+ \Bigl(\KL{q_\phi}{p} - \min_{q\in\mathcal{Q}}\KL{q}{p}\Bigr)
      \end{aligned}`,
    },
  ],
  code: [
    {
      file: 'src/math/exact/mesh.ts',
      symbol: 'figuresOf',
      terms: {
        logEvidence: 'log-evidence',
        recon: 'exact-recon',
        kl: 'exact-kl',
        elbo: 'exact-elbo',
        gap: 'gap',
      },
    },
    {
      file: 'src/math/exact/leaf.ts',
      symbol: 'integrate',
      terms: {
        logMass: 'log-evidence',
        recon: 'exact-recon',
        kl: 'exact-kl',
        logQ: 'posterior',
        logPrior: 'prior',
      },
    },
    {
      file: 'src/engine/latent/exact.ts',
      symbol: 'exactPosterior',
    },
  ],
  answer: 2,
  words: { en, 'zh-CN': zhCN },
})
