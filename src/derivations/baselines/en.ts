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
      why: raw`Its lowest point, where the derivative $-2\,\Eq[f s^2]+2b\,\Eq[s^2]$ is zero: a mean of $f$ in which draws with a large score count more.`,
      spoken:
        'The best constant baseline, b star, is the mean of f times s squared over the mean of s squared.',
    },
    price: {
      why: raw`In vertex form: a baseline that is off by $\Delta$ adds $\Delta^2$ times the mean squared score, which is $1/\sigma^2$ for $\mu$ and $2$ for $\log\sigma$.`,
      spoken: 'V of b equals V of b star plus the square of b minus b star times the mean squared score.',
    },
    'best-quadratic': {
      why: raw`For the quadratic $f = A+B\eps+C\eps^2$ of the derivation before: its completed squares vanish at these baselines, of which the usual one, the mean of $f$, is off by $2C$ and by $4C$.`,
      spoken:
        'The best baseline for mu is A plus three C, for log sigma it is A plus five C, and the mean of f is A plus C.',
    },
    'what-remains': {
      why: raw`With the height $A$ gone, what remains is slope and curvature: for a quadratic never less than the pathwise variance, and arbitrarily far above it where $f$ is steep, since $B$ stands in the first rows even where the last has none; at $\mu = \sigma = 1$ it is $134$ against $4$ for $(z+3)^2$, and $128$ against $0.04$ for $z^2/10+7.8z$.`,
      spoken:
        'For mu and log sigma, the variance at the best baseline is six C squared plus two B squared over sigma squared, and twenty-four C squared plus ten B squared; at the mean of f, ten C squared plus two B squared over sigma squared, and fifty-six C squared plus ten B squared; the pathwise variance is four C squared over sigma squared, and eight C squared plus B squared.',
    },
    'one-for-all': {
      why: raw`One number for all coordinates of $\gamma$ together minimises the sum of their parabolas, hence the same formula with $|s|^2$, the sum of the squared scores.`,
      spoken:
        'The one baseline that minimises the trace of the covariance is the mean of f times the squared length of the score, over the mean squared length of the score.',
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
      why: raw`Leaving the own draw out makes the mean of the other draws of the same image independent of it, so this baseline is unbiased and follows every image and every step without being learned.`,
      spoken: 'The leave-one-out baseline of draw l is the average of f over the other L minus one draws.',
    },
    covariance: {
      why: raw`Since $f(z_l)-b_l = \frac{L}{L-1}(f(z_l)-\bar f)$, and since subtracting the mean score $\bar s$ changes nothing when the deviations of $f$ add up to zero, the estimator is the sample covariance of $f$ and the score, unbiased for $\Cov[f,s] = g$.`,
      spoken:
        'The leave-one-out estimate, the average of f minus b l times the score, equals one over L minus one times the sum of f minus its average times the score minus its average: the sample covariance.',
    },
    'two-parts': {
      why: raw`For its variance write $f$ as its deviation $h$ from the true mean, which cancels in $f(z_l)-b_l$: the first part is the estimator with the baseline $\Eq[f]$, the second is what it costs not to know $\Eq[f]$.`,
      spoken:
        'The estimate is the average of h l s l, minus one over L times L minus one times the sum, over all pairs of different draws k and l, of h k s l; h is f minus its mean.',
    },
    uncorrelated: {
      why: raw`Since $k \ne l$, at least one of the two draws is not draw $m$, and its factor, $h$ or $s$, has mean zero and is independent of the rest: the two parts are uncorrelated, and their variances add up.`,
      spoken: 'The mean of h m s m h k s l is zero whenever k differs from l.',
    },
    'second-part': {
      why: raw`Of the products of two terms of this sum only those have a mean in which each draw occurs with a partner: $h_k s_l$ with itself gives $\Var[f]\,\Var[s]$, and with $h_l s_k$ gives $g^2$, for each of the $L(L-1)$ ordered pairs.`,
      spoken:
        'The variance of the sum over pairs of different draws of h k s l is L times L minus one times the sum of the variance of f times the variance of the score and g squared.',
    },
    'leave-one-out-variance': {
      why: raw`Divided by $L^2$ and $L^2(L-1)^2$ and added: for large $L$ the cost of not knowing the mean vanishes like $1/L^2$, faster than the variance itself.`,
      spoken:
        'The variance of the leave-one-out estimate is V at the mean of f over L, plus the variance of f times the variance of the score plus g squared, over L times L minus one.',
    },
    cosine: {
      why: raw`Now an $f$ for which the order turns round, with the mean from the Gaussian’s characteristic function $\Ee[e^{it\eps}] = e^{-t^2/2}$ at $t = k\sigma$.`,
      spoken:
        'f of z is the cosine of k z; its mean is e to the minus k squared sigma squared over two, times the cosine of k mu; the derivative g with respect to mu is minus k times the same exponential times the sine of k mu.',
    },
    'cosine-moments': {
      why: raw`The same function at $t = 2k\sigma$, and minus its second derivative with respect to $t$, which is $(1-t^2)\,e^{-t^2/2}$.`,
      spoken:
        'r zero, the mean of the cosine of two k z, is e to the minus two k squared sigma squared times the cosine of two k mu; r two, the mean of epsilon squared times that cosine, is one minus four k squared sigma squared, times r zero.',
    },
    'cosine-pathwise': {
      why: raw`The slope is $-k\sin kz$, and $\sin^2 kz = \frac12(1-\cos 2kz)$.`,
      spoken:
        'The variance of minus k sine k z is k squared over two times one minus r zero, minus g squared.',
    },
    'cosine-score': {
      why: raw`Here $\cos^2 kz = \frac12(1+\cos 2kz)$, weighted with $\eps^2/\sigma^2$.`,
      spoken:
        'The variance of the cosine of k z times epsilon over sigma is one plus r two over two sigma squared, minus g squared.',
    },
    'who-wins': {
      why: raw`Where $f$ goes up and down several times within $\sigma$, $r_0$, $r_2$ and $g$ are next to nothing and the variances are $k^2/2$ and $1/(2\sigma^2)$: slopes grow with $k$ and say nothing about the mean, values stay between $-1$ and $1$, and the score function wins.`,
      spoken:
        'At mu and sigma equal to one, for cosine z the pathwise variance is 0.267674 and the score function’s 0.323993; for cosine of five z they are 12.5 and 0.5.',
    },
  },
  outro: raw`In the view “vs L” every \term{baseline}{baseline} has a curve: leave-one-out needs $L \ge 2$, and falls faster than $1/L$ at first. The preset “where the score function wins” in the view “one dimension” is the last table. The lesson for the argument this lab is about: large variance is not the score function’s fault alone but that of an $f$ with a large constant and many latents; a good baseline removes the constant, more \term{samples}{samples} the rest, at a price that the view “vs L” shows. Whether it pays off depends on $f$: where both variances are measured on a decoder, as here, it is smooth enough on the scale of $\sigma$ for slopes to be the better guide.`,
  reference: raw`Williams, “Simple statistical gradient-following algorithms for connectionist reinforcement learning”, Machine Learning 8, 1992; the best constant: Greensmith, Bartlett & Baxter, “Variance reduction techniques for gradient estimates in reinforcement learning”, JMLR 5, 2004, and Ranganath, Gerrish & Blei, “Black box variational inference”, 2014, arXiv:1401.0118; moving average: Mnih & Gregor, “Neural variational inference and learning in belief networks”, 2014, arXiv:1402.0030, section 2.3.1; leave-one-out: Kool, van Hoof & Welling, “Buy 4 REINFORCE samples, get a baseline for free!”, 2019; the cosine: Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, section 3.`,
}
