/** The score function: English words. */
const { raw } = String

export const en = {
  title: 'The score function (REINFORCE)',
  intro: raw`What the encoder returns for one image is $\gamma$, which is $(\mu, \lv)$ for a Gaussian and the logits for bits or classes, where an integral over $z$ becomes a sum; $\qg$ stands for $\q$ as a function of it. We want the gradient with respect to $\gamma$ of $E = \Eq[f(z)]$, first with $f(z) = \log\lik$, of which only values are needed: no slope, not even continuity. The idea: keep the samples fixed and reweight them.`,
  steps: {
    inside: {
      why: raw`The mean is an integral in which $\gamma$ stands only in the density, and for an exponential family such as the Gaussian the derivative may be taken inside wherever $\Eq|f(z)|$ is finite in a neighbourhood of $\gamma$.`,
      spoken:
        'The gradient with respect to gamma of the mean of f of z under q equals the integral over z of f of z times the gradient of the density q.',
    },
    'log-derivative': {
      why: raw`The chain rule $\nabla\log q = \nabla q/q$, multiplied by $q$, which is positive for every $z$.`,
      spoken: 'The gradient of the density equals the density times the gradient of its logarithm.',
    },
    expectation: {
      why: raw`Put into the integral, $\qg$ appears as a factor again, so the integral is once more a mean over draws from $q$, now of $f$ times the score $s$.`,
      spoken:
        'The gradient of the mean of f equals the mean, under q, of f of z times the score s of z, which is the gradient of the log-density.',
    },
    estimator: {
      why: raw`A mean is estimated without bias by averaging $L$ independent draws; this is the \term{estimator-score}{score-function estimator}, also called REINFORCE or the likelihood-ratio estimator.`,
      spoken: 'The estimate g hat is the average, over L draws of z from q, of f of z times the score of z.',
    },
    'score-mean': {
      why: raw`A density integrates to one for every $\gamma$, so the mean of its score is zero, by the same exchange with $f = 1$.`,
      spoken:
        'The mean of the score under q is the integral of the gradient of q, which is the gradient of the integral of q, the gradient of one, which is zero.',
    },
    'whole-elbo': {
      why: raw`Now let $f$ be the whole integrand of the ELBO, as when the KL is estimated from the same draws: then $f$ itself contains $\gamma$.`,
      spoken: 'Let f gamma of z be the log joint density of x and z minus the log of q gamma of z.',
    },
    'two-terms': {
      why: raw`The product rule under the integral: $\gamma$ moves the density, which gives the first term as before, and it moves the function, which gives the second.`,
      spoken:
        'The gradient of the mean of f gamma equals the mean of f gamma times the score, plus the mean of the gradient of f gamma.',
    },
    'second-term': {
      why: raw`Of $f_\gamma$ only $-\log\qg$ contains $\gamma$, so the second term is minus the mean of the score, which is zero: the estimator of the whole ELBO has the same form, $f_\gamma$ times $s$.`,
      spoken:
        'The mean of the gradient of f gamma equals minus the mean of the gradient of the log of q, which is minus the mean score, which is zero.',
    },
    'log-density': {
      why: raw`The encoder’s Gaussian has independent coordinates, a diagonal covariance with its own width for each latent (with one width for all it would be isotropic), so its log-density is a sum over the $D$ latents; the encoder returns $\log\sigma_j^2$, since any real number is then a width, and a step changes it by a factor.`,
      spoken:
        'The log of q gamma of z is the sum over the latents j of minus half log two pi, minus half log sigma j squared, minus the square of z j minus mu j over two sigma j squared.',
    },
    'score-of-mean': {
      why: raw`Only the last part contains $\mu_j$; a draw is made as $z_j = \mu_j + \sigma_j\eps_j$, so the score can be written with its noise.`,
      spoken:
        'The derivative of the log-density with respect to mu j is z j minus mu j over sigma j squared, which equals epsilon j over sigma j.',
    },
    'score-of-log-variance': {
      why: raw`With respect to $v = \log\sigma_j^2$ the middle part gives $-\frac12$, and since $1/\sigma_j^2 = e^{-v}$ the last one gives $\frac12(z_j-\mu_j)^2/\sigma_j^2$.`,
      spoken:
        'The derivative of the log-density with respect to log sigma j squared is half of the quantity z j minus mu j squared over sigma j squared, minus one; that is half of epsilon j squared minus one.',
    },
    'by-hand': {
      why: raw`The two scores put into the estimator, coordinate by coordinate: these $2D$ numbers are computed from forward passes alone and set by hand as the gradient at the encoder’s output, which in PyTorch takes six lines (for $-E$, which is minimised, and one draw).`,
      spoken:
        'The estimated derivative of E with respect to mu is the average over the draws of f of z times epsilon over sigma; with respect to log sigma squared it is the average of f of z times half of epsilon squared minus one.',
    },
    'with-kl': {
      why: raw`If the KL is computed in \term{kl-mode}{closed form}, its exact gradient with respect to $\gamma$, weighted by $\beta$, is subtracted; it has no noise.`,
      spoken:
        'The estimated gradient of the objective with respect to gamma is the estimated gradient of E minus beta times the pair mu, half of sigma squared minus one.',
    },
    encoder: {
      why: raw`From here on back-propagation goes backwards through the encoder as it always does; its Jacobian depends on the image and on $\phi$ but not on the draws, so an estimate that is unbiased for $\gamma$ stays unbiased for $\phi$.`,
      spoken:
        'The estimated gradient with respect to the encoder’s parameters phi is the transposed Jacobian of gamma with respect to phi, times the estimated gradient with respect to gamma.',
    },
    decoder: {
      why: raw`The decoder’s parameters are not in $\q$, so their gradient goes inside the mean and is averaged over the same draws, for this estimator as for any other.`,
      spoken:
        'The estimated gradient with respect to the decoder’s parameters theta is the average over the draws of the gradient of log p theta of x given z.',
    },
  },
  outro: raw`A draw with $f > 0$ pulls $\mu$ towards itself, one with $f < 0$ pushes it away; with Bernoulli pixels every $f$ is negative, so every draw pushes, and only the difference between strong and weak pushes carries the signal. In the variance panel this is the \term{var-score}{orange curve}. Later derivations measure this noise and reduce it.`,
  exercise: {
    task: raw`While it trains with Reparameterized, watch the two curves of the variance, then choose \term{estimator-score}{Score function}.`,
    question: raw`What do the two curves do in the first measurement after the switch?`,
    choices: ['Next to nothing: the weights are the same', 'They change places'],
    because: raw`Both curves are measured at the same weights, whichever estimator trains; the switch changes neither, and only later, when training with more noise has led to other weights, do they go elsewhere.`,
  },
  reference: raw`Glynn, “Likelihood ratio gradient estimation for stochastic systems”, Communications of the ACM 33, 1990; Williams, “Simple statistical gradient-following algorithms for connectionist reinforcement learning”, Machine Learning 8, 1992; for variational inference: Paisley, Blei & Jordan, “Variational Bayesian inference with stochastic search”, 2012, arXiv:1206.6430; Ranganath, Gerrish & Blei, “Black box variational inference”, 2014, arXiv:1401.0118, section 2; survey: Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, section 4.`,
}
