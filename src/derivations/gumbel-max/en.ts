/** The Gumbel-max trick: English words. */
const { raw } = String

export const en = {
  title: 'The Gumbel-max trick',
  intro: raw`A draw from one of several classes can be made like this: add independent noise of one fixed distribution to every logit and take the largest. It is the discrete counterpart of $z = \mu+\sigma\eps$, and the starting point of Gumbel-Softmax. Here is why it is right. $\gamma_k$ are the logits of the classes, $S = \sum_j e^{\gamma_j}$, and $\pi = \operatorname{softmax}\gamma$.`,
  steps: {
    gumbel: {
      why: raw`$G\le g$ means $u\le e^{-e^{-g}}$, whose probability is that number; this is the Gumbel distribution, that of the largest of many draws, and $-\log u$ is an exponential number.`,
      spoken:
        'G is minus log of minus log u, with u uniform; the probability that G is at most g is e to the minus e to the minus g.',
    },
    largest: {
      why: raw`Each class gets its own independent noise, and the class with the largest sum is the draw.`,
      spoken: 'k star is the class with the largest gamma k plus G k, and M is that largest sum.',
    },
    others: {
      why: raw`Class $k$ wins with the value $m$ if all other sums are at most $m$, and since the noise is independent the probabilities multiply.`,
      spoken:
        'The probability that all other sums are at most m is the product over the other classes of e to the minus e to the gamma j minus m.',
    },
    joint: {
      why: raw`The first two factors are the density of $\gamma_k+G_k$ at $m$, the derivative of its distribution function; the exponents then add up to $S$.`,
      spoken:
        'The joint density of k star equal to k and M equal to m is e to the gamma k minus m times e to the minus S e to the minus m.',
    },
    proof: {
      why: raw`With $t = e^{-m}$ the integral is elementary, and the probability of class $k$ is its softmax probability, which was to be proved.`,
      spoken:
        'The probability that k star is k is the integral over m of e to the gamma k minus m times e to the minus S e to the minus m, which is e to the gamma k over S, which is pi k.',
    },
    independent: {
      why: raw`The joint density is a product, so which class wins and how large the winner is are independent, and $M-\log S$ is again a Gumbel number: conditional draws can be made by drawing $M$ first.`,
      spoken: 'The joint density is pi k times S e to the minus m e to the minus S e to the minus m.',
    },
    'two-classes': {
      why: raw`For two classes only the difference counts, and the trick with logits $\gamma$ and $0$ applied to it says $P(G_1+\gamma > G_0) = \pi$: a bit is drawn with logistic noise $\log u-\log(1-u)$.`,
      spoken:
        'The difference of two Gumbel numbers is a logistic number: the probability that it is at most x is one over one plus e to the minus x.',
    },
    'still-a-step': {
      why: raw`The noise now stands outside of $\gamma$, as reparameterization wants it, but the largest of several numbers is a step function of them: unless two sums tie, a small change of $\gamma$ changes nothing.`,
      spoken: 'The derivative of k star with respect to gamma is zero unless two of the sums are equal.',
    },
  },
  outro: raw`So the trick gives draws, not gradients. What it prepares is the next step: replace the largest by a soft version of it, whose derivative exists. In code the noise needs care: $u$ must never be $0$ or $1$, and in single precision both tails need their own formula. The \term{estimator-score}{score function} needs none of this.`,
  exercise: {
    task: raw`Add the same number, say $5$, to all logits, with the noise unchanged.`,
    question: raw`Which class is drawn?`,
    choices: ['The same as before', 'Another one, perhaps'],
    because: raw`All sums rise by $5$, so the largest is the same one: the logits count only up to a common constant, as in softmax.`,
  },
  reference: raw`Gumbel, “Statistical theory of extreme values and some practical applications”, 1954; the proof and its uses: Maddison, Tarlow & Minka, “A* sampling”, 2014, arXiv:1411.0030; Jang, Gu & Poole, “Categorical reparameterization with Gumbel-Softmax”, 2016, arXiv:1611.01144; Maddison, Mnih & Teh, “The Concrete distribution”, 2016, arXiv:1611.00712.`,
}
