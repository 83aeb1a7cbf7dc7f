/** The gradient of an expectation whose distribution moves: English words. */
const { raw } = String

export const en = {
  title: 'The gradient of an expectation whose distribution moves',
  intro: raw`Of the two terms of the ELBO the KL has a closed form. What remains is the reconstruction, a mean over codes of $f_\theta(z) = \log\lik$, and both of its parts move: the function when the decoder learns, the distribution when the encoder does. The first is easy, the second is what the two estimators of this lab are about.`,
  steps: {
    wanted: {
      why: raw`Gradient ascent needs the slope of the mean by the decoder’s parameters and by the encoder’s; $\theta$ stands in the function, $\phi$ in the density $\q$ that $z$ is drawn from.`,
      spoken: 'Wanted are the gradient by theta and the gradient by phi of the mean under q of f theta of z.',
    },
    decoder: {
      why: raw`$\q$ does not contain $\theta$, and the slope of $f$ is bounded, for all $\theta$ nearby, by a function of $z$ with a finite mean, so the gradient goes inside: draw codes, back-propagate through the decoder, average.`,
      spoken:
        'The gradient by theta of the mean of f theta equals the mean of the gradient by theta of f theta.',
    },
    'through-gamma': {
      why: raw`The encoder enters only through the numbers $\gamma = (\mu,\lv)$ that it returns for the image, so by the chain rule everything new is in the gradient by $\gamma$, and the Jacobian is ordinary back-propagation.`,
      spoken:
        'The gradient by phi of the mean of f is the transposed Jacobian of gamma by phi times the gradient by gamma of the mean of f.',
    },
    'not-a-mean': {
      why: raw`The mean is an integral in which $\gamma$ stands only in the density, and for a Gaussian the derivative may go inside wherever $\Eq|f(z)|$ is finite in a neighbourhood of $\gamma$, but what comes out is not of the form “density times something”.`,
      spoken:
        'The gradient by gamma of the mean of f equals the integral of f of z times the gradient by gamma of q.',
    },
    'no-density': {
      why: raw`$\nabla_\gamma q$ is positive where probability arrives and negative where it leaves, and in total nothing is gained, so it is no density, and one cannot draw from it.`,
      spoken:
        'The integral of the gradient of q is the gradient of the integral of q, which is the gradient of one, which is zero.',
    },
    'frozen-draw': {
      why: raw`Drawing $z$ first and differentiating then gives nothing at all: a number once drawn does not know $\gamma$, and $f$ does not contain it.`,
      spoken: 'The mean under q of the gradient by gamma of f of z is zero.',
    },
    example: {
      why: raw`The smallest case in which one sees it: for $f(z) = z^2$ the mean $\Eq[z^2] = \mu^2+\sigma^2$ rises with $\mu$, and the derivative at a frozen draw does not notice.`,
      spoken:
        'The derivative by mu of the mean of z squared is the derivative of mu squared plus sigma squared, which is two mu; the mean of the derivative by mu of z squared at a fixed draw is zero.',
    },
    'two-ways': {
      why: raw`There are two ways to make it a mean again: the \term{estimator-score}{score function} keeps the draws and moves their weights, \term{estimator-reparam}{reparameterization} keeps the weights and moves the draws; both are exact, and each has a page of its own.`,
      spoken:
        'The gradient by gamma of the mean of f equals the mean of f times the gradient of log q, and it equals the mean over the noise epsilon of the transposed Jacobian of g times the gradient of f at g of epsilon and gamma.',
    },
  },
  outro: raw`That both are the same gradient can be seen in the view “one coordinate” of the variance panel: two histograms, \term{var-reparam}{blue} and \term{var-score}{orange}, with one mean. That they are not equally good is what the rest of the lab measures.`,
  reference: raw`Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, sections 1 to 3; the exchange for exponential families: Lehmann & Romano, “Testing statistical hypotheses”, third edition, 2005, theorem 2.7.1.`,
}
