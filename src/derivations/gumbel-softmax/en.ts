/** Gumbel-Softmax and its temperature: English words. */
const { raw } = String

export const en = {
  title: 'Gumbel-Softmax and its temperature',
  intro: raw`Replace the largest of $\gamma_k+G_k$ by a softmax of the same sums at a temperature $\tau$: the draw becomes a smooth function of $\gamma$, and reparameterization applies. What is differentiated is then another objective, with codes inside the simplex. For one bit, bias and variance are single integrals. $\Delta = f(1)-f(0)$, $v = \pi(1-\pi)$, and $\rho(x) = 1/\bigl((1+e^{x})(1+e^{-x})\bigr)$ is the density of logistic noise.`,
  steps: {
    soft: {
      why: raw`The second form is the one for a bit, since of two classes only the difference of the sums counts and $\ell = \log u-\log(1-u)$ is logistic; $\sigma(x) = 1/(1+e^{-x})$ here.`,
      spoken:
        'z tau is the softmax of gamma plus G over tau; for a bit it is the sigmoid of gamma plus l over tau.',
    },
    rounding: {
      why: raw`Rounding the soft code gives the hard one with the right probability at every temperature, and as $\tau$ falls the soft code itself becomes hard.`,
      spoken:
        'The probability that z tau is above one half is pi for every tau; as tau tends to zero, z tau tends to one if gamma plus l is positive and to zero otherwise.',
    },
    path: {
      why: raw`The slope of softmax, by the chain rule with $1/\tau$, and for a bit on the right: large near the threshold, next to nothing elsewhere, the more so the smaller $\tau$ is.`,
      spoken:
        'The derivative of z tau with respect to gamma is J of z tau over tau, where J of p is diag p minus p p transposed; for a bit it is z tau times one minus z tau over tau.',
    },
    estimator: {
      why: raw`This is an unbiased gradient of the relaxed objective $\E[f(z_\tau)]$, which needs $f$ between $0$ and $1$, where the model never said what $f$ is; the lab calls that curve the relaxed objective, and its \term{elbo}{held-out ELBO} uses hard codes always.`,
      spoken:
        'g hat tau is z tau times one minus z tau over tau, times the derivative of f at z tau; its mean is the derivative with respect to gamma of the mean of f of z tau.',
    },
    mean: {
      why: raw`Substituting $\ell = \tau\operatorname{logit}t-\gamma$, with $\mathrm{d}\ell = \tau\,\mathrm{d}t/(t(1-t))$, the factors cancel and a weighted mean of the slope of $f$ between $0$ and $1$ remains.`,
      spoken:
        'The mean of g hat tau is the integral from zero to one of the derivative of f at t, times rho of tau logit t minus gamma.',
    },
    bias: {
      why: raw`At $\tau = 0$ the weight is $\rho(-\gamma) = v$ everywhere and $\int f' = \Delta$, so the bias vanishes with the temperature, in proportion to it unless $\pi = \frac12$.`,
      spoken:
        'The bias is tau times v times two pi minus one times the integral of the derivative of f times logit t, plus terms of second order in tau.',
    },
    variance: {
      why: raw`By the same substitution one factor $t(1-t)/\tau$ is left over, so that $\tau\Var[\g_\tau]$ tends to $v\int f'^2\,t(1-t)$: the variance grows like $1/\tau$, without limit.`,
      spoken:
        'The mean square of g hat tau is one over tau times the integral of the squared derivative of f times t times one minus t times rho of tau logit t minus gamma.',
    },
    table: {
      why: raw`For $f(z) = (z-0.45)^2$ and $\pi = 0.2$, $f$ falls first and then rises, and at the usual temperatures the relaxed gradient has the wrong sign, because it averages slopes where the code never is; cooling cures that at the price of variance.`,
      spoken:
        'For f equal to the square of z minus 0.45 and pi 0.2, the means at tau 1, 0.5 and 0.1 are minus 0.023125, minus 0.018832 and 0.006552, the gradient is 0.016; the variances are 0.003312, 0.009335 and 0.054399.',
    },
    'relaxed-kl': {
      why: raw`Two relaxed bits of the same temperature and logits $\gamma$, $\gamma_p$ have this divergence, the same for every $\tau$ and larger than that of the bits unless $a = 0$; pairing the bits’ exact KL with a relaxed $z$ is common, and is no bound.`,
      spoken:
        'The KL divergence of two relaxed bits is a times the hyperbolic cotangent of a half, minus two, where a is gamma minus gamma p; it is at least the KL divergence of the bits.',
    },
  },
  outro: raw`There is no temperature that is best for all: bias falls with $\tau$ and variance rises like $1/\tau$, so the best one depends on $f$ and on how many draws are averaged. Jang et al. therefore anneal it, with step $t$ as $\tau_t = \max(\tau_{\min}, \tau_0\,e^{-rt})$: smooth at first, close to the hard codes at the end. What must not depend on it is the judgement: compare runs by the ELBO with hard codes.`,
  exercise: {
    task: raw`Halve a small temperature, and average over twice as many draws.`,
    question: raw`What happens to the bias and to the variance of the average?`,
    choices: [
      'Both are halved',
      'The bias is halved, the variance stays about the same',
      'The variance is halved, the bias stays',
    ],
    because: raw`The bias is proportional to $\tau$; the variance of one draw doubles with $1/\tau$, and twice as many draws halve it again.`,
  },
  reference: raw`Jang, Gu & Poole, “Categorical reparameterization with Gumbel-Softmax”, 2016, arXiv:1611.01144 (section 4.2: the KL of hard codes with relaxed draws); Maddison, Mnih & Teh, “The Concrete distribution: a continuous relaxation of discrete random variables”, 2016, arXiv:1611.00712.`,
}
