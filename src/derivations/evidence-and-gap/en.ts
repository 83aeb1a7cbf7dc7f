/** The log evidence is the ELBO plus a gap: English words. */
const { raw } = String

export const en = {
  title: 'The log evidence is the ELBO plus a gap',
  intro: raw`The log evidence $\log\evidence$ cannot be computed, yet it can be split exactly into two parts: one that can be estimated from draws of the encoder, and one that is never negative. Nothing is approximated on the way. $x$ is one image; $\Eq$ is the mean over codes $z \sim \q$; prior, likelihood and $\q$ are positive for every $z$, as they are in the lab, so that every logarithm below is finite.`,
  steps: {
    definition: {
      why: raw`This is the definition of the Kullback–Leibler divergence from $\term{posterior}{\q}$ to the true posterior; it is not a distance, since exchanging the two densities changes it, and it is taken in this direction because the expectation under $\q$ is the one that we can draw from.`,
      spoken:
        'The KL divergence from q of z given x to the posterior p of z given x is the mean, over z drawn from q, of the logarithm of q divided by the posterior.',
    },
    bayes: {
      why: raw`Bayes’ rule $\post = \joint/\evidence$ in logarithms: the true posterior is the joint density, which the decoder can compute, over the evidence, which it cannot.`,
      spoken:
        'The log posterior of z given x equals the log joint density of x and z minus the log evidence of x.',
    },
    insert: {
      why: raw`The line before is put in place of $\log\post$.`,
      spoken:
        'So that KL divergence is the mean under q of two terms: the logarithm of q divided by the joint density, plus the log evidence.',
    },
    constant: {
      why: raw`$\log\evidence$ does not depend on $z$, so its mean under $\q$ is itself; in what remains inside the mean, turning the fraction over changes the sign.`,
      spoken:
        'So that KL divergence is minus the mean under q of the logarithm of the joint density divided by q, plus the log evidence.',
    },
    name: {
      why: raw`The mean that remains gets a name, the evidence lower bound: every density in it can be computed, so draws from the encoder estimate it.`,
      spoken:
        'The ELBO is, by definition, the mean under q of the logarithm of the joint density divided by q.',
    },
    equality: {
      why: raw`Solving for $\log\evidence$ gives an equality, true for every encoder, good or bad; the numbers are those of one test image in a model with two latents, where a grid over $z$ makes all three computable.`,
      spoken:
        'The log evidence of the image equals the ELBO plus the gap, which is the KL divergence from q to the true posterior.',
    },
    nonnegative: {
      why: raw`Since $-\log t \ge 1 - t$ with equality only at $t = 1$, and since $\Eq[\post/\q] = \int\post\dz = 1$, the gap is at least zero, and it is zero only if $\q = \post$ for almost every $z$.`,
      spoken:
        'The KL divergence is the mean under q of minus the log of the ratio posterior over q; that is at least the mean of one minus the ratio, which is zero.',
    },
    bound: {
      why: raw`The log evidence is the ELBO plus a number that is not negative, which is all that the name “lower bound” says.`,
      spoken: 'The ELBO is at most the log evidence.',
    },
    'encoder-gradient': {
      why: raw`$\log\evidence$ contains the decoder but not the encoder, so its gradient with respect to $\phi$ is zero: for the encoder, raising the ELBO and shrinking the gap are the same.`,
      spoken:
        'The gradient of the ELBO with respect to the encoder’s parameters phi equals minus the gradient of the gap with respect to phi.',
    },
    'two-causes': {
      why: raw`With $p$ short for $\post$ and $\mathcal{Q}$ for all Gaussians with independent coordinates, the first part comes from the restriction to this family (approximation gap), and the second, also never negative, from the encoder not reaching the best member of it (amortization gap), for one network has to serve all images and may not have finished learning.`,
      spoken:
        'The gap splits into two parts: the smallest KL divergence that any Gaussian of the family could reach, plus the excess of the encoder’s Gaussian over that smallest value.',
    },
  },
  outro: raw`In training only the ELBO is seen, and it can rise for two reasons: the model explains the image better ($\term{log-evidence}{\log\evidence}$ rises), or the encoder approximates the posterior better (the \term{gap}{gap} closes). To see which, set two \term{latent}{latents}, train, and open the exact posterior of an image in the latent space: the contours of $\post$ beside the encoder’s ellipse, with $\log\evidence$, the \term{exact-elbo}{ELBO} and the gap as numbers. A bent or two-headed contour that the ellipse cannot follow is the first part of the last line; an ellipse in the wrong place is the second.`,
  exercise: {
    task: raw`With two \term{latent}{latents}, train, pause, and compute the exact posterior of an image. Then \term{freeze}{freeze the decoder}, train on for a few hundred steps, and compute it again.`,
    question: raw`What happens to $\log\evidence$ of that image?`,
    choices: ['It rises', 'It falls', 'It stays the same'],
    because: raw`$\log\evidence$ contains the decoder’s weights alone, and they stand still; the ELBO may rise, and then the \term{gap}{gap} shrinks by exactly as much.`,
  },
  reference: raw`Jordan, Ghahramani, Jaakkola & Saul, “An introduction to variational methods for graphical models”, Machine Learning 37, 1999; Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, section 2.2, equations 1 and 2; the two causes of the gap: Cremer, Li & Duvenaud, “Inference suboptimality in variational autoencoders”, 2018, arXiv:1801.03558.`,
}
