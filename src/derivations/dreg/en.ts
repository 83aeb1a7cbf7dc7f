/** Doubly reparameterized gradients (DReG): English words. */
const { raw } = String

export const en = {
  title: 'Doubly reparameterized gradients (DReG)',
  intro: raw`In the gradient of the importance-weighted bound a score is hidden, as in the Monte Carlo KL, and it carries most of the noise. It cannot simply be left out, but it can be reparameterized once more. $\tilde w_k = w_k/\sum_jw_j$ are the shares of the weights, and the derivative along the path is $\partial\log w_k/\partial z_k$ times $\partial z_k/\partial\gamma$.`,
  steps: {
    'two-ways-in': {
      why: raw`$\gamma$ enters the weight through the place of the draw and through the density $q$ in its denominator, whose derivative at a fixed place is the score.`,
      spoken:
        'The total derivative of log w k with respect to gamma is its derivative with respect to z k times that of z k with respect to gamma, minus the score at z k.',
    },
    'score-along-path': {
      why: raw`Score function and reparameterization have the same mean, so any term with a score may be rewritten along the path; here $h = \tilde w_k$ as a function of its own draw, the others fixed.`,
      spoken:
        'The mean of h times the score is the mean of the derivative of h with respect to z times that of z with respect to gamma.',
    },
    'share-slope': {
      why: raw`The share is the softmax of the log weights, with the derivative of softmax.`,
      spoken:
        'The derivative of w tilde k with respect to z k is w tilde k times one minus w tilde k times the derivative of log w k.',
    },
    dreg: {
      why: raw`The path’s part has the factor $\tilde w_k$, the rewritten score takes $\tilde w_k(1-\tilde w_k)$ away, and what is left is the square: unbiased for the same gradient, and for $K = 1$ it is sticking the landing.`,
      spoken:
        'The DReG estimate is the sum over k of w tilde k squared times the derivative of log w k with respect to z k times that of z k with respect to gamma.',
    },
    'weighted-kl': {
      why: raw`With a weight $\beta$ on the KL, $\log w_k = f(z_k)-\beta\log\bigl(q(z_k)/p(z_k)\bigr)$ holds $\log q$ only $\beta$ times, so $\beta\,\tilde w_k(1-\tilde w_k)$ is taken away from $\tilde w_k$: for $\beta = 1$ the square, for $K = 1$ always the factor $1$.`,
      spoken:
        'With a weight beta on the KL the DReG estimate is the sum over k of one minus beta times w tilde k plus beta times w tilde k squared, times the derivative of log w k with respect to z k times that of z k with respect to gamma.',
    },
    'only-dropped': {
      why: raw`Leaving the scores out, as sticking the landing does for the ELBO, is biased here, because $\tilde w_k$ depends on $z_k$ and the mean of $\tilde w_k s(z_k)$ is not zero: at $K = 2$ in the table below it would be $0.452039$ in place of $0.266187$.`,
      spoken:
        'The mean of the sum over k of w tilde k times the derivative along the path is not the gradient of L K for K above one.',
    },
    table: {
      why: raw`In the first row, $q$ given by its mean and standard deviation, the variance falls to a fifteenth with respect to $\mu$ and to a seventh with respect to $\log\sigma$; in the second, where $q$ is too narrow and in the wrong place, it rises: the derivative of $\log w$ is then large, and it is the score that partly cancels it.`,
      spoken:
        'At K equal to two, for q with mean 0.8 and deviation 0.6, the variances with respect to mu are 0.960965 for the path and 0.063211 for DReG, with respect to log sigma 0.790415 and 0.113833; for mean 1.5 and deviation 0.4 they are 0.549803 and 1.540623, and 0.283866 and 1.062649.',
    },
  },
  outro: raw`At the true posterior $\log w$ is constant and every draw of DReG gives exactly zero, as sticking the landing does; far from it nothing is promised. It is for the encoder; the decoder’s gradient keeps the factor $\tilde w_k$.`,
  exercise: {
    task: raw`Take $K = 1$ in the formula of DReG.`,
    question: raw`Which known estimator is it?`,
    choices: ['The score function', 'Sticking the landing', 'The closed-form KL'],
    because: raw`With one draw $\tilde w_1 = 1$ and the estimate is the derivative of $\log w$ along the path alone, without the score.`,
  },
  reference: raw`Tucker, Lawson, Gu & Maddison, “Doubly reparameterized gradient estimators for Monte Carlo objectives”, 2018, arXiv:1810.04152; sticking the landing: Roeder, Wu & Duvenaud, 2017, arXiv:1703.09194.`,
}
