/** Why the score function's variance is large: English words. */
const { raw } = String

export const en = {
  title: 'Why the score function’s variance is large',
  intro: raw`Two estimators with the same mean can be compared by their variance, and in one dimension with a quadratic $f$ everything can be computed by hand: one latent, $z \sim \N(\mu,\sigma^2)$, one draw, no baseline. Gradients are with respect to $\mu$ and with respect to $\log\sigma$; for $\log\sigma^2$ halve the gradient and quarter the variance.`,
  steps: {
    quadratic: {
      why: raw`The code written with its noise, $z = \mu+\sigma\eps$, turns the quadratic in $z$ into one in $\eps$, whose three coefficients are the height, the slope and the curvature of $f$ as the noise sees them.`,
      spoken:
        'f of z is a two z squared plus a one z plus a zero; with z equal to mu plus sigma epsilon it is A zero plus A one epsilon plus A two epsilon squared, where A zero is f of mu, A one is sigma times two a two mu plus a one, and A two is a two sigma squared.',
    },
    gradient: {
      why: raw`$\Eq[f] = a_2(\mu^2+\sigma^2)+a_1\mu+a_0$, differentiated: this is what both estimators have as their mean.`,
      spoken:
        'The mean of f is A zero plus A two; its derivative with respect to mu is A one over sigma, with respect to log sigma it is two A two.',
    },
    pathwise: {
      why: raw`The pathwise gradient with respect to $\mu$ is the slope $f'(z) = (A_1+2A_2\eps)/\sigma$ at the draw, with respect to $\log\sigma$ it is $\sigma\eps$ times that, and $\eps$ and $\eps^2$ are uncorrelated with variances $1$ and $3-1 = 2$.`,
      spoken:
        'The variance of f prime of z is four A two squared over sigma squared; that of sigma epsilon f prime of z is A one squared plus eight A two squared.',
    },
    'score-mean': {
      why: raw`The square $(A_0+A_1\eps+A_2\eps^2)^2\eps^2$ multiplied out, with the moments $1, 3, 15$ of $\eps^2, \eps^4, \eps^6$, minus the squared gradient: unlike the pathwise variance it contains $A_0$, the height of $f$.`,
      spoken:
        'The variance of f times epsilon over sigma is the square of A zero plus three A two, plus six A two squared plus two A one squared, over sigma squared.',
    },
    'score-width': {
      why: raw`The same with the score $\eps^2-1$ of $\log\sigma$, where $(\eps^2-1)^2$ times $1, \eps^2, \eps^4$ has the means $2, 10, 78$; again the height $A_0$ is in it.`,
      spoken:
        'The variance of f times epsilon squared minus one is two times the square of A zero plus five A two, plus twenty-four A two squared plus ten A one squared.',
    },
    golden: {
      why: raw`Numbers for $\mu = \sigma = 1$, the pathwise variances on the left, the score function’s on the right: the second parabola is the first one moved, so that at $\mu$ it is higher and steeper.`,
      spoken:
        'For z squared the pathwise variances with respect to mu and log sigma are 4 and 12, the score function’s 30 and 136; for the square of z plus 3 they are 4 and 72, and 495 and 1546.',
    },
    constant: {
      why: raw`Now add a constant $k$ to $f$, which changes neither the gradient nor the pathwise estimator, for a constant has no slope: the last term is what it costs the score function, and since the log-likelihood of a digit is about $-100$ nats, the signal carries a constant whose square is $10^4$.`,
      spoken:
        'The variance of f plus k times the score is the variance of f times the score, plus two k times the mean of f times the squared score, plus k squared times the mean squared score, which is one over sigma squared for mu and two for log sigma.',
    },
    'other-latents': {
      why: raw`Let $f$ be a sum of one function for each of $D$ latents: for latent $j$ only its own part has anything to do with the gradient, and the sum of the others, independent of $s_j$, is multiplied by a score of mean zero, like one large random constant.`,
      spoken:
        'If f is the sum of f k of z k over the latents, the mean of f times the score of latent j is the mean of f j times s j, plus the mean of the sum of the others times the mean of s j, which is zero.',
    },
    growth: {
      why: raw`If the $f_k(z_k)$ have mean $m$ and variance $v$ each and $V_1$ is the variance for one latent alone, the others add the mean square of their sum and a cross term: the trace grows like $D^3$, one coordinate’s noise like $D^2$, and if a baseline makes $m = 0$, like $D^2$ and $D$.`,
      spoken:
        'The trace of the covariance is D times the sum of V one, two times D minus one times m times the mean of f one times the squared score, and D minus one squared m squared plus D minus one v times the mean squared score.',
    },
    'growth-pathwise': {
      why: raw`The derivative with respect to $z_j$ contains only $f_j$, so the pathwise noise grows like $D$, as the number of coordinates does.`,
      spoken:
        'The trace of the covariance of the gradient of f with respect to z is D times the variance of the slope of f one.',
    },
    measured: {
      why: raw`A decoder’s $f$ is neither quadratic nor separable, so in the lab the two variances are measured.`,
      spoken:
        'The measured variance of the score function divided by that of the reparameterized gradient is rho.',
    },
  },
  outro: raw`Most of the variance comes from the constant and the other latents, not from the signal, which is why a baseline can remove so much of it. The view “one dimension” of the variance panel computes this derivation for any $\mu$, $\sigma$ and three families of $f$.`,
  exercise: {
    task: raw`In the view “one dimension” choose the square $(z-k)^2$ with $\mu = \sigma = 1$ and baseline $0$, and move $k$ from $0$ to $-3$.`,
    question: raw`Which variance with respect to $\mu$ grows?`,
    choices: ['Both', 'The score function’s only', 'The reparameterized one only'],
    because: raw`The score function’s grows from $30$ to $495$, as the table says; the pathwise one is $4A_2^2/\sigma^2 = 4$ wherever the parabola stands, because only its curvature counts.`,
  },
  reference: raw`Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, section 3 (the comparison in one dimension) and section 4.3 (the growth with the dimension).`,
}
