/** Reparameterization: English words. */
const { raw } = String

export const en = {
  title: 'Reparameterization (the pathwise gradient)',
  intro: raw`The same gradient with respect to $\gamma = (\mu, \lv)$ of $E = \Eq[f(z)]$, by the opposite idea: keep the weights and move the samples. The randomness is put into noise $\eps$ that does not depend on $\gamma$, and the code becomes a differentiable function of both.`,
  steps: {
    path: {
      why: raw`Every Gaussian with independent coordinates is a standard one, stretched by $\sigma$ and shifted by $\mu$, so a \term{z}{code} can be made from noise by a function that is differentiable in $\gamma$.`,
      spoken:
        'The code z is a function of epsilon and gamma: mu plus sigma times epsilon coordinate by coordinate, where epsilon is standard normal noise.',
    },
    density: {
      why: raw`For each $\gamma$ the map from $\eps$ to $z$ is one to one, so $|\qg\dz| = |p(\eps)\deps|$; its Jacobian is diagonal with entries $\sigma_j$, so volumes grow by their product and densities shrink by it, which is exactly the encoder’s Gaussian.`,
      spoken:
        'The density q of z equals p of epsilon over the determinant of the Jacobian, the product over the latents of p of epsilon j over sigma j, which is the normal density with mean mu and variances sigma squared.',
    },
    'same-mean': {
      why: raw`With that put into the integral, the expectation over codes becomes an expectation over noise, whose density does not contain $\gamma$.`,
      spoken:
        'The mean of f of z under q, an integral over z, equals the integral over epsilon of f at z of epsilon and gamma times p of epsilon, which is its mean under the noise.',
    },
    inside: {
      why: raw`Since $p(\eps)$ has no $\gamma$, the derivative passes to $f$ and by the chain rule to the decoder’s input, where $\nabla_z f$ is what back-propagation returns; this needs more than the score function does: $f$ must be locally Lipschitz, with a slope along the path that is bounded, for all $\gamma$ nearby, by something of finite mean, which networks satisfy, kinks of ReLU included, and functions with jumps do not.`,
      spoken:
        'The gradient with respect to gamma of the mean over the noise of f equals the mean over the noise of its gradient, which is the mean of the transposed Jacobian of z with respect to gamma times the gradient of f with respect to z.',
    },
    'path-slopes': {
      why: raw`From $z_j = \mu_j + \sigma_j\eps_j$ with $\sigma_j = e^{\frac12\log\sigma_j^2}$, the noise being held fixed.`,
      spoken:
        'The derivative of z j with respect to mu j is one; with respect to log sigma j squared it is half of sigma j times epsilon j.',
    },
    estimator: {
      why: raw`Averaging over $L$ draws of the noise gives the \term{estimator-reparam}{pathwise estimator}, unbiased because each draw is.`,
      spoken:
        'The estimated gradient with respect to mu is the average over the draws of the gradient of f with respect to z; with respect to log sigma squared it is the average of half sigma times epsilon times that gradient, coordinate by coordinate.',
    },
    'same-gradient': {
      why: raw`For a locally Lipschitz $f$ that grows at most like a polynomial, integration by parts, whose boundary terms vanish because $q$ falls faster than any power of $z$, turns the score function’s mean into the pathwise one, and applied to $\eps_j f$ it does the same for the width: the two estimators differ draw by draw and agree on average.`,
      spoken:
        'The mean of f times epsilon j over sigma j equals minus the integral of f times the derivative of q with respect to z j, which is the mean of the derivative of f with respect to z j; the mean of f times half of epsilon j squared minus one equals the mean of half sigma j epsilon j times that derivative.',
    },
    linear: {
      why: raw`For a linear $f$ the slope is the same at every draw and the pathwise gradient with respect to $\mu$ has no noise at all, while the score function, even after $\Eq f$ is subtracted, has to find the slope in the products of noise with noise.`,
      spoken:
        'For linear f equal to c plus w transposed z, the variance of the slope with respect to z j is zero, but the variance of f minus its mean, times epsilon j over sigma j, is w j squared plus the sum over k of w k squared sigma k squared over sigma j squared.',
    },
    curvature: {
      why: raw`By Poincaré’s inequality for Gaussians the variance of any function is at most the mean square of its slopes, each weighted by $\sigma_k^2$; applied to a slope of a twice differentiable $f$, it says that only curvature makes the pathwise gradient noisy, and a small $\sigma$ reduces that noise.`,
      spoken:
        'The variance of the slope of f with respect to z j is at most the sum over k of sigma k squared times the mean square of the second derivative of f with respect to z j and z k.',
    },
    'slope-bound': {
      why: raw`A variance is at most a mean square, so a bound $M$ on the length of the slope bounds the noise in all $D$ means together, however many latents there are and however large $f$ itself is.`,
      spoken:
        'If the gradient of f is nowhere longer than M, then the trace of the covariance of the gradient is at most M squared.',
    },
    measured: {
      why: raw`What this amounts to for the network as it is now, both estimators measured at the same weights, on the same images, with the same noise.`,
      spoken:
        'The measured variance of the score function divided by that of the reparameterized gradient is rho.',
    },
  },
  outro: raw`At the same weights the curves of the variance are \term{var-reparam}{blue} below \term{var-score}{orange}, whichever of the two trains. The reason is in the two estimators’ last factors: one gets from the decoder, for each latent separately, which way is up; the other gets one number $f$ for all latents together and has to find out by trying. Where $f$ wiggles faster than $\sigma$, slopes mislead and the order turns round: see the derivation on baselines. Where the code is discrete there is no path at all: see the chapter on discrete codes.`,
  exercise: {
    task: raw`In the view “one dimension”, change the baseline, which is a constant subtracted from $f$.`,
    question: raw`Which histogram changes its width?`,
    choices: ['Both', 'The score function’s only', 'The reparameterized one only'],
    because: raw`A constant has no slope, so the pathwise estimator does not contain it; the score function multiplies it by a score of mean zero, which adds noise and no signal.`,
  },
  reference: raw`Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, section 2.4 and equation 10; Rezende, Mohamed & Wierstra, “Stochastic backpropagation and approximate inference in deep generative models”, 2014, arXiv:1401.4082 (the Gaussian gradient identities of Bonnet and Price); survey: Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, section 5; Poincaré’s inequality: Chernoff, “A note on an inequality involving the normal distribution”, Annals of Probability 9, 1981, and in several dimensions: Chen, “An inequality for the multivariate normal distribution”, Journal of Multivariate Analysis 12, 1982.`,
}
