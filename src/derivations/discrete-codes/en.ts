/** Discrete codes: why there is no path: English words. */
const { raw } = String

export const en = {
  title: 'Discrete codes: why there is no path',
  intro: raw`Let the code be discrete: bits, or one of a few classes. The encoder now returns logits $\gamma$, from which come the probabilities $\pi$; the ELBO is as before. A draw can still be written as a function of noise, but that function is a step, and its derivative is zero wherever it exists. One bit $z$ shows everything: $f$ is any function of it, $\Delta = f(1)-f(0)$, and $v = \pi(1-\pi)$.`,
  steps: {
    bit: {
      why: raw`The logit can be any real number, the sigmoid function makes a probability of it, and the two probabilities add up to one.`,
      spoken:
        'The code z is zero or one; q gamma of one is pi, which is one over one plus e to the minus gamma.',
    },
    step: {
      why: raw`As for the Gaussian the draw is a function of noise that does not depend on $\gamma$, and it is $1$ with the right probability.`,
      spoken: 'The code z is one if the uniform number u is less than pi, and zero otherwise.',
    },
    'no-slope': {
      why: raw`For every $u$ but one a small change of $\gamma$ does not change the bit, so the pathwise derivative is zero with probability one, and so is its expectation.`,
      spoken:
        'The derivative of f of z with respect to gamma is zero for every u other than pi, and so its expectation over u is zero.',
    },
    gradient: {
      why: raw`The expectation itself is a smooth function of $\gamma$, with $\mathrm{d}\pi/\mathrm{d}\gamma = v$, and its derivative is not zero: differentiation and expectation may not be exchanged here, since $f(z)$ is not a Lipschitz function of $\gamma$.`,
      spoken:
        'The derivative of the mean of f with respect to gamma is that of pi f of one plus one minus pi f of zero, which is v times Delta.',
    },
    jump: {
      why: raw`This is where the gradient is: for a few $u$, those between the two values of $\pi$, the bit flips and $f$ jumps by $\Delta$; each jump is large, few draws see it, and the derivative at a fixed $u$ sees none.`,
      spoken: 'The expected change of f divided by h is the change of pi divided by h, times Delta.',
    },
    score: {
      why: raw`The score function differentiates the probability and not the draw, which needs no path; for one of several classes, with $\pi = \operatorname{softmax}\gamma$ and $z$ as a one-hot vector, the same formula holds.`,
      spoken:
        'The score, the derivative of log q gamma of z with respect to gamma, is z minus pi, and its mean is zero.',
    },
    'score-gradient': {
      why: raw`So the \term{estimator-score}{score-function estimator} is unbiased here too, with any baseline that does not depend on the draw; it uses only values of $f$ at $0$ and $1$, which is all that the model defines.`,
      spoken: 'The mean of f minus the baseline b, times z minus pi, is v times Delta.',
    },
    variance: {
      why: raw`With two outcomes the variance is $v$ times the squared difference of the two estimates, so for one bit and one $f$ the baseline $b^\ast = (1-\pi)f(1)+\pi f(0)$ removes it altogether.`,
      spoken:
        'The variance of f minus b times the score is v times the square of one minus pi times f of one minus b, plus pi times f of zero minus b.',
    },
    'other-bits': {
      why: raw`With several bits no baseline does that: what the other bits contribute to $f$ is independent of $s_j$ and stays as noise, as it does for Gaussian latents.`,
      spoken:
        'For f equal to f zero plus the sum of Delta k z k and b equal to the mean of f, the trace of the covariance is the sum over j of Delta j squared v j times one minus four v j, plus v j times the sum over the other k of Delta k squared v k.',
    },
  },
  outro: raw`Everything else in this chapter is a way around that missing path. Some stay unbiased and reduce the noise: pairs of draws (DisARM), or no draws at all (enumeration). Others invent a path and accept a bias: Gumbel-Softmax smooths the step, straight-through pretends that it has a slope, ReinMax pretends more carefully.`,
  exercise: {
    task: raw`Take one bit with $\pi = 0.5$ and $f(0) = 3$, $f(1) = 5$, and draw the noise $u$ a million times.`,
    question: raw`What is the average of the pathwise derivative of $f(z)$ with respect to $\gamma$?`,
    choices: ['About 0.5, the gradient', 'Exactly 0'],
    because: raw`The gradient is $v\,\Delta = 0.25\cdot 2 = 0.5$, but each single derivative is zero, and so is their average: more draws do not help an estimator that has the wrong mean.`,
  },
  reference: raw`Williams, “Simple statistical gradient-following algorithms for connectionist reinforcement learning”, Machine Learning 8, 1992; Mnih & Gregor, “Neural variational inference and learning in belief networks”, 2014, arXiv:1402.0030; the conditions for exchanging derivative and expectation: Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020.`,
}
