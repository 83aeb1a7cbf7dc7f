/** Exact by enumeration, and why it ends: English words. */
const { raw } = String

export const en = {
  title: 'Exact by enumeration, and why it ends',
  intro: raw`A Gaussian code takes infinitely many values, a discrete one takes $S$, which is $2^D$ for $D$ bits. If $S$ is small, nothing has to be drawn: every expectation is a sum, the gradient has no noise and no bias, and what all other estimators are compared with is known. $s$ stands for a state, a code with all its bits or classes chosen.`,
  steps: {
    sum: {
      why: raw`An expectation over finitely many states is a sum, and the coordinates of the code are independent.`,
      spoken:
        'The mean of f is the sum over the states s of q gamma of s times f of s, where q gamma of s is the product over the latents.',
    },
    gradient: {
      why: raw`The \term{estimator-score}{score function} with every state in place of a draw; the subtracted mean changes nothing in the sum and keeps its terms small.`,
      spoken:
        'The gradient of the mean of f is the sum over the states of q gamma of s times f of s minus its mean, times the gradient of log q gamma of s.',
    },
    evidence: {
      why: raw`The integral over the codes that could not be computed for a Gaussian is a sum here, taken with the largest term outside of the logarithm.`,
      spoken:
        'The log evidence is the log of the sum over the states of the prior of s times the likelihood of x given s.',
    },
    posterior: {
      why: raw`So the true posterior is a list of $S$ numbers, and the gap is the divergence of two lists.`,
      spoken:
        'The posterior of s given x is the prior times the likelihood over the evidence; the log evidence minus the ELBO is the sum over the states of q times the log of q over the posterior.',
    },
    example: {
      why: raw`The smallest model: two bits with $\gamma = (0.5,-1)$, three pixels $x = (1,0,1)$ with logits $sW+c$, $W$ with the rows $(1,-2,0.5)$ and $(-1,1.5,2)$ and $c = (0.2,-0.3,0)$; four states, five numbers that add up.`,
      spoken:
        'For the smallest model the log evidence is minus 1.379805, the ELBO minus 1.485501, the reconstruction minus 1.344257, the KL 0.141244 and the gap 0.105696.',
    },
    shared: {
      why: raw`The decoder sees the state and not the image, so the $S$ states are decoded once for a whole batch, with logits $O$, one row $o_s$ for each state, and the likelihood of every image under every state is one matrix product.`,
      spoken:
        'The log likelihood of image i given state s is the entry i s of X times O transposed, minus the sum over the pixels of log of one plus e to the o s j.',
    },
    decoder: {
      why: raw`Backwards it is the same: each state’s logits get the images weighted with their share in the state, minus the state’s total share times its probabilities, with $\sigma$ the sigmoid function.`,
      spoken:
        'The derivative with respect to the logits of state s of the summed mean log likelihoods is the sum over the images of q i of s times the image, minus the total of q i of s times the sigmoid of o s.',
    },
    count: {
      why: raw`The cost is $S$ rows of the decoder for each batch, where a sampled step takes one for each image: with a batch of $128$, eight bits cost twice as much, twelve $32$ times, twenty $8192$ times, and each further bit doubles it, so the lab stops at $2^{12}$.`,
      spoken:
        'Two to the eighth is four to the fourth, 256, 2 times 128; two to the twelfth is four to the sixth, 4096, 32 times 128; two to the twentieth is 1048576, 8192 times 128.',
    },
  },
  outro: raw`Where enumeration is possible it is both a competitor to train with and a judge: the bias of every other estimator is the distance of its mean from this gradient. Where it is not, the judge is the pooled mean of the unbiased ones, with its error; the unbiased ones are judged too, each by the pooled mean of the others. The discrete twin of the exact posterior in the plane, it ends for the same reason: the number of places to look at grows exponentially with the dimension.`,
  exercise: {
    task: raw`A model has $12$ bits; replace them by $4$ classes for each of $6$ latents.`,
    question: raw`How does the number of states change?`,
    choices: ['It stays the same', 'It is halved', 'It grows'],
    because: raw`$2^{12} = 4^6 = 4096$: a latent of four classes is worth two bits, and the count depends on the information alone.`,
  },
  reference: raw`The sum over states, also for some of the latents only: Titsias & Lázaro-Gredilla, “Local expectation gradients for black box variational inference”, 2015; the set-up with 4 latents of 8 categories: Liu et al., “Bridging discrete and backpropagation: straight-through and beyond”, 2023, arXiv:2304.08612.`,
}
