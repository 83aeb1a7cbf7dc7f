/** Baselines, and when the score function wins: English words. */
const { raw } = String

export const en = {
  title: 'Baselines, and when the score function wins',
  intro: raw`The score function weights each draw by how good it is; there is less noise in weighting it by how much better it is than expected. That number to compare with is the baseline $b$. One coordinate of $\gamma$ at a time: $s$ is its score, $g = \Eq[f s]$ its exact gradient, and $V(b)$ the variance of one draw.`,
  steps: {
    unbiased: {
      why: raw`The score has mean zero, so any number that is independent of the draw may be subtracted from $f$, be it computed from the image, from other draws or from earlier steps.`,
      spoken:
        'The mean of f minus b times the score equals the mean of f times the score, minus b times the mean score, which is zero.',
    },
    parabola: {
      why: raw`The second moment is multiplied out, and the mean to be squared and subtracted is $g$ whatever $b$ is: the variance is a parabola in the baseline.`,
      spoken:
        'The variance V of b is the mean of f squared times s squared, minus two b times the mean of f times s squared, plus b squared times the mean of s squared, minus g squared.',
    },
    best: {
      why: raw`Its lowest point, where the derivative $-2\,\Eq[f s^2]+2b\,\Eq[s^2]$ is zero, is a mean of $f$ in which draws with a large score count more (for one number $b$ for all coordinates, with $|s|^2$ in place of $s^2$), and in vertex form a baseline that is off by $\Delta$ adds $\Delta^2$ times the mean squared score.`,
      spoken:
        'The best constant baseline, b star, is the mean of f times s squared over the mean of s squared; V of b equals V of b star plus the square of b minus b star times the mean squared score.',
    },
    'what-remains': {
      why: raw`For the quadratic $f = A_0+A_1\eps+A_2\eps^2$ the height $A_0$ is gone, and what remains is slope and curvature: never less than the pathwise variance, and arbitrarily far above it where $f$ is steep; at $\mu = \sigma = 1$, with respect to $\mu$, it is $134$ against $4$ for $(z+3)^2$, and $128$ against $0.04$ for $z^2/10+7.8z$.`,
      spoken:
        'For mu and log sigma, the best baseline is A zero plus three A two, and A zero plus five A two; the variance there is six A two squared plus two A one squared over sigma squared, and twenty-four A two squared plus ten A one squared; at the mean of f, ten A two squared plus two A one squared over sigma squared, and fifty-six A two squared plus ten A one squared; the pathwise variance is four A two squared over sigma squared, and eight A two squared plus A one squared.',
    },
    'moving-average': {
      why: raw`The cheapest guess at $\Eq[f]$ is a running average of the minibatch means $\bar f_t$ of the steps so far, recent ones counting more, which starts from the first step’s mean; it is independent of the present draws, and so harmless, only because it is updated after it has been used.`,
      spoken:
        'The baseline of the next step is four fifths of the present one plus one fifth of the present minibatch mean of f.',
    },
    'own-draw': {
      why: raw`A mean that includes the draw itself is not independent of it: of the $L$ products of an $f$ with the score of draw $l$ only that with its own $f$ has a mean, $g$, and the estimate is biased: its mean is $(1-1/L)\,g$.`,
      spoken:
        'The mean of f at draw l minus the average of f over all L draws, times the score of draw l, is one minus one over L, times g.',
    },
    'other-images': {
      why: raw`The baseline “batch mean” therefore averages over the other images $i'$ of the minibatch only, whose draws are independent of those of image $i$; it knows how large $f$ is in general, but not which image is hard.`,
      spoken:
        'The batch baseline of image i is the average of f over all L draws of all the other images of the minibatch.',
    },
    'leave-one-out': {
      why: raw`Leaving the own draw out makes the mean of the other draws of the same image independent of it, so this baseline is unbiased and follows every image and every step without being learned; the estimator it gives is the sample covariance of $f$ and the score.`,
      spoken:
        'The leave-one-out baseline of draw l is the average of f over the other L minus one draws; the estimate is one over L minus one times the sum of f minus its average times the score minus its average.',
    },
    'leave-one-out-variance': {
      why: raw`The first part is the variance with the baseline $\Eq[f]$, the second what it costs not to know $\Eq[f]$: products of the deviation of one draw with the score of another, uncorrelated with the first part, whose share vanishes like $1/L^2$.`,
      spoken:
        'The variance of the leave-one-out estimate is V at the mean of f over L, plus the variance of f times the variance of the score plus g squared, over L times L minus one.',
    },
    cosine: {
      why: raw`Now an $f$ for which the order turns round, with the mean from the Gaussian’s characteristic function $\Ee[e^{it\eps}] = e^{-t^2/2}$ at $t = k\sigma$.`,
      spoken:
        'f of z is the cosine of k z; its mean is e to the minus k squared sigma squared over two, times the cosine of k mu; the derivative g with respect to mu is minus k times the same exponential times the sine of k mu.',
    },
    'cosine-variances': {
      why: raw`From $\sin^2 kz = \frac12(1-\cos 2kz)$ and $\cos^2 kz = \frac12(1+\cos 2kz)$, with the same characteristic function at $t = 2k\sigma$ for $r_0 = \Eq[\cos 2kz]$, and minus its second derivative for $r_2 = \Eq[\eps^2\cos 2kz]$.`,
      spoken:
        'The variance of minus k sine k z is k squared over two times one minus r zero, minus g squared; that of the cosine of k z times epsilon over sigma is one plus r two over two sigma squared, minus g squared; r zero is e to the minus two k squared sigma squared times the cosine of two k mu, and r two is one minus four k squared sigma squared, times r zero.',
    },
    'who-wins': {
      why: raw`Where $f$ goes up and down several times within $\sigma$, $r_0$, $r_2$ and $g$ are next to nothing and the variances are $k^2/2$ and $1/(2\sigma^2)$: slopes grow with $k$ and say nothing about the mean, values stay between $-1$ and $1$, and the score function wins.`,
      spoken:
        'At mu and sigma equal to one, for cosine z the pathwise variance is 0.267674 and the score function’s 0.323993; for cosine of five z they are 12.5 and 0.5.',
    },
  },
  outro: raw`Large variance is not the score function’s fault alone but that of an $f$ with a large constant and many latents; a good \term{baseline}{baseline} removes the constant, more \term{samples}{samples} reduce the rest, at a cost that the view “vs L” shows, where every baseline has a curve. Whether it pays off depends on $f$: a decoder’s $f$ is, where both variances have been measured, smooth enough on the scale of $\sigma$ for slopes to be the better guide.`,
  exercise: {
    task: raw`In the view “one dimension” choose the cosine, $\mu = \sigma = 1$, and raise $k$ from $1$ to $5$.`,
    question: raw`Which estimator has less variance at $k = 5$?`,
    choices: ['The score function', 'Reparameterized'],
    because: raw`At $k = 5$ it is $0.5$ against $12.5$: the slope grows with $k$, the values do not. Somewhere between lies a $k$ at which the two are equal.`,
  },
  reference: raw`Williams, “Simple statistical gradient-following algorithms for connectionist reinforcement learning”, Machine Learning 8, 1992; the best constant: Greensmith, Bartlett & Baxter, “Variance reduction techniques for gradient estimates in reinforcement learning”, JMLR 5, 2004, and Ranganath, Gerrish & Blei, “Black box variational inference”, 2014, arXiv:1401.0118; moving average: Mnih & Gregor, “Neural variational inference and learning in belief networks”, 2014, arXiv:1402.0030, section 2.3.1; leave-one-out: Kool, van Hoof & Welling, “Buy 4 REINFORCE samples, get a baseline for free!”, 2019; the cosine: Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, section 3.`,
}
