/** The KL from the same draws, sticking the landing, and the score function's counterpart. */
import { derivation } from '../derivation.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const { raw } = String

export const monteCarloKl = derivation({
  id: 'monte-carlo-kl',
  steps: [
    {
      id: 'same-draws',
      formula: raw`\begin{aligned}
        \widehat{\mathrm{KL}} &= \frac1L\sum_{l=1}^{L}\bigl[\log q_\gamma(z_l)-\log p(z_l)\bigr], \\
        \log\qg-\log\prior &= \frac12\sum_{j=1}^{D}\left(z_j^2-\eps_j^2-\log\sigma_j^2\right)
      \end{aligned}`,
    },
    {
      id: 'two-ways-in',
      formula: raw`\begin{aligned}
        &\frac{\mathrm{d}}{\mathrm{d}\gamma}\log q_\gamma\bigl(z(\eps,\gamma)\bigr) \\
        &\quad = \left(\frac{\partial z}{\partial\gamma}\right)^{\!\top}\nabla_z\log\qg + \underbrace{\nabla_\gamma\log\qg}_{s(z)}
      \end{aligned}`,
    },
    {
      id: 'total',
      formula: raw`\begin{aligned}
        \frac{\mathrm{d}\log q}{\mathrm{d}\mu_j} &= -\frac{\eps_j}{\sigma_j} + \frac{\eps_j}{\sigma_j} = 0 \\
        \frac{\mathrm{d}\log q}{\mathrm{d}\log\sigma_j^2} &= -\tfrac12\eps_j^2 + \tfrac12\left(\eps_j^2-1\right) = -\tfrac12
      \end{aligned}`,
    },
    {
      id: 'monte-carlo',
      formula: raw`\begin{aligned}
        \g^{\mathrm{mc}}_{\mu_j} &= z_j, & \g^{\mathrm{mc}}_{\log\sigma_j^2} &= \tfrac12\,\sigma_j\eps_j z_j - \tfrac12 \\
        \Ee\bigl[\g^{\mathrm{mc}}_{\mu_j}\bigr] &= \mu_j, & \Ee\bigl[\g^{\mathrm{mc}}_{\log\sigma_j^2}\bigr] &= \tfrac12\left(\sigma_j^2-1\right)
      \end{aligned}`,
    },
    {
      id: 'without-score',
      formula: raw`\begin{aligned}
        \g^{\mathrm{stl}}_{\mu_j} &= z_j - \frac{\eps_j}{\sigma_j} \\
        \g^{\mathrm{stl}}_{\log\sigma_j^2} &= \tfrac12\,\sigma_j\eps_j\left(z_j-\frac{\eps_j}{\sigma_j}\right) \\
        \Ee\bigl[\g^{\mathrm{mc}}-\g^{\mathrm{stl}}\bigr] &= \Eq[s(z)] = 0
      \end{aligned}`,
    },
    {
      id: 'whole-elbo',
      formula: raw`\begin{aligned}
        \g^{\mathrm{stl}} &= \left(\frac{\partial z}{\partial\gamma}\right)^{\!\top}\nabla_z\bigl[\log\joint-\log\qg\bigr] \\
        \g^{\mathrm{mc}} &= \g^{\mathrm{stl}} - s(z)
      \end{aligned}`,
    },
    {
      id: 'landing',
      formula: raw`\begin{aligned}
        &\qg = \post: \\
        &\quad \log\joint-\log\qg = \log\evidence \\
        &\quad \Rightarrow\ \g^{\mathrm{stl}} = 0
      \end{aligned}`,
    },
    {
      id: 'no-landing',
      formula: raw`\begin{aligned}
        \qg = \post:\quad & \g^{\mathrm{mc}} = -s(z), \\
        & \Var = \frac{1}{\sigma_j^2}\ (\mu_j),\quad \frac12\ (\log\sigma_j^2)
      \end{aligned}`,
    },
    {
      id: 'closed-form',
      formula: raw`\begin{aligned}
        \qg = \post:\quad \g^{\mathrm{cf}}_{\mu_j} &= \left(\sigma_j-\frac{1}{\sigma_j}\right)\eps_j, \\
        \Var\bigl[\g^{\mathrm{cf}}_{\mu_j}\bigr] &= \left(\sigma_j-\frac{1}{\sigma_j}\right)^{\!2} \\
        \Var\bigl[\g^{\mathrm{cf}}_{\log\sigma_j^2}\bigr] &= \tfrac14\left(\sigma_j^2\mu_j^2 + 2(\sigma_j^2-1)^2\right)
      \end{aligned}`,
    },
    {
      id: 'score-function',
      formula: raw`\begin{aligned}
        \term{estimator-score}{\g^{\mathrm{sf}}} &= \bigl(f_\gamma(z)-\term{baseline}{b}\bigr)\,s(z), \\
        f_\gamma(z) &= \log\joint-\log\qg, \\
        \qg = \post:\quad \g^{\mathrm{sf}} &= \bigl(\log\evidence-\term{baseline}{b}\bigr)\,s(z)
      \end{aligned}`,
    },
    {
      id: 'leave-one-out-landing',
      formula: raw`f_\gamma(z_1) = \dots = f_\gamma(z_L) = \log\evidence \;\Rightarrow\; f_\gamma(z_l)-b_l = 0`,
    },
  ],
  code: [
    {
      file: 'src/families/gaussian/family.ts',
      symbol: 'klWeights',
      terms: { mode: 'kl-mode', weight: 'beta' },
    },
    {
      file: 'src/families/gaussian/family.ts',
      symbol: 'logRatioToPrior',
    },
    {
      file: 'src/families/gaussian/formulas.ts',
      symbol: 'withKlSlopes',
      terms: { ofPrior: 'kl', ofPosterior: 'kl' },
    },
    {
      file: 'src/estimators/score-function/estimate.ts',
      symbol: 'scoreFunction',
      terms: { exactKl: 'kl' },
    },
  ],
  answer: 2,
  words: { en, 'zh-CN': zhCN },
})
