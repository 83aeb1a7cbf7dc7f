/** Antithetic pairs: ARM and DisARM: English words. */
const { raw } = String

export const en = {
  title: 'Antithetic pairs: ARM and DisARM',
  intro: raw`The score function is unbiased, and noisy because one draw says little about how $f$ changes. A pair of draws says more, if the pair is chosen so that its members tend to differ: noise $u$ and $1-u$. No path is invented, only values of $f$ at bits are used. $\Delta = f(1)-f(0)$, $v = \pi(1-\pi)$, $M = \max(\pi,1-\pi)$, $m = 1-M$.`,
  steps: {
    pair: {
      why: raw`Since $1-u$ is as uniform as $u$, each of the two is a draw from $q$, but they differ as often as two such draws can: with probability $2m$.`,
      spoken: 'The code z is one if u is above one minus pi; its antithetic partner is one if u is below pi.',
    },
    weighted: {
      why: raw`A way to write the exact gradient with the noise itself as the weight: the integral of $1-2u$ from $0$ to $\pi$ is $v$, and from $\pi$ to $1$ it is $-v$.`,
      spoken:
        'The mean over u of f at the code one if u is below pi, times one minus two u, is v times Delta.',
    },
    arm: {
      why: raw`The average of that expression at $u$ and at $1-u$; a constant in $f$ cancels, and where the two bits agree the estimate is zero.`,
      spoken:
        'The ARM estimate is f at z minus f at its partner, times u minus one half; its mean is v times Delta.',
    },
    'arm-variance': {
      why: raw`The bits differ where $u$ is above $M$ or below $m$, and there the square is $\Delta^2(u-\frac12)^2$.`,
      spoken:
        'The variance of ARM is Delta squared times two thirds of one eighth minus the cube of the absolute value of one half minus pi, minus v squared.',
    },
    condition: {
      why: raw`Given the two bits, $u$ still varies within an interval and adds noise that says nothing about $f$: here it is uniform between $M$ and $1$, with mean $\frac12(1+M)$.`,
      spoken:
        'Given that z is one and its partner zero, the mean of u minus one half is M over two, where M is one over one plus e to the minus absolute gamma.',
    },
    disarm: {
      why: raw`Replacing a factor by its conditional expectation keeps the mean and can only lower the variance (Rao–Blackwell).`,
      spoken:
        'The DisARM estimate is the conditional mean of ARM given both bits: half of f at z minus f at its partner, times minus one to the partner, times M if the two differ and zero otherwise.',
    },
    'disarm-variance': {
      why: raw`The estimate is $\frac12M\Delta$ with probability $2m$ and zero otherwise; at $\pi = \frac12$ it has no noise at all, and for a rare bit almost all pairs are equal and say nothing.`,
      spoken:
        'The variance of DisARM is Delta squared times M squared times m times one half minus m, which is at most that of ARM.',
    },
    'two-draws': {
      why: raw`The fair rival also evaluates $f$ twice: two independent draws with the leave-one-out \term{baseline}{baseline}; for one bit the antithetic pair always wins, by the factor $M(M-m)/(M^2+m^2) < 1$.`,
      spoken:
        'The variance of DisARM is at most half of Delta squared times v times one minus two v, which is that of leave-one-out with two draws.',
    },
    'several-bits': {
      why: raw`With several bits, $f = f_0+\sum_j\Delta_jz_j$, the other bits differ in the pair as well, and coordinate by coordinate neither is always better, though the sum is lower here.`,
      spoken:
        'For three bits with pi 0.2, 0.5 and 0.9 and Delta 1, minus 2 and 3, the variances of leave-one-out with two draws are 0.344, 0.4925 and 0.4365, in sum 1.273; those of DisARM are 0.4096, 0.1375 and 0.4698, in sum 1.0169.',
    },
  },
  outro: raw`DisARM costs two passes through the decoder and no backward pass to the code, like the \term{estimator-score}{score function} with two samples, and is unbiased as that is. It is for bits only; for classes the lab has leave-one-out and enumeration.`,
  exercise: {
    task: raw`Take one bit and compare $\pi = 0.5$ with $\pi = 0.01$, at the same $\Delta$.`,
    question: raw`Where does DisARM gain most over two independent draws?`,
    choices: ['At 0.5', 'At 0.01', 'The same at both'],
    because: raw`The ratio of the variances, $M(M-m)/(M^2+m^2)$, is $0$ at $0.5$ and almost $1$ at $0.01$, where antithetic draws are nearly always equal, as independent ones are.`,
  },
  reference: raw`Yin & Zhou, “ARM: augment-REINFORCE-merge gradient for stochastic binary networks”, 2018, arXiv:1807.11143; Dong, Mnih & Tucker, “DisARM: an antithetic gradient estimator for binary latent variables”, 2020, arXiv:2006.10680; leave-one-out: Kool, van Hoof & Welling, “Buy 4 REINFORCE samples, get a baseline for free!”, 2019.`,
}
