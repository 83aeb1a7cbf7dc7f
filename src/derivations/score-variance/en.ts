/** Why the score function's variance is large: English words. */
const { raw } = String

export const en = {
  title: 'Why the score function’s variance is large',
  intro: raw`Two estimators with the same mean can be compared by their variance, and in one dimension with a quadratic $f$ everything can be computed by hand: one latent, $z \sim \N(\mu,\sigma^2)$, one draw, no baseline. Gradients are with respect to $\mu$ and with respect to $\log\sigma$; for $\log\sigma^2$ halve the gradient and quarter the variance.`,
  steps: {
    quadratic: {
      why: raw`The code written with its noise, $z = \mu+\sigma\eps$, turns the quadratic in $z$ into one in $\eps$, whose three coefficients are the height, the slope and the curvature of $f$ as the noise sees them.`,
      spoken:
        'f of z is a z squared plus b z plus c; with z equal to mu plus sigma epsilon it is A plus B epsilon plus C epsilon squared, where A is f of mu, B is sigma times two a mu plus b, and C is a sigma squared.',
    },
    moments: {
      why: raw`These are the even moments of a standard normal number, each $2n-1$ times the one before; the odd ones are zero by symmetry, and no more is needed below.`,
      spoken:
        'The means of epsilon to the second, fourth, sixth and eighth power are one, three, fifteen and one hundred and five.',
    },
    gradient: {
      why: raw`$\Eq[f] = a(\mu^2+\sigma^2)+b\mu+c$, differentiated: this is what both estimators have as their mean.`,
      spoken:
        'The mean of f is A plus C; its derivative with respect to mu is B over sigma, and with respect to log sigma it is two C.',
    },
    'pathwise-mean': {
      why: raw`The pathwise gradient with respect to $\mu$ is the slope $f'(z) = (B+2C\eps)/\sigma$ at the draw, and only its second part is random.`,
      spoken:
        'The variance of f prime of z is the variance of B plus two C epsilon over sigma, which is four C squared over sigma squared.',
    },
    'pathwise-width': {
      why: raw`By $\log\sigma$ the slope is multiplied by $\sigma\eps$, and $\eps$ and $\eps^2$ are uncorrelated with variances $1$ and $3-1 = 2$.`,
      spoken:
        'The variance of sigma epsilon f prime of z is the variance of B epsilon plus two C epsilon squared, which is B squared plus eight C squared.',
    },
    'score-mean-square': {
      why: raw`For the score function with respect to $\mu$ the square $(A+B\eps+C\eps^2)^2\eps^2$ is multiplied out and the moments are put in, where $2AC\eps^4$ gives $6AC$ and terms with odd powers vanish.`,
      spoken:
        'The mean of f squared times epsilon squared over sigma squared is A squared plus six A C plus fifteen C squared plus three B squared, over sigma squared.',
    },
    'score-mean': {
      why: raw`Less the squared gradient, $B^2/\sigma^2$, and with the square completed: unlike the pathwise variance it contains $A$, the height of $f$.`,
      spoken:
        'The variance of f times epsilon over sigma is the square of A plus three C, plus six C squared plus two B squared, over sigma squared.',
    },
    'width-moments': {
      why: raw`With $(\eps^2-1)^2 = \eps^4-2\eps^2+1$ the moments give $3-2+1$, $15-6+1$ and $105-30+3$.`,
      spoken:
        'The means of epsilon squared minus one, squared, times one, epsilon squared and epsilon to the fourth are two, ten and seventy-eight.',
    },
    'score-width-square': {
      why: raw`Multiplied out as before, with the score $\eps^2-1$ of $\log\sigma$ in place of $\eps/\sigma$.`,
      spoken:
        'The mean of f squared times the square of epsilon squared minus one is two A squared plus twenty A C plus seventy-eight C squared plus ten B squared.',
    },
    'score-width': {
      why: raw`Less the squared gradient, $4C^2$, and with the square completed; again the height $A$ is in it.`,
      spoken:
        'The variance of f times epsilon squared minus one is two times the square of A plus five C, plus twenty-four C squared plus ten B squared.',
    },
    golden: {
      why: raw`Numbers for $\mu = \sigma = 1$, the pathwise variances on the left, the score function’s on the right: the second parabola is the first one moved, so that at $\mu$ it is higher and steeper.`,
      spoken:
        'For z squared the pathwise variances with respect to mu and log sigma are 4 and 12, the score function’s 30 and 136; for the square of z plus 3 they are 4 and 72, and 495 and 1546.',
    },
    constant: {
      why: raw`Now add a constant $k$ to $f$, which changes neither the gradient nor the pathwise estimator, for a constant has no slope: the score function’s second moment is multiplied out, and its mean stays because $\Eq[s] = 0$.`,
      spoken:
        'The variance of f plus k times the score is the variance of f times the score, plus two k times the mean of f times the squared score, plus k squared times the mean squared score.',
    },
    'constant-size': {
      why: raw`The mean squared scores, those of $\eps/\sigma$ and of $\eps^2-1$, say what a constant costs: the log-likelihood of a digit is about $-100$ nats, so the signal carries a constant whose square is $10^4$.`,
      spoken:
        'The term with k squared is k squared over sigma squared for mu, and two k squared for log sigma.',
    },
    'other-latents': {
      why: raw`Let $f$ be a sum of one function for each of $D$ latents: for latent $j$ only its own part has anything to do with the gradient, and the sum of the others, independent of $s_j$, is multiplied by a score of mean zero, like one large random constant.`,
      spoken:
        'If f is the sum of f k of z k over the latents, the mean of f times the score of latent j is the mean of f j times s j, plus the mean of the sum of the others times the mean of s j, which is zero.',
    },
    'other-latents-square': {
      why: raw`If the $f_k(z_k)$ have mean $m$ and variance $v$ each, their sum over $D-1$ latents has the mean square in brackets, and being independent of $s_j$ it multiplies the mean squared score.`,
      spoken:
        'The mean of the squared sum of the others times the squared score is D minus one squared m squared plus D minus one v, times the mean squared score.',
    },
    growth: {
      why: raw`With $V_1$ the variance for one latent alone, the cross term $2(D-1)m$ from $f_j$ times the others, and the sum over $D$ equal latents: the trace grows like $D^3$, one coordinate’s noise like $D^2$, and if a baseline makes $m = 0$, like $D^2$ and $D$.`,
      spoken:
        'The trace of the covariance is D times the sum of V one, two times D minus one times m times the mean of f one times the squared score, and D minus one squared m squared plus D minus one v times the mean squared score.',
    },
    'growth-pathwise': {
      why: raw`The slope with respect to $z_j$ sees only $f_j$, so the pathwise noise grows like $D$, as the number of coordinates does.`,
      spoken:
        'The trace of the covariance of the gradient of f with respect to z is D times the variance of the slope of f one.',
    },
    measured: {
      why: raw`A decoder’s $f$ is neither quadratic nor separable, so in the lab the two variances are measured.`,
      spoken:
        'The measured variance of the score function divided by that of the reparameterized gradient is rho.',
    },
  },
  outro: raw`The view “one dimension” of the variance panel computes this derivation for any $\mu$, $\sigma$ and three families of $f$, and draws from it. In training, choose \term{baseline}{baseline} none and watch the \term{var-score}{orange curve}; then give more \term{latent}{latents} at the next reset and compare. Most of the variance seen comes from the constant and the other latents, which is why the derivation on baselines can remove so much of it.`,
  reference: raw`Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, section 3 (the comparison in one dimension) and section 4.3 (the growth with the dimension).`,
}
