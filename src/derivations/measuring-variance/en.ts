/** How the lab measures variance: English words. */
const { raw } = String

export const en = {
  title: 'How the lab measures variance, and what the plot does not say',
  intro: raw`The plot of the gradient’s variance is an estimate too, and has an error. This derivation says what is estimated, how, how well, and what one must not read from it. $\g$ is the gradient of the loss (minus the objective, averaged over images) with respect to all the encoder’s weights, at the weights of this moment, over the same frozen $64$ training images, with fresh noise $\eps$ for each of $R$ draws; both estimators get the same weights, images and noise.`,
  steps: {
    quantity: {
      why: raw`A gradient has as many variances as weights, and their sum, the mean squared distance from the mean gradient, is one number for all of them that does not depend on how the axes lie.`,
      spoken:
        'V is the trace of the covariance of g hat over the noise, which is the mean squared distance of g hat from its mean, which is the sum of the variances of its coordinates.',
    },
    'sample-variance': {
      why: raw`The usual sample variance, with squared lengths in place of squares, over $R = 64$ draws, or $16$ where it has to be quick.`,
      spoken:
        'S is one over R minus one times the sum over the draws of the squared distance of g hat r from the average g bar of the R draws.',
    },
    unbiased: {
      why: raw`With $g = \E\g$, the squares around $\bar g$ are those around $g$ less $R$ times the square between the two, and $\bar g$ has the $R$-th part of the variance, so $\E S = V$ for any distribution that has one.`,
      spoken:
        'The mean sum of squared distances from g bar is the mean sum of squared distances from g, minus R times the mean squared distance of g bar from g; that is R V minus V, R minus one times V.',
    },
    'ghost-norm': {
      why: raw`The gradient of a dense layer with inputs $X$ and output gradients $\Delta$, one row for each image, is $X^\top\!\Delta$, whose squared length follows from products of rows; with $\g_r-\bar g$ in place of $\g_r$ only $\Delta$ changes, so no gradient of the whole layer is ever formed, and the bias adds $1$ to each $\langle x_i,x_{i'}\rangle$.`,
      spoken:
        'The squared Frobenius norm of X transposed Delta is the trace of Delta transposed X X transposed Delta, which is the sum over pairs of images of the inner product of their inputs times that of their output gradients.',
    },
    'delete-one': {
      why: raw`To see how sure $S$ is, the jackknife asks what it would have been without draw $r$: leaving it out removes $\frac{R}{R-1}$ times its square, because the average moves away from it too.`,
      spoken:
        'S without draw r is one over R minus two times the quantity R minus one times S, minus R over R minus one times the squared distance of g hat r from g bar.',
    },
    jackknife: {
      why: raw`How much these $R$ values scatter says how much $S$ rests on single draws; the logarithm is taken because an estimated variance has multiplicative errors.`,
      spoken:
        'The squared standard error is R minus one over R times the sum over the draws of the squared deviation of log S without draw r from the average of these.',
    },
    interval: {
      why: raw`An approximate $95$ per cent interval, with the quantile of Student’s $t$ for $R-1$ degrees of freedom; the textbook interval by $\chi^2$ assumes Gaussian gradients, and the score function’s have tails so heavy that it would be far too short.`,
      spoken:
        'The interval goes from S times e to the minus t times the standard error, to S times e to the plus t times the standard error, where t is the 97.5 per cent quantile of Student’s t with R minus one degrees of freedom.',
    },
    ratio: {
      why: raw`For the ratio the jackknife leaves the same draw out of both, so what the shared noise does alike to both cancels, and the interval is as a rule shorter than one made from two separate ones.`,
      spoken:
        'The log of the ratio rho is log S of the score function minus log S of the reparameterized gradient.',
    },
    signal: {
      why: raw`Noise lengthens an average, since $\E|\bar g|^2 = |g|^2+\tr\Cov[\bar g]$, so $S/R$ is taken off; since all unbiased estimators have the same $g$, the lab takes $|g|^2$ from the least noisy one (where it measures bias too, from the exact gradient or the pooled mean of the unbiased ones), divides each one’s $S$ by it, and shows a dash where the jackknife interval of $|g|^2$ contains $0$.`,
      spoken:
        'The mean squared length of g bar is the squared length of g plus V over R; so the squared length of g is estimated by that of g bar minus S over R.',
    },
    'which-images': {
      why: raw`In training the images change too, and by the law of total variance their part comes on top of the noise averaged over batches; the table shows it as “between batches” and does not mix it in.`,
      spoken:
        'The trace of the covariance of g hat is the mean over the images of that over the noise, plus that over the images of the mean over the noise.',
    },
    'one-step': {
      why: raw`What noise does to a step of plain gradient descent, by Taylor’s formula for the loss $J$ with second derivatives $H$: it costs $\frac{\eta^2}{2}\tr(H\Cov[\g])$, so noise in a direction without curvature costs nothing to this order, and only if $H$ is a multiple of the identity does the cost follow $V$ alone.`,
      spoken:
        'The mean of the loss J at phi minus eta times g hat is about J of phi, minus eta times the squared length of g, plus eta squared over two times the quantity g transposed H g plus the trace of H times the covariance of g hat.',
    },
  },
  outro: raw`So the plot says how noisy each estimator’s gradient is, here and now, with a 95 per cent interval. It does not say: how fast either would learn, for that depends on curvature and learning rate, and Adam averages over steps and rescales every weight by itself; what happens at other weights, since a run trained by the \term{var-score}{score function} goes elsewhere than one trained by \term{var-reparam}{reparameterization}; what it costs, as $L$ draws take $L$ passes through the decoder (the column “V × cost” does); or that numbers of different networks can be compared, as $V$ depends on how many weights there are and how they are scaled. Only the \term{var-ratio}{ratio} at the same weights is a fair comparison.`,
  exercise: {
    task: raw`Compare an interval in the plot over time with that of “Measure now”, which takes more draws.`,
    question: raw`With four times as many draws, how wide is the interval of $\log S$?`,
    choices: ['A quarter', 'About half', 'The same'],
    because: raw`A standard error falls like $1/\sqrt R$, so four times as many draws halve it; and the quantile $t$ is a little smaller, too. With heavy tails it may be less regular.`,
  },
  reference: raw`The jackknife: Efron & Tibshirani, “An introduction to the bootstrap”, 1993, chapter 11; norms without gradients: Goodfellow, “Efficient per-example gradient computations”, 2015, arXiv:1510.01799; the cost of noise in a step: Bottou, Curtis & Nocedal, “Optimization methods for large-scale machine learning”, SIAM Review 60, 2018, section 4.`,
}
