/** The model; why its posterior is intractable, with the count that makes it so; MAP, MCMC, variational inference. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const latentVariableModel = derivation({
  id: 'latent-variable-model',
  steps: [
    {
      id: 'prior',
      formula: raw`z \sim \term{prior}{\prior} = \N(z;\,0,I), \quad z\in\mathbb{R}^{D},\quad \live{latent}{D}`,
    },
    {
      id: 'likelihood',
      formula: raw`x\,|\,z \sim \term{likelihood}{\lik} = \prod_{j=1}^{784} p_\theta(x_j|z)`,
    },
    {
      id: 'evidence',
      formula: raw`\term{log-evidence}{\evidence} = \int \lik\,\prior\dz`,
    },
    {
      id: 'maximum-likelihood',
      formula: raw`\hat\theta = \underset{\theta}{\operatorname{arg\,max}}\;\sum_{i=1}^{N}\log p_\theta\bigl(x^{(i)}\bigr)`,
    },
    {
      id: 'bayes',
      formula: raw`\post = \frac{\lik\,\prior}{\evidence}`,
    },
    {
      id: 'grid',
      formula: raw`k^D = 10^{20} \qquad (k = 10,\ D = 20)`,
    },
    {
      id: 'prior-draws',
      formula: raw`\hat p = \frac1N\sum_{n=1}^{N} p_\theta(x|z_n), \qquad z_n\sim\prior`,
    },
    {
      id: 'spread',
      formula: raw`\begin{aligned}
        \frac{\Var[\hat p]}{\evidence^2} &= \frac1N\left(\int\frac{\lik^2}{\evidence^2}\,\prior\dz - 1\right) \\
        &= \frac1N\left(\E_{z|x}\left[\frac{\post}{\prior}\right] - 1\right)
      \end{aligned}`,
    },
    {
      id: 'count',
      formula: raw`\frac{\Var[\hat p]}{\evidence^2} \ge \frac1N\left(e^{\KL{\post}{\prior}} - 1\right)`,
    },
    {
      id: 'map',
      formula: raw`\hat z = \underset{z}{\operatorname{arg\,max}}\,\bigl[\log\lik + \log\prior\bigr]`,
    },
    {
      id: 'mcmc',
      formula: raw`z^{(t+1)} \sim T\bigl(\cdot\,|\,z^{(t)}\bigr), \quad \int T(z'|z)\,\post\dz = p_\theta(z'|x)`,
    },
    {
      id: 'variational',
      formula: raw`\hat\phi = \underset{\phi}{\operatorname{arg\,min}}\;\sum_{i=1}^{N}\KL{q_\phi(z|x^{(i)})}{p_\theta(z|x^{(i)})}`,
    },
  ],
  code: [
    {
      file: 'src/model/decoder.ts',
      symbol: 'createDecoder',
      terms: { likelihood: 'likelihood', z: 'z' },
    },
    {
      file: 'src/model/likelihood.ts',
      symbol: 'likelihoodOf',
      terms: { likelihood: 'likelihood' },
    },
  ],
  words: { en, 'zh-CN': zhCN },
})
