/**
 * The notation of all derivations: macros for KaTeX, and the symbols with a plain meaning each, for a glossary.
 * \term and \live are not here: they are drawn by whoever shows a formula (derivation.ts).
 */
const { raw } = String

export const MACROS = {
  // Distributions.
  [raw`\prior`]: raw`p(z)`,
  [raw`\lik`]: raw`p_\theta(x|z)`,
  [raw`\joint`]: raw`p_\theta(x,z)`,
  [raw`\evidence`]: raw`p_\theta(x)`,
  [raw`\post`]: raw`p_\theta(z|x)`,
  [raw`\q`]: raw`q_\phi(z|x)`,
  /** The same for one image, by what the encoder returned for it. */
  [raw`\qg`]: raw`q_\gamma(z)`,
  [raw`\N`]: raw`\mathcal{N}`,
  // Means, spreads and divergences.
  [raw`\E`]: raw`\mathbb{E}`,
  [raw`\Eq`]: raw`\mathbb{E}_{q}`,
  [raw`\Ee`]: raw`\mathbb{E}_{\varepsilon}`,
  [raw`\Var`]: raw`\operatorname{Var}`,
  [raw`\Cov`]: raw`\operatorname{Cov}`,
  [raw`\tr`]: raw`\operatorname{tr}`,
  [raw`\KL`]: raw`\mathrm{KL}\left(#1\,\middle\|\,#2\right)`,
  [raw`\H`]: raw`\mathrm{H}`,
  [raw`\ELBO`]: raw`\mathrm{ELBO}`,
  // Variables.
  [raw`\eps`]: raw`\varepsilon`,
  /** The decoder's standard deviation of a pixel: not the encoder's sigma. */
  [raw`\sigx`]: raw`\sigma_{\!x}`,
  [raw`\lv`]: raw`\log\sigma^2`,
  [raw`\g`]: raw`\hat g`,
  [raw`\dz`]: raw`\,\mathrm{d}z`,
  [raw`\deps`]: raw`\,\mathrm{d}\varepsilon`,
} as const satisfies Readonly<Record<string, string>>

/** The symbols in the order of a glossary: letters first, then what is made of them. */
export const SYMBOLS = [
  { id: 'image', tex: raw`x` },
  { id: 'code', tex: raw`z` },
  { id: 'latents', tex: raw`D` },
  { id: 'decoder-parameters', tex: raw`\theta` },
  { id: 'encoder-parameters', tex: raw`\phi` },
  { id: 'prior', tex: raw`\prior` },
  { id: 'likelihood', tex: raw`\lik` },
  { id: 'joint', tex: raw`\joint` },
  { id: 'evidence', tex: raw`\evidence` },
  { id: 'posterior', tex: raw`\post` },
  { id: 'approximation', tex: raw`\q` },
  { id: 'gamma', tex: raw`\gamma = (\mu, \lv)` },
  { id: 'noise', tex: raw`\eps` },
  { id: 'mean', tex: raw`\Eq[\,\cdot\,]` },
  { id: 'divergence', tex: raw`\KL{q}{p}` },
  { id: 'bound', tex: raw`\ELBO` },
  { id: 'signal', tex: raw`f(z)` },
  { id: 'score', tex: raw`s = \nabla_\gamma \log \qg` },
  { id: 'baseline', tex: raw`b` },
  { id: 'estimate', tex: raw`\g` },
  { id: 'variances', tex: raw`V_{\mathrm{sf}},\ V_{\mathrm{rp}}` },
  { id: 'weight', tex: raw`\beta` },
  { id: 'objective', tex: raw`\mathcal{L}_\beta` },
  { id: 'learning-rate', tex: raw`\eta` },
  { id: 'samples', tex: raw`L` },
  { id: 'batch', tex: raw`B` },
  { id: 'pixel-deviation', tex: raw`\sigx` },
  { id: 'gradient', tex: raw`\nabla` },
  { id: 'spread', tex: raw`\tr\Cov` },
  { id: 'product', tex: raw`\odot` },
] as const

export type SymbolId = (typeof SYMBOLS)[number]['id']
