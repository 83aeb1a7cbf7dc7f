/** The gradient of an expectation whose distribution depends on the parameters: English words. */
const { raw } = String

export const en = {
  title: 'The gradient of an expectation whose distribution depends on the parameters',
  intro: raw`Of the two terms of the ELBO the KL has a closed form. What remains is the reconstruction, a mean over codes of $f_\theta(z) = \log\lik$, and both of its parts change in training: the function when the decoder learns, the distribution when the encoder does. The first is easy, the second is what the two estimators of this lab are about.`,
  steps: {
    wanted: {
      why: raw`Gradient ascent needs the gradient of the mean with respect to the decoder’s parameters and with respect to the encoder’s; $\theta$ stands in the function, $\phi$ in the density $\q$ that $z$ is drawn from.`,
      spoken:
        'Wanted are the gradient with respect to theta and the gradient with respect to phi of the mean under q of f theta of z.',
    },
    decoder: {
      why: raw`$\q$ does not contain $\theta$, and the slope of $f$ is bounded, for all $\theta$ nearby, by a function of $z$ with a finite mean, so the gradient goes inside: draw codes, back-propagate through the decoder, average.`,
      spoken:
        'The gradient with respect to theta of the mean of f theta equals the mean of the gradient with respect to theta of f theta.',
    },
    'through-gamma': {
      why: raw`The encoder enters only through the numbers $\gamma = (\mu,\lv)$ that it returns for the image, so by the chain rule everything new is in the gradient with respect to $\gamma$, and the Jacobian is ordinary back-propagation.`,
      spoken:
        'The gradient with respect to phi of the mean of f is the transposed Jacobian of gamma with respect to phi times the gradient with respect to gamma of the mean of f.',
    },
    'not-a-mean': {
      why: raw`The mean is an integral in which $\gamma$ stands only in the density, and for a Gaussian the derivative may go inside wherever $\Eq|f(z)|$ is finite in a neighbourhood of $\gamma$, but $\nabla_\gamma q$ stands where a density should stand, so as it is written this is no expectation.`,
      spoken:
        'The gradient with respect to gamma of the mean of f equals the integral of f of z times the gradient with respect to gamma of q.',
    },
    'no-density': {
      why: raw`$\nabla_\gamma q$ is positive where probability arrives and negative where it leaves, and in total nothing is gained, so it is no density and one cannot draw from it, but it can be rewritten as $q$ times something, which is what the score function does.`,
      spoken:
        'The integral of the gradient of q is the gradient of the integral of q, which is the gradient of one, which is zero.',
    },
    'frozen-draw': {
      why: raw`Drawing $z$ first and differentiating then gives nothing at all: once drawn, the sample is a constant, and $f$ does not contain $\gamma$.`,
      spoken: 'The mean under q of the gradient with respect to gamma of f of z is zero.',
    },
    example: {
      why: raw`The smallest case in which one sees it: for $f(z) = z^2$ the mean $\Eq[z^2] = \mu^2+\sigma^2$ rises with $\mu$, and the derivative at a fixed draw is zero.`,
      spoken:
        'The derivative with respect to mu of the mean of z squared is the derivative of mu squared plus sigma squared, which is two mu; the mean of the derivative with respect to mu of z squared at a fixed draw is zero.',
    },
    'two-ways': {
      why: raw`There are two ways to make it a mean again: the \term{estimator-score}{score function} keeps the samples fixed and reweights them, \term{estimator-reparam}{reparameterization} keeps the weights and moves the samples; both are exact, and each has a derivation of its own.`,
      spoken:
        'The gradient with respect to gamma of the mean of f equals the mean of f times the gradient of log q, and it equals the mean over the noise epsilon of the transposed Jacobian of z with respect to gamma times the gradient of f at z of epsilon and gamma.',
    },
  },
  outro: raw`That both are the same gradient can be seen in the view “one coordinate” of the variance panel: two histograms, \term{var-reparam}{blue} and \term{var-score}{orange}, with one mean. That they are not equally good is what the rest of the lab measures.`,
  exercise: {
    task: raw`Open the view “one dimension” of the variance panel, choose the square as $f$, and draw from both estimators.`,
    question: raw`Compare the two histograms: what do they have in common?`,
    choices: ['The width', 'Nothing', 'The mean'],
    because: raw`Both are estimates of one gradient and have it as their mean; their widths differ, and that is what the following derivations are about.`,
  },
  reference: raw`Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, sections 1 to 3; the exchange for exponential families: Lehmann & Romano, “Testing statistical hypotheses”, third edition, 2005, theorem 2.7.1.`,
}
