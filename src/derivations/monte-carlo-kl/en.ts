/** Monte Carlo KL, and sticking the landing: English words. */
const { raw } = String

export const en = {
  title: 'Monte Carlo KL, and sticking the landing',
  intro: raw`The KL to a standard normal has a closed form, and using it seems the best one can do. It is not always: estimating the KL from the same draws as the reconstruction can let the noise of the two cancel. How the KL’s gradient is computed is the setting \term{kl-mode}{KL term}; here are its three choices, with $\beta = 1$, one draw, and $z(\eps,\gamma) = \mu+\sigma\odot\eps$.`,
  steps: {
    'same-draws': {
      why: raw`The KL is an expectation under $q$, so it can be averaged over the draws that are there anyway, where the constants with $2\pi$ cancel and $(z_j-\mu_j)/\sigma_j = \eps_j$; a single draw may well be negative.`,
      spoken:
        'The Monte Carlo estimate of the KL is the average over the draws of log q gamma of z minus log p of z, which is half the sum over the latents of z j squared minus epsilon j squared minus log sigma j squared.',
    },
    'two-ways-in': {
      why: raw`Differentiated along the path, $\gamma$ enters $\log q$ twice: through the place $z$ of the draw, and through the density itself at a fixed place, which is the score.`,
      spoken:
        'The total derivative with respect to gamma of log q gamma at z of epsilon and gamma is the transposed Jacobian of z times the gradient of log q with respect to z, plus the gradient of log q with respect to gamma, the score.',
    },
    total: {
      why: raw`With $\nabla_z\log q = -\eps/\sigma$, $\partial z_j/\partial\mu_j = 1$ and $\partial z_j/\partial\log\sigma_j^2 = \frac12\sigma_j\eps_j$ the random parts cancel at each draw: shifting density and draw together changes nothing, and what remains for the width is how the peak sinks when the density widens.`,
      spoken:
        'The total derivative of log q with respect to mu j is minus epsilon j over sigma j plus epsilon j over sigma j, which is zero; with respect to log sigma j squared it is minus half epsilon j squared plus half of epsilon j squared minus one, which is minus one half.',
    },
    'monte-carlo': {
      why: raw`The part with the prior, $-\log\prior = \frac12|z|^2$ and a constant, has the derivative $z$, taken along the path; together they are the gradient of the Monte Carlo KL, and from $\Ee[z_j] = \mu_j$ and $\Ee[\eps_j z_j] = \sigma_j$ its mean is the gradient of the closed form.`,
      spoken:
        'The Monte Carlo gradient of the KL with respect to mu j is z j, with mean mu j; with respect to log sigma j squared it is half sigma j epsilon j z j, minus one half, with mean half of sigma j squared minus one.',
    },
    'without-score': {
      why: raw`“Sticking the landing” leaves the score out of the total derivative and keeps only what comes along the path; since the mean of a score is zero, it stays unbiased.`,
      spoken:
        'Sticking the landing, the gradient with respect to mu j is z j minus epsilon j over sigma j; with respect to log sigma j squared it is half sigma j epsilon j times that; the mean difference from the Monte Carlo gradient is the mean score, which is zero.',
    },
    'whole-elbo': {
      why: raw`The same for the whole ELBO, of which the KL’s gradient is subtracted: along the path goes the gradient of one function, $\log\joint-\log\qg$, and the total derivative differs from it by the score.`,
      spoken:
        'The sticking-the-landing gradient of the ELBO is the transposed Jacobian of z times the gradient with respect to z of log joint minus log q; the Monte Carlo gradient is that minus the score.',
    },
    landing: {
      why: raw`If the encoder’s Gaussian is the true posterior, that function is the constant $\log\evidence$ and its gradient is zero: each single draw gives the exact gradient, which at this optimum is zero.`,
      spoken:
        'If q equals the posterior, then log joint minus log q is the log evidence for every z, and the sticking-the-landing gradient is zero.',
    },
    'no-landing': {
      why: raw`There the total derivative is minus the score and stays as noisy as that: its variances are those of $\eps_j/\sigma_j$ and of $\frac12(\eps_j^2-1)$.`,
      spoken:
        'If q equals the posterior, the Monte Carlo gradient is minus the score, with variance one over sigma j squared for mu j and one half for log sigma j squared.',
    },
    'closed-form': {
      why: raw`With the closed form the decoder’s gradient stands alone, $\nabla_z\log\lik = \nabla_z\log\post-\nabla_z\log\prior = z-\eps/\sigma$, and minus the exact $\mu_j$ of the KL some noise remains even here, less than $1/\sigma_j^2$ for the means wherever $\sigma_j^2 < 2$.`,
      spoken:
        'If q equals the posterior, the closed-form gradient with respect to mu j is sigma j minus one over sigma j, times epsilon j; its variance is the square of sigma j minus one over sigma j, and with respect to log sigma j squared it is a quarter of sigma j squared mu j squared plus two times the square of sigma j squared minus one.',
    },
    'score-function': {
      why: raw`The score function takes no derivative along a path, so there is no part of it to leave out; what it has instead is the baseline, for at the true posterior $f_\gamma$ is constant, and with $b = \log\evidence$ each single draw gives exactly zero.`,
      spoken:
        'The score-function gradient is f gamma of z minus the baseline b, times the score, where f gamma is log joint minus log q gamma; if q equals the posterior it is log evidence minus b, times the score.',
    },
    'leave-one-out-landing': {
      why: raw`The leave-one-out baseline finds that value by itself, since the mean of equal numbers is that number: with the Monte Carlo KL and leave-one-out the score function, too, sticks the landing.`,
      spoken:
        'If f gamma is the log evidence at all L draws, then f gamma at draw l minus its leave-one-out baseline is zero.',
    },
  },
  outro: raw`No encoder here is ever the true posterior, so the noise does not vanish; how much is gained is measured in the variance panel. With $\beta \ne 1$ the function along the path is $\log\lik-\beta\,(\log\qg-\log\prior)$, whose optimum is another density, and the landing is there.`,
  exercise: {
    task: raw`Train for a while, then change \term{kl-mode}{KL term} between closed form, Monte Carlo and sticking the landing, and watch the curves of the variance.`,
    question: raw`What differs between the three?`,
    choices: ['The mean of the gradient', 'Its mean and its noise', 'Its noise only'],
    because: raw`All three have the same expectation, as the lines above show; only the noise differs, and which is smallest depends on how near the encoder is to the true posterior.`,
  },
  reference: raw`Roeder, Wu & Duvenaud, “Sticking the landing: simple, lower-variance gradient estimators for variational inference”, 2017, arXiv:1703.09194; Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, equations 6 and 7 (the two estimators); leave-one-out with the log-ratio: Richter, Boustati, Nüsken, Ruiz & Akyildiz, “VarGrad: a low-variance gradient estimator for variational inference”, 2020, arXiv:2010.10436.`,
}
