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
      id: 'likelihood-table',
      formula: raw`\begin{array}{l|cc|c}
        p(x|z) & x=0 & x=1 & \textstyle\sum_x \\ \hline
        z=a & 0.8 & 0.2 & 1 \\
        z=b & 0.1 & 0.9 & 1 \\ \hline
        \textstyle\sum_z & 0.9 & 1.1
      \end{array}`,
    },
    {
      id: 'evidence',
      formula: raw`\term{log-evidence}{\evidence} = \int \lik\,\prior\dz`,
    },
    {
      id: 'maximum-likelihood',
      formula: raw`\hat\theta = \underset{\theta}{\operatorname{arg\,max}}\;\sum_{i=1}^{N}\log p_\theta\bigl(x^{(i)}\bigr)`,
      figure: 'plate',
    },
    {
      id: 'bayes',
      formula: raw`\post = \frac{\lik\,\prior}{\evidence}`,
    },
    {
      id: 'bayes-number',
      formula: raw`p(z=b\,|\,x=1) = \frac{0.9\cdot 0.30}{0.9\cdot 0.30+0.2\cdot 0.70} \approx 0.66`,
      figure: 'bayes',
    },
    {
      id: 'grid',
      formula: raw`k^D = 10^{20} \qquad (k = 10,\ D = 20)`,
    },
    {
      id: 'prior-draws',
      formula: raw`\hat p = \frac1K\sum_{k=1}^{K} p_\theta(x|z_k), \qquad z_k\sim\prior`,
    },
    {
      id: 'spread',
      formula: raw`\begin{aligned}
        \frac{\Var[\hat p]}{\evidence^2} &= \frac1K\left(\int\frac{\lik^2}{\evidence^2}\,\prior\dz - 1\right) \\
        &= \frac1K\left(\E_{z|x}\left[\frac{\post}{\prior}\right] - 1\right)
      \end{aligned}`,
    },
    {
      id: 'count',
      formula: raw`\frac{\Var[\hat p]}{\evidence^2} \ge \frac1K\left(e^{\KL{\post}{\prior}} - 1\right)`,
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
  answer: 1,
  words: { en, 'zh-CN': zhCN },
})
