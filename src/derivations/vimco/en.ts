/** The score function for K draws (VIMCO): English words. */
const { raw } = String

export const en = {
  title: 'The score function for K draws (VIMCO)',
  intro: raw`Discrete codes have no path, and the importance-weighted bound is still wanted. The score function works, but one number, the log of the mean weight, would be the signal for all $K$ draws. VIMCO gives each draw its own baseline, made of the other draws. $\hat L = \log\frac1K\sum_kw_k$, $\tilde w_k = w_k/\sum_jw_j$, $s_k = s(z_k)$.`,
  steps: {
    'two-terms': {
      why: raw`The product rule: $\gamma$ changes the distribution of all $K$ draws, whose scores add up, and it stands in the weights themselves.`,
      spoken:
        'The gradient of L K is the mean of L hat times the sum of the scores, plus the mean of the sum of w tilde k times the gradient of log w k at fixed z k.',
    },
    'second-term': {
      why: raw`At a fixed place only $q$ in the denominator contains $\gamma$; unlike for the ELBO, where it had mean zero, this term stays, because $\tilde w_k$ depends on $z_k$.`,
      spoken:
        'The gradient of log w k at fixed z k is minus the score, so the gradient of L K is the mean of the sum over k of L hat minus w tilde k, times the score.',
    },
    others: {
      why: raw`What $\hat L$ would have been if draw $k$ had been an average one: its weight is replaced by the geometric mean of the others, which does not depend on $z_k$ and may therefore be subtracted.`,
      spoken:
        'L hat minus k is the log of one over K times the sum of the other weights plus the geometric mean of the other weights.',
    },
    vimco: {
      why: raw`Each draw is judged by what it added to the bound: unbiased, needs no path and no learned baseline, and takes at least two draws, like leave-one-out.`,
      spoken:
        'The VIMCO estimate is the sum over k of L hat minus L hat minus k minus w tilde k, times the score.',
    },
    table: {
      why: raw`Here, where a path exists, the two differ by little: for a Gaussian of one latent near the posterior the score function with such a baseline is a serious rival.`,
      spoken:
        'For mean 0.8, deviation 0.6 and K equal to two, the means are 0.266187 and 0.217099; the variances of VIMCO are 1.153333 and 0.878716, those of the pathwise estimate 0.960965 and 0.790415.',
    },
  },
  outro: raw`With a weight $\beta$ on the KL the last term is $-\beta\,\tilde w_ks_k$. Two mistakes are common in public code: dropping $-\tilde w_k s_k$, which biases the gradient, and computing $\tilde w_k$ and $\hat L_{-k}$ without the largest weight taken out, which overflows.`,
  exercise: {
    task: raw`Leave $-\tilde w_k s_k$ out of the estimate at the true posterior, where all weights are equal.`,
    question: raw`What changes there?`,
    choices: ['The mean', 'Nothing but the noise', 'It becomes infinite'],
    because: raw`At the true posterior $\tilde w_k = 1/K$ is constant, so what is left out has mean zero; then $\hat L-\hat L_{-k} = 0$ as well, and all the noise of VIMCO there came from that term. Elsewhere the mean changes, too.`,
  },
  reference: raw`Mnih & Rezende, “Variational inference for Monte Carlo objectives”, 2016, arXiv:1602.06725, algorithm 1.`,
}
