/** Straight-through, as what it assumes: English words. */
const { raw } = String

export const en = {
  title: 'Straight-through, as what it assumes',
  intro: raw`Use the hard code in the forward pass, and in the backward pass pretend that it was its probability: one line in any framework, and biased. The bias is not mysterious. It is the error of one particular guess at an integral. $\Delta = f(1)-f(0)$, $v = \pi(1-\pi)$, and $f'$ is the slope that the decoder reports at a hard code.`,
  steps: {
    rule: {
      why: raw`The colon marks an assumption and not a derivation: the draw is given the derivative of its own mean.`,
      spoken:
        'The code z is one if u is less than pi; its derivative with respect to gamma is declared to be that of pi, which is v.',
    },
    estimator: {
      why: raw`Then the chain rule goes through; on the right the form for one of several classes, with $z$ a one-hot vector and $\pi = \operatorname{softmax}\gamma$.`,
      spoken:
        'The straight-through estimate is v times the derivative of f at z; for classes it is J of pi times the gradient of f at z.',
    },
    exact: {
      why: raw`The exact gradient is $v$ times the difference of two values, and by the fundamental theorem of calculus that is $v$ times the mean slope between them, along any smooth $f$ through the two.`,
      spoken:
        'The derivative of the mean of f is v times Delta, which is v times the integral of the derivative of f from zero to one.',
    },
    mean: {
      why: raw`Straight-through replaces the mean slope by the slopes at the two ends, weighted with how often each end is drawn.`,
      spoken:
        'The mean of the straight-through estimate is v times pi times the derivative of f at one plus one minus pi times the derivative at zero.',
    },
    assumption: {
      why: raw`So what it assumes is that $f$ is linear between the codes: then all slopes are equal and it is exact; the first term that it misses is the curvature, and the error has the sign of $c_2$ where $\pi > \frac12$ and the opposite one where $\pi < \frac12$.`,
      spoken:
        'For f equal to c zero plus c one z plus c two z squared the bias is v times c two times two pi minus one.',
    },
    between: {
      why: raw`Add to $f$ any function that vanishes at both codes: the model, the ELBO and the exact gradient do not change, but straight-through does, and the \term{estimator-score}{score function} does not.`,
      spoken:
        'If h is zero at zero and at one, the mean estimate for f plus h minus that for f is v times pi times the derivative of h at one plus one minus pi times the derivative at zero.',
    },
    variance: {
      why: raw`In exchange the noise is small, with two outcomes at probabilities $\pi$ and $1-\pi$ and no division by a temperature: this is why it trains at all.`,
      spoken: 'The variance is v cubed times the squared difference of the derivatives at one and zero.',
    },
    'wrong-sign': {
      why: raw`In the first column the sign is wrong, for the code is mostly $0$, where $f$ falls, while $f(1)$ is above $f(0)$: averaged over any number of draws this estimator walks the wrong way.`,
      spoken:
        'For the square of z minus 0.45 at pi 0.2, the gradient is 0.016, the mean minus 0.08, the variance 0.016384; for e to the z at pi 0.7, they are 0.360839, 0.462587 and 0.027343; for z cubed at pi 0.3, they are 0.21, 0.189 and 0.083349; for two z plus five at pi 0.1, they are 0.18, 0.18 and zero.',
    },
    'with-gumbel': {
      why: raw`Straight-through Gumbel-Softmax keeps the hard code but takes the derivative of the soft one, $z_\tau(1-z_\tau)/\tau$: as $\tau\to0$ both integrals tend to $v/2$, the weights become equal, and the bias that is left is that of the next derivation’s rule, while the variance grows like $1/\tau$.`,
      spoken:
        'The mean of the straight-through Gumbel-Softmax estimate is the derivative of f at one times the integral of rho of tau logit t minus gamma from one half to one, plus the derivative at zero times the integral from zero to one half.',
    },
  },
  outro: raw`Straight-through asks two questions of a model: is $f$ nearly linear between codes, and does training keep it so? Often both are answered well enough, which is why the estimator is popular, and nothing in its own output tells when they are not. With few codes the exact gradient is known, and stands beside it.`,
  exercise: {
    task: raw`Take $f(z) = (z-0.45)^2$, the first example of the bit in the view “one dimension” (there four times as large), and let $\pi$, there $\theta$, grow from $0.2$ to $0.8$.`,
    question: raw`At which $\pi$ does straight-through have the right sign and size?`,
    choices: ['At 0.2', 'At 0.5', 'At 0.8'],
    because: raw`By the line on the assumption the bias is $v\,(2\pi-1)$, which vanishes at $\pi = 0.5$, where both ends are weighted equally, and has opposite signs on the two sides.`,
  },
  reference: raw`Bengio, Léonard & Courville, “Estimating or propagating gradients through stochastic neurons for conditional computation”, 2013, arXiv:1308.3432; with Gumbel-Softmax: Jang, Gu & Poole, 2016, arXiv:1611.01144, section 2.2; as a first-order approximation: Liu et al., “Bridging discrete and backpropagation: straight-through and beyond”, 2023, arXiv:2304.08612.`,
}
