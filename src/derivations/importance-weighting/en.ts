/** The importance-weighted bound: English words. */
const { raw } = String

export const en = {
  title: 'The importance-weighted bound',
  intro: raw`Average the weights of $K$ draws before taking the logarithm, and the bound on $\log\evidence$ becomes tighter with each further draw. What happens to the gradient is less obvious: that of the decoder becomes better, that of the encoder drowns. Figures are for the smallest model, $z\sim\N(0,1)$, $x\sim\N(z,1)$, $x = 2$, with $q = \N(0.8,0.36)$, and gradients with respect to $(\mu,\log\sigma)$.`,
  steps: {
    bound: {
      why: raw`For $K = 1$ this is the ELBO; the mean weight is an unbiased estimate of $\evidence$, so by Jensen’s inequality the mean of its logarithm is at most $\log\evidence$.`,
      spoken:
        'L K is the mean of the log of the average of K weights, where w k is the joint density of x and z k over q of z k.',
    },
    'leave-one-out': {
      why: raw`The average of $K+1$ weights is the average of the $K+1$ averages that leave one of them out, since every weight is left out once.`,
      spoken:
        'The average of K plus one weights equals the average over j of the averages of the K weights other than w j.',
    },
    tightens: {
      why: raw`The logarithm of that average is at least the average of the logarithms, and each of these has the mean $\mathcal{L}_K$: a further draw never loosens the bound.`,
      spoken: 'L K is at most L K plus one, which is at most the log evidence.',
    },
    gradient: {
      why: raw`With reparameterized draws the derivative of the logarithm of a sum is the mean of the derivatives, weighted with the share of each term; for the decoder the same weights stand before $\nabla_\theta\log p_\theta(x,z_k)$.`,
      spoken:
        'The gradient of L K is the mean of the sum over k of w tilde k times the total derivative of log w k with respect to gamma, where w tilde k is w k over the sum of the weights.',
    },
    figures: {
      why: raw`The bound rises towards $\log\evidence = -2.265512$, and the encoder’s gradient shrinks with it, faster than its noise does: the last row, signal over noise, falls like $1/\sqrt K$, since the better the bound, the less the encoder matters for it.`,
      spoken:
        'For K equal to 1, 2 and 3 the bound is minus 2.329764, minus 2.306695 and minus 2.296392; the mean gradient with respect to mu is 0.4, 0.266187 and 0.203953; its variance is 1.44, 0.960965 and 0.741032; the ratio of mean and standard deviation is 0.333, 0.272 and 0.237.',
    },
  },
  outro: raw`So a tighter bound is not simply a better objective: it trains the decoder better and the encoder worse, unless the encoder’s gradient is written differently, which the next two derivations do. An importance-weighted bound must not be compared with an \term{elbo}{ELBO}, nor one $K$ with another, without saying so.`,
  exercise: {
    task: raw`Let the encoder be the true posterior and raise $K$ from $1$ to $50$.`,
    question: raw`By how much does the bound rise?`,
    choices: ['By a few nats', 'Not at all', 'It falls'],
    because: raw`At the true posterior every weight equals $\evidence$, so their average does too, and $\mathcal{L}_K = \log\evidence$ for every $K$: more draws help only a $q$ that is not exact.`,
  },
  reference: raw`Burda, Grosse & Salakhutdinov, “Importance weighted autoencoders”, 2015, arXiv:1509.00519, theorem 1, equations 8 and 14; the signal-to-noise ratio: Rainforth et al., “Tighter variational bounds are not necessarily better”, 2018, arXiv:1802.04537.`,
}
