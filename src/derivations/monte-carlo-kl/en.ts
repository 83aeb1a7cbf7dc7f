/** Monte Carlo KL, and sticking the landing: English words. */
const { raw } = String

export const en = {
  title: 'Monte Carlo KL, and sticking the landing',
  intro: raw`The KL to a standard normal has a closed form, and using it seems the best one can do. It is not always: estimating the KL from the same draws as the reconstruction can let the noise of the two cancel. How the KL’s gradient is computed is the setting \term{kl-mode}{KL term}; here are its three choices, with $\beta = 1$, one draw, and $g(\eps,\gamma) = \mu+\sigma\odot\eps$.`,
  steps: {
    'same-draws': {
      why: raw`The KL is a mean under $q$, so it can be averaged over the draws that are there anyway; a single draw may well be negative.`,
      spoken:
        'The Monte Carlo estimate of the KL is the average over the draws of log q gamma of z minus log p of z.',
    },
    'log-ratio': {
      why: raw`The constants with $2\pi$ cancel, and $(z_j-\mu_j)/\sigma_j = \eps_j$.`,
      spoken:
        'Log q gamma of z minus log p of z is half the sum over the latents of z j squared minus epsilon j squared minus log sigma j squared.',
    },
    'two-ways-in': {
      why: raw`Differentiated along the path, $\gamma$ enters $\log q$ twice: through the place $z$ of the draw, and through the density itself at a fixed place, which is the score.`,
      spoken:
        'The total derivative with respect to gamma of log q gamma at g of epsilon and gamma is the transposed Jacobian of g times the gradient of log q with respect to z, plus the gradient of log q with respect to gamma, the score.',
    },
    'slope-of-log-q': {
      why: raw`A Gaussian’s log-density falls off from its mean as a parabola of width $\sigma$.`,
      spoken:
        'The gradient of log q with respect to z is minus z minus mu over sigma squared, which is minus epsilon over sigma.',
    },
    'total-mean': {
      why: raw`Shifting density and draw together changes nothing: the path’s part, with $\partial z_j/\partial\mu_j = 1$, and the score cancel at each draw.`,
      spoken:
        'The total derivative of log q with respect to mu j is minus epsilon j over sigma j plus epsilon j over sigma j, which is zero.',
    },
    'total-log-variance': {
      why: raw`With $\partial z_j/\partial\log\sigma_j^2 = \frac12\sigma_j\eps_j$ the random parts cancel again, and what remains is how the peak sinks when the density widens.`,
      spoken:
        'The total derivative of log q with respect to log sigma j squared is minus half epsilon j squared plus half of epsilon j squared minus one, which is minus one half.',
    },
    'monte-carlo': {
      why: raw`The part with the prior, $-\log\prior = \frac12|z|^2$ and a constant, has the slope $z$, taken along the path; together they are the gradient of the Monte Carlo KL.`,
      spoken:
        'The Monte Carlo gradient of the KL with respect to mu j is z j; with respect to log sigma j squared it is half sigma j epsilon j z j, minus one half.',
    },
    'same-mean': {
      why: raw`From $\Ee[z_j] = \mu_j$ and $\Ee[\eps_j z_j] = \sigma_j$: on average it is the gradient of the closed form.`,
      spoken:
        'The mean of the Monte Carlo gradient with respect to mu j is mu j, and with respect to log sigma j squared it is half of sigma j squared minus one.',
    },
    'without-score': {
      why: raw`“Sticking the landing” leaves the score out of the total derivative and keeps only what comes along the path.`,
      spoken:
        'Sticking the landing, the gradient with respect to mu j is z j minus epsilon j over sigma j; with respect to log sigma j squared it is half sigma j epsilon j times that.',
    },
    'still-unbiased': {
      why: raw`What was left out is the score, and the mean of a score is zero.`,
      spoken:
        'The mean of the Monte Carlo gradient minus the sticking-the-landing gradient is the mean score, which is zero.',
    },
    'whole-elbo': {
      why: raw`The same for the whole ELBO, of which the KL’s gradient is subtracted: along the path goes the slope of one function, $\log\joint-\log\qg$, and the total derivative differs from it by the score.`,
      spoken:
        'The sticking-the-landing gradient of the ELBO is the transposed Jacobian of g times the gradient with respect to z of log joint minus log q; the Monte Carlo gradient is that minus the score.',
    },
    landing: {
      why: raw`If the encoder’s Gaussian is the true posterior, that function is the constant $\log\evidence$ and has no slope: each single draw gives the exact gradient, which at this optimum is zero.`,
      spoken:
        'If q equals the posterior, then log joint minus log q is the log evidence for every z, and the sticking-the-landing gradient is zero.',
    },
    'no-landing': {
      why: raw`There the total derivative is minus the score and stays as noisy as that: its variances are those of $\eps_j/\sigma_j$ and of $\frac12(\eps_j^2-1)$.`,
      spoken:
        'If q equals the posterior, the Monte Carlo gradient is minus the score, with variance one over sigma j squared for mu j and one half for log sigma j squared.',
    },
    'closed-form-slope': {
      why: raw`With the closed form the decoder’s slope stands alone, $\nabla_z\log\lik = \nabla_z\log\post-\nabla_z\log\prior$, and less the exact $\mu_j$ of the KL some noise remains even here.`,
      spoken:
        'If q equals the posterior, the gradient of the log likelihood with respect to z is z minus epsilon over sigma, and the closed-form gradient with respect to mu j is sigma j minus one over sigma j, times epsilon j.',
    },
    'closed-form-spread': {
      why: raw`The variance of that, and with respect to $\log\sigma_j^2$ that of $\frac12\sigma_j\eps_j(z_j-\eps_j/\sigma_j)$, which is $\frac12\sigma_j\mu_j\eps_j+\frac12(\sigma_j^2-1)\eps_j^2$; the first is below $1/\sigma_j^2$ wherever $\sigma_j^2 < 2$.`,
      spoken:
        'The variance of the closed-form gradient with respect to mu j is the square of sigma j minus one over sigma j; with respect to log sigma j squared it is a quarter of sigma j squared mu j squared plus two times the square of sigma j squared minus one.',
    },
    'score-function': {
      why: raw`The score function takes no derivative along a path, so there is no part of it to leave out, and sticking the landing does not exist for it; that $f_\gamma$ contains $\gamma$ itself adds minus the mean score, which is zero.`,
      spoken:
        'The score-function gradient is f gamma of z minus the baseline b, times the score, where f gamma is log joint minus log q gamma.',
    },
    'score-function-landing': {
      why: raw`What it has instead is the baseline: at the true posterior $f_\gamma$ is constant, and with $b = \log\evidence$ each single draw gives exactly zero, while with $b = 0$ the noise is the score’s times $\log\evidence$.`,
      spoken:
        'If q equals the posterior, the score-function gradient is log evidence minus b, times the score.',
    },
    'leave-one-out-landing': {
      why: raw`The leave-one-out baseline finds that value by itself, since the mean of equal numbers is that number: with the Monte Carlo KL and leave-one-out the score function, too, sticks the landing.`,
      spoken:
        'If f gamma is the log evidence at all L draws, then f gamma at draw l minus its leave-one-out baseline is zero.',
    },
  },
  outro: raw`No encoder here is ever the true posterior, so the noise does not vanish; how much is gained is measured. Let it train for a while, then change \term{kl-mode}{KL term} between closed form, Monte Carlo and sticking the landing, and watch \term{var-reparam}{blue}; for the \term{var-score}{orange curve} compare closed form and Monte Carlo under leave-one-out with $L \ge 2$. With $\beta \ne 1$ the function along the path is $\log\lik-\beta\,(\log\qg-\log\prior)$, whose optimum is another density, and the landing is there.`,
  reference: raw`Roeder, Wu & Duvenaud, “Sticking the landing: simple, lower-variance gradient estimators for variational inference”, 2017, arXiv:1703.09194; Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, equations 6 and 7 (the two estimators); leave-one-out with the log-ratio: Richter, Boustati, Nüsken, Ruiz & Akyildiz, “VarGrad: a low-variance gradient estimator for variational inference”, 2020, arXiv:2010.10436.`,
}
