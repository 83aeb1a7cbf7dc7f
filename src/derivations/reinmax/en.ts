/** ReinMax: the trapezoid rule: English words. */
const { raw } = String

export const en = {
  title: 'ReinMax: the trapezoid rule',
  intro: raw`Straight-through weights the slopes at the two codes with how often they are drawn. Numerical integration knows better weights. The trapezoid rule takes both ends equally, which is exact one order further, and ReinMax is that rule, written so that it still takes one draw. $\Delta = f(1)-f(0)$, $v = \pi(1-\pi)$.`,
  steps: {
    integral: {
      why: raw`The exact gradient is $v$ times the integral of the slope between the codes, as in the derivation before, and the trapezoid rule estimates an integral from its two ends.`,
      spoken:
        'The derivative of the mean of f is v times the integral of the derivative of f from zero to one, which is about v times half the sum of the derivatives at zero and one.',
    },
    error: {
      why: raw`This is the error of the trapezoid rule for the function $f'$: for a quadratic $f$ there is none, where straight-through’s error was $v\,c_2(2\pi-1)$.`,
      spoken:
        'The integral of the derivative of f from zero to one minus half the sum of its values at zero and one is minus one twelfth of the third derivative of f at some xi between zero and one.',
    },
    reweighted: {
      why: raw`A draw is $1$ with probability $\pi$, so weighting its slope with $\frac12(1-\pi)$ there, and with $\frac12\pi$ at $0$, gives each end the same share in the mean.`,
      spoken:
        'v times half the sum of the derivatives at zero and one is the mean of half the derivative of f at z, times z times one minus pi plus one minus z times pi.',
    },
    reinmax: {
      why: raw`The same weight written with straight-through’s Jacobian, for a bit $J(p) = p(1-p)$, which gives $\frac12(1-\pi)$ at $z = 1$ and $\frac12\pi$ at $z = 0$; in this form it serves for any number of classes.`,
      spoken:
        'The ReinMax estimate is two J of the average of pi and z, minus half J of pi, times the gradient of f at z.',
    },
    classes: {
      why: raw`With $e_k$ the one-hot vector of class $k$, the exact gradient is $\pi_k\sum_j\pi_j\,(f(e_k)-f(e_j))$, and each difference is replaced by the trapezoid rule along the straight line between the two corners.`,
      spoken:
        'The mean of the ReinMax estimate for class k is pi k times the sum over j of pi j times half the sum of the gradients at e k and e j, times e k minus e j.',
    },
    variance: {
      why: raw`The rarer code gets the larger weight, so the variance is not straight-through’s: it does not vanish even for a linear $f$.`,
      spoken:
        'The variance is v over four times one minus pi times the squared derivative at one plus pi times the squared derivative at zero, minus the squared mean.',
    },
    table: {
      why: raw`Exact in the first column, where straight-through has the wrong sign, closer in the second, and worse in the third, where the third derivative is large and straight-through’s two errors nearly cancel: a rule of higher order is better for smooth $f$, not for every $f$.`,
      spoken:
        'Gradient, straight-through mean, ReinMax mean and ReinMax variance: for the square of z minus 0.45 at pi 0.2, 0.016, minus 0.08, 0.016 and 0.044944; for e to the z at pi 0.7, 0.360839, 0.462587, 0.39042 and 0.0007; for z cubed at pi 0.3, 0.21, 0.189, 0.315 and 0.231525; for two z plus five at pi 0.1, 0.18, 0.18, 0.18 and 0.0576.',
    },
  },
  outro: raw`ReinMax also has a temperature, by which the $\pi$ of its first term is flattened or sharpened, and which the published runs tune; the second term uses the $\pi$ without it. Like straight-through it rests on slopes at hard codes, so the same test applies: change $f$ between the codes, and it moves, while the \term{estimator-score}{score function} does not.`,
  exercise: {
    task: raw`Take $f(z) = z^2$ and any $\pi$, first with straight-through, then with ReinMax.`,
    question: raw`Which of them is unbiased for every $\pi$?`,
    choices: ['Both', 'ReinMax only', 'Straight-through only', 'Neither'],
    because: raw`The trapezoid rule is exact for the linear slope $f'(z) = 2z$, whatever $\pi$ is; straight-through’s bias is $v\,(2\pi-1)$ and vanishes for equal probabilities alone.`,
  },
  reference: raw`Liu, Dong, Liu, Yu & Gao, “Bridging discrete and backpropagation: straight-through and beyond”, 2023, arXiv:2304.08612 (ReinMax, and Heun’s method for several classes).`,
}
