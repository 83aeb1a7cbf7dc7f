/** Monte Carlo: why L = 1 is nearly optimal: English words. */
const { raw } = String

export const en = {
  title: 'Monte Carlo, and why L = 1 is nearly optimal in a minibatch',
  intro: raw`Both estimators average over draws. One draw for each image looks like very little. Whether it is enough is a question of where the noise comes from: from the draws of $z$, or from which images happened to be in the minibatch. Let $h(z)$ be what one draw contributes to the gradient, by either estimator, with a baseline that does not look at the other draws.`,
  steps: {
    average: {
      why: raw`The estimate for one image is the mean over $L$ independent draws from its \term{posterior}{encoder’s Gaussian}.`,
      spoken: 'The estimate g hat with L samples is the average of h over L independent draws from q.',
    },
    unbiased: {
      why: raw`The mean of a sum is the sum of the means, whatever $L$ is, so one draw is as unbiased as a thousand.`,
      spoken: 'The mean of the estimate is the mean of h under q.',
    },
    variance: {
      why: raw`The draws are independent, so covariances add up, and with $v = \tr\Cov[h(z)]$ the noise of the average is $v/L$, its standard deviation $\sqrt{v/L}$, whatever the number of latents.`,
      spoken:
        'The trace of the covariance of the estimate is one over L squared times the sum of those of the L draws, which is v over L.',
    },
    minibatch: {
      why: raw`A training step averages once more, over $B$ images drawn uniformly from the training set.`,
      spoken: 'The gradient estimate of a step is the average of the estimates for the B images.',
    },
    'two-sources': {
      why: raw`For one image drawn at random, the law of total variance separates how much the exact gradients of images differ, $v_x$, from how noisy each estimate is, which falls with $L$.`,
      spoken:
        'The trace of the covariance of the estimate for a random image is that of its exact gradient over images, called v x, plus the mean over images of that over the noise, called v epsilon over L.',
    },
    together: {
      why: raw`With images drawn independently the average over $B$ divides both by $B$; drawing from $n$ images without putting back, as an epoch does, makes the first part smaller still, by the factor $(n-B)/(n-1)$.`,
      spoken: 'V, the trace of the covariance of g hat, is one over B times v x plus v epsilon over L.',
    },
    budget: {
      why: raw`If the cost of a step is its decoder passes, $P = BL$ of them, then $1/B = L/P$, and $V$ is smallest for $L = 1$: a second image is worth more than a second draw of the same image, because it brings another image and other noise.`,
      spoken: 'V is one over P times the sum of L v x and v epsilon, where P is B times L.',
    },
    cost: {
      why: raw`If an image costs $c_e$ once, in the encoder, and $c_d$ for each draw, in the decoder, a step takes the time $T = B\,(c_e+L\,c_d)$, and time times variance no longer contains $B$.`,
      spoken:
        'T times V is c e plus L c d, times v x plus v epsilon over L; multiplied out, c e v x plus c d v epsilon plus L c d v x plus c e v epsilon over L.',
    },
    'best-l': {
      why: raw`The derivative with respect to $L$, $c_d v_x - c_e v_\eps/L^2$, is zero there: with encoder and decoder of equal cost a second draw pays off once $v_\eps > 2v_x$, and it often is: in the lab’s standard model at one moment of training the reparameterized noise was $1100$ beside $250$ between batches, which makes the best $L$ about $2.1$.`,
      spoken: 'The best L is the square root of c e over c d times v epsilon over v x.',
    },
    'flat-minimum': {
      why: raw`With $r = v_\eps/v_x$ and equal costs, this is what $L = 1$ loses against the best $L$: nothing at $r = 1$, $13$ per cent at the $r = 4.4$ above, and never a factor of two, so $L = 1$ is nearly optimal because the minimum is flat, and not because the noise is small.`,
      spoken:
        'T times V at L equal to one, divided by T times V at the best L, is two times one plus r over the square of one plus the square root of r, which is less than two.',
    },
    measured: {
      why: raw`This is the noise part as the lab measures it, over a fixed batch with the $L$ that is set, for both estimators.`,
      spoken: 'The measured v epsilon over B L, of the reparameterized gradient and of the score function.',
    },
  },
  outro: raw`In the variance panel, the row “between batches” is $v_x/B$ and stands beside the noise of both estimators at the same weights. The view “vs L” shows both curves falling as $1/L$. The larger $r$ is, as for the \term{var-score}{score function}, the more draws pay. One case needs more than one draw for another reason: the leave-one-out \term{baseline}{baseline}, which compares the draws of an image with each other. And draws need not be independent: antithetic noise, an option of the setting Noise, pairs a draw from $\eps$ with one from $-\eps$. A mean over a pair keeps only that part of $h$ which is the same at both ends. Where $h$ is an odd function of $\eps$, as the slope of a parabola about its lowest point, nothing is left to vary; where it is even, the second draw is wasted and the variance is twice that of two independent draws.`,
  exercise: {
    task: raw`Open the view “vs L” and compare $L = 1$ with $L = 4$, without a baseline.`,
    question: raw`To what part does the variance fall?`,
    choices: ['To a half', 'To a quarter', 'To a sixteenth'],
    because: raw`The variance of an average of $L$ independent draws is $v/L$, so it falls to a quarter; its standard deviation, the width of the noise itself, is halved.`,
  },
  reference: raw`Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, section 2.3 ($L = 1$ with minibatches of about a hundred images); the variance of averages: Owen, “Monte Carlo theory, methods and examples”, chapter 2.`,
}
