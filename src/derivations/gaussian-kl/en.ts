/** The KL of two Gaussians, term by term: English words. */
const { raw } = String

export const en = {
  title: 'The KL of two Gaussians, term by term',
  intro: raw`The price of a code, $\KL{\q}{\prior}$, needs no random draws: both densities are Gaussian, and the mean of a square is all there is to compute. One coordinate first, with a general second Gaussian $\N(m, s^2)$; then the standard one, and all $D$ coordinates. In the first six lines $\Eq$ is the mean over $z \sim \N(\mu, \sigma^2)$.`,
  steps: {
    densities: {
      why: raw`The logarithms of the two densities of one coordinate.`,
      spoken:
        'The log of the normal density with mean mu and variance sigma squared is minus half log two pi, minus log sigma, minus the square of z minus mu over two sigma squared; likewise with m and s.',
    },
    'log-ratio': {
      why: raw`In the difference the constants with $2\pi$ cancel.`,
      spoken:
        'The log of the ratio of the two densities is log of s over sigma, minus the square of z minus mu over two sigma squared, plus the square of z minus m over two s squared.',
    },
    'own-square': {
      why: raw`This is what the variance of $z$ is.`,
      spoken: 'The mean under q of the square of z minus mu is sigma squared.',
    },
    'other-square': {
      why: raw`The square is multiplied out; the product in the middle, $2(z-\mu)(\mu-m)$, has mean zero because $z-\mu$ has.`,
      spoken:
        'The mean of the square of z minus m is the mean of the square of z minus mu plus mu minus m, which is sigma squared plus the square of mu minus m.',
    },
    general: {
      why: raw`The two means are put into the mean of the log-ratio, which is the definition of the KL divergence; its first square gives $-\sigma^2/(2\sigma^2) = -\frac12$, and that the result is no distance is seen at once: $\N(0,1)$ to $\N(0,4)$ is $0.318$ nats, back it is $0.807$.`,
      spoken:
        'The KL divergence from the normal with mean mu and variance sigma squared to the normal with mean m and variance s squared is log of s over sigma, minus one half, plus sigma squared plus the square of mu minus m, over two s squared.',
    },
    standard: {
      why: raw`The prior has $m = 0$ and $s = 1$, and $-\log\sigma = -\frac12\log\sigma^2$.`,
      spoken:
        'The KL divergence to the standard normal is half of mu squared plus sigma squared minus log sigma squared minus one.',
    },
    independence: {
      why: raw`Both densities are products over the coordinates, so the log-ratio is a sum, and so is its mean.`,
      spoken:
        'The KL divergence from q to the prior is the mean of a sum of log ratios, hence the sum over the latents of the KL divergence of each coordinate to the standard normal.',
    },
    'four-pieces': {
      why: raw`Sorted by kind instead of by coordinate: the four numbers are averages over test images, in nats, and they add up.`,
      spoken:
        'The KL divergence is half the sum of the squared means, plus half the sum of the variances, minus half the sum of the log variances, minus half the number of latents.',
    },
    'pull-on-mean': {
      why: raw`Only the first piece contains the mean: it punishes codes far from the origin, and pulls each back with a force proportional to its distance, like a spring.`,
      spoken: 'The derivative of the KL divergence with respect to mu j is mu j.',
    },
    'pull-on-width': {
      why: raw`Since $\sigma_j^2 = e^{\log\sigma_j^2}$ is its own derivative with respect to $\log\sigma_j^2$, the second piece punishes codes that are too wide, the more the wider, the third punishes codes that are too exact, always with the same force, and the two are in balance at $\sigma_j = 1$.`,
      spoken:
        'The derivative of the KL divergence with respect to log sigma j squared is half sigma j squared minus one half.',
    },
    'one-coordinate': {
      why: raw`The constant makes the sum zero where it is smallest, for $t - 1 \ge \log t$ with equality only at $t = 1$: a coordinate costs nothing exactly if $\mu_j = 0$ and $\sigma_j = 1$, when it carries no information about the image.`,
      spoken:
        'The KL divergence of latent j is half mu j squared plus half of sigma j squared minus one minus log sigma j squared, which is at least zero.',
    },
  },
  outro: raw`While training, watch the pieces move: at first they cancel, since a fresh encoder gives $\mu \approx 0$ and $\sigma \approx 1$; then \term{kl-mean}{the means spread} to separate digits and \term{kl-log-variance}{the widths shrink} to be exact about it. Sorted by coordinate, the same sum shows \term{activity}{which latents are in use}: those at zero have been switched off, because what they could tell does not repay its KL. Raise \term{beta}{beta} and more of them switch off.`,
  exercise: {
    task: raw`Press Reset, then Step once, and look at the four numbers under “Sorted by kind”.`,
    question: raw`Which piece is largest in a fresh encoder?`,
    choices: ['The means', 'The variances', 'The log-variances'],
    because: raw`A fresh encoder gives $\mu \approx 0$ and $\sigma \approx 1$, so the \term{kl-variance}{variances} are about $D/2$, and the \term{kl-constant}{constant} $-D/2$ cancels them: the KL starts near zero.`,
  },
  reference: raw`Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, appendix B (the case of a standard normal prior).`,
}
