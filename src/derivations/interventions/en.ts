/** Interventions: English words. */
const { raw } = String

export const en = {
  title: 'Changing the variance alone',
  intro: raw`The score function and the reparameterized gradient have the same mean $g$, and differ in variance. Does nothing but the variance decide how a run ends? Comparing the two cannot show it. These two estimators change the variance and leave the mean as it is; they are built to teach, not to use. $V_{\mathrm{rp}}$ and $V_{\mathrm{sf}}$ are the variances of one draw.`,
  steps: {
    noise: {
      why: raw`Two score-function gradients from independent draws have the same mean, so that it cancels in their difference: what is left is noise.`,
      spoken:
        'n is the difference of two score-function gradients divided by the square root of two; its mean is g minus g over the square root of two, which is zero.',
    },
    'noise-variance': {
      why: raw`Variances of independent draws add up, and the factor $1/\sqrt2$ halves the sum: the noise is as loud as that of one score function.`,
      spoken: 'The variance of n is half the sum of the two variances, which is V s f.',
    },
    transplant: {
      why: raw`The noise transplant gives it to the reparameterized gradient, from draws independent of those that gradient uses.`,
      spoken:
        'The transplant is the reparameterized gradient plus n; its mean is g, and its variance is V r p plus V s f.',
    },
    dial: {
      why: raw`The noise dial begins with a nearly exact mean, the average over $16$ draws, and adds the noise times $d$: at every $d$ the mean is the same.`,
      spoken:
        'The dial is the average of the reparameterized gradient over 16 draws, plus d times n; its mean is g, and its variance is V r p over 16 plus d squared times V s f.',
    },
    'as-loud': {
      why: raw`So the dial can be set to the variance of any other estimator, and at this $d$ it is as noisy as the reparameterized gradient with one draw, with the score function’s noise.`,
      spoken:
        'The variance of the dial equals V r p if d is the square root of fifteen sixteenths times V r p over V s f.',
    },
  },
  outro: raw`What a run reaches against the variance is then one curve, and the question is whether the real estimators lie on it. The curve, with what it does not show: docs/intervention.md.`,
  exercise: {
    task: raw`Choose the noise dial and set it to $1$, then to $2$; compare its variance with the score function’s at the same weights.`,
    question: raw`What is its variance at $d = 2$, compared with the score function’s?`,
    choices: ['1.4 times', '2 times', '4 times'],
    because: raw`The dial multiplies the noise, and the variance is its square: $4V_{\mathrm{sf}}$, beside which $V_{\mathrm{rp}}/16$ is small as long as $V_{\mathrm{sf}}$ is the larger one.`,
  },
  reference: raw`The lab’s own; the two gradients are those of Mohamed, Rosca, Figurnov & Mnih, “Monte Carlo gradient estimation in machine learning”, JMLR 21:132, 2020, sections 4 and 5.`,
}
