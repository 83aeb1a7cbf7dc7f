/** MuProp: the tangent as a baseline: English words. */
const { raw } = String

export const en = {
  title: 'MuProp: the tangent as a baseline',
  intro: raw`The \term{estimator-score}{score function} is unbiased and never asks for a slope. Straight-through asks for nothing else, and is biased. MuProp takes the slope as a guess: it subtracts the tangent of $f$ at the mean code, lets the score function pay for what the guess leaves over, and adds the gradient of the guess, which is known exactly. $\Delta = f(1)-f(0)$, $v = \pi(1-\pi)$.`,
  steps: {
    tangent: {
      why: raw`The mean code $\pi$ lies between the codes, where the decoder can be evaluated although no draw ever lies there; $\pi$ is held still in $t$.`,
      spoken:
        't of z is f at pi plus the gradient of f at pi times z minus pi, where pi is the mean of z under q.',
    },
    known: {
      why: raw`A \term{baseline}{baseline} that depends on the draw changes the mean, so what it takes away must be put back: the score is $z-\pi$, its mean is $0$ and its variance $v$, so that of the tangent the slope alone remains.`,
      spoken: 'The mean of t of z times z minus pi is v times the derivative of f at pi.',
    },
    estimator: {
      why: raw`Subtract the tangent from $f$ in the score function, and add its mean: the estimate is unbiased whatever the tangent is worth.`,
      spoken:
        'The MuProp estimate is f of z minus t of z, times z minus pi, plus v times the derivative of f at pi; its mean is v times Delta.',
    },
    classes: {
      why: raw`The same for several latents and classes, with $J(\pi) = \operatorname{diag}\pi-\pi\pi^\top$ for each latent: the second term is straight-through’s, with the slope taken at the mean code instead of at the draw.`,
      spoken:
        'The MuProp estimate is f of z minus t of z, times the gradient of log q, plus J of pi times the gradient of f at pi.',
    },
    remainder: {
      why: raw`What the score function still weights has no constant and no linear part: only the curvature of $f$ is left.`,
      spoken:
        'For f equal to c zero plus c one z plus c two z squared, f of z minus t of z is c two times z minus pi, squared.',
    },
    variance: {
      why: raw`For one bit there are two outcomes, $r_f(1)\,(1-\pi)$ and $-r_f(0)\,\pi$, so the variance is $v$ times the square of their difference; the known term adds none.`,
      spoken:
        'The variance of MuProp is v times the square of one minus pi times r at one plus pi times r at zero, where r is what the tangent leaves of f.',
    },
    between: {
      why: raw`Add to $f$ any function that vanishes at both codes: the model does not change, nor does the mean of the estimate, but the tangent does, so a decoder that is irregular between the codes makes MuProp noisy where it would make straight-through wrong.`,
      spoken:
        'If h is zero at zero and at one, the mean estimate for f plus h is that for f, and r for f plus h minus r for f is minus h at pi minus the derivative of h at pi times z minus pi.',
    },
    table: {
      why: raw`For the first column a tangent is a bad guess: $f(0)$ and $f(1)$ are both close to $0$, and the slope at $\pi$ points away from $f(1)$, so that subtracting it makes more noise than it removes; in the last column $f$ is its own tangent.`,
      spoken:
        'Gradient, variance of the score function, variance of MuProp: for the square of z minus 0.45 at pi 0.2, 0.016, 0.012769 and 0.043264; for e to the z at pi 0.7, 0.360839, 0.482306 and 0.019822; for z cubed at pi 0.3, 0.21, 0.1029 and 0.067037; for two z plus five at pi 0.1, 0.18, 4.1616 and zero.',
    },
    'several-bits': {
      why: raw`With several bits the tangent also removes what the other bits do to $f$, which no constant can: for a linear $f$ nothing is left, where two draws with leave-one-out or DisARM keep their noise.`,
      spoken: 'For f equal to f zero plus the sum of Delta j z j, the variance of MuProp is zero.',
    },
  },
  outro: raw`MuProp costs one more forward and backward pass of the decoder for each image, however many draws there are. How much it gains depends on how straight $f$ is between the mean code and the draws; the lab measures its variance beside the others’.`,
  exercise: {
    task: raw`Take $f(z) = 2z+5$ and any $\pi$: the plain score function has a variance of $4.1616$ at $\pi = 0.1$.`,
    question: raw`How large is the variance of MuProp?`,
    choices: ['The same', 'Smaller by the factor v', 'Zero'],
    because: raw`The tangent of a linear $f$ is $f$ itself, so the score function has nothing left to weight, and $v\,f'(\pi) = v\,\Delta$ is the exact gradient.`,
  },
  reference: raw`Gu, Levine, Sutskever & Mnih, “MuProp: unbiased backpropagation for stochastic neural networks”, 2016, arXiv:1511.05176; compared with other unbiased estimators in Tucker, Mnih, Maddison, Lawson & Sohl-Dickstein, “REBAR: low-variance, unbiased gradient estimates for discrete latent variable models”, 2017, arXiv:1703.07370.`,
}
