/** The model, and why its posterior cannot be computed: English words. */
const { raw } = String

export const en = {
  title: 'The model, and why its posterior cannot be computed',
  intro: raw`A variational autoencoder is a model of how an image is generated: a code is drawn, the decoder turns it into probabilities for the pixels, the pixels are drawn. Learning means finding the decoder that makes the images one has seen probable. It also means inverting the generative process: which codes could have produced this image? Both need the same integral, and that integral is the difficulty.`,
  steps: {
    prior: {
      why: raw`The code is a vector of $D$ numbers drawn from a fixed distribution without parameters, so the decoder has to map this distribution to whatever shape the images need.`,
      spoken:
        'The code z is drawn from the prior p of z, a normal distribution with mean zero and identity covariance, in D dimensions.',
    },
    likelihood: {
      why: raw`Given the code the pixels are drawn independently, each with its own parameter from the decoder, a network with weights $\theta$, so any dependence between pixels must come from $z$.`,
      spoken:
        'Given z, the image x is drawn from the likelihood, which is the product over the 784 pixels of p theta of x j given z.',
    },
    'likelihood-table': {
      why: raw`The same numbers have two names, here for one pixel $x$ and two codes: across a row, with the code fixed, they are probabilities of images and add up to $1$; down a column, with the image fixed, they are the likelihood of each code and need not.`,
      spoken:
        'For the first code the pixel is zero with probability 0.8 and one with probability 0.2; for the second code, zero with probability 0.1 and one with probability 0.9.',
    },
    evidence: {
      why: raw`The code is never observed, so the probability of an image is the likelihood averaged over all codes that the prior could have drawn.`,
      spoken: 'The evidence p theta of x is the integral over z of the likelihood times the prior.',
    },
    'maximum-likelihood': {
      why: raw`The images are taken to be independent and identically distributed (iid), so their probabilities multiply and the logarithms add up.`,
      spoken:
        'The maximum likelihood estimate of theta maximises the sum over the training images of the log evidence.',
    },
    bayes: {
      why: raw`Bayes’ rule inverts the generative process; its numerator is one pass through the decoder, its denominator is the integral again.`,
      spoken: 'The posterior of z given x is the likelihood times the prior, divided by the evidence.',
    },
    'bayes-number': {
      why: raw`With the table’s second column, and a prior of $0.30$ for the second code, seeing $x = 1$ raises that code’s probability to $0.66$; with two codes the denominator is a sum of two products.`,
      spoken:
        'The posterior probability of the second code given that the pixel is one is 0.9 times 0.30 over the sum of 0.9 times 0.30 and 0.2 times 0.70, which is about 0.66.',
    },
    grid: {
      why: raw`The decoder is a nonlinear network, so the integral has no closed form, and a grid with ten values on each of twenty axes has more points than could be decoded: at $100\,000$ codes a second that takes $32$ million years, for one image and one setting of the weights.`,
      spoken: 'k to the power D is ten to the power twenty, for k equal to ten and D equal to twenty.',
    },
    'prior-draws': {
      why: raw`Without a grid one would average the likelihood over $K$ random codes from the prior, which estimates the evidence without bias.`,
      spoken:
        'The estimate p hat is the average, over K codes drawn from the prior, of the likelihood of x given the code.',
    },
    spread: {
      why: raw`The variance of an average is the variance of one term over $K$, and dividing by the squared evidence leaves, by Bayes’ rule, the mean of $\post/\prior$ over codes drawn from the posterior.`,
      spoken:
        'The variance of p hat divided by the squared evidence is one over K times the integral of the squared likelihood over the squared evidence times the prior, minus one; that is one over K times the posterior mean of the ratio posterior over prior, minus one.',
    },
    count: {
      why: raw`By Jensen’s inequality $\E[e^X] \ge e^{\E X}$ with $X = \log(\post/\prior)$: an average whose standard deviation is no larger than what it estimates takes at least $e^{\mathrm{KL}}-1$ draws, where the KL is the true posterior’s and unknown; if it is $25$ nats (the unit of natural logarithms), about what the \term{kl}{KL of encoders} trained on MNIST is, that is $7\cdot 10^{10}$ draws for each image.`,
      spoken:
        'The relative variance is at least one over K times e to the KL divergence from the posterior to the prior, minus one.',
    },
    map: {
      why: raw`First way out: take only the most probable code (maximum a posteriori), which needs no integral but discards how wide the posterior is, and so cannot tell a code that must be exact from one that hardly matters.`,
      spoken: 'The MAP code z hat maximises the log likelihood plus the log prior.',
    },
    mcmc: {
      why: raw`Second way: walk through the codes by random steps that leave the posterior unchanged (Markov chain Monte Carlo), which uses only ratios of $\lik\,\prior$; invariance alone is not enough, since a walk that never moves has it too, so every region must also be reachable, and not in a fixed rhythm; then it is exact in the limit, but needs a long walk for each image, again whenever $\theta$ changes.`,
      spoken:
        'The next code is drawn from a transition T given the present one, such that the posterior, passed through T, stays the posterior.',
    },
    variational: {
      why: raw`Third way: choose a family of densities that are easy to draw from, here Gaussians with independent coordinates, and take the member with the smallest KL divergence to the posterior (variational inference), with one encoder $\phi$ that gives the approximate posterior of every image (amortized inference).`,
      spoken:
        'The encoder’s parameters phi minimise the sum over the images of the KL divergence from q phi of z given x to the true posterior.',
    },
  },
  outro: raw`The lab takes the third way; the next derivation shows how to minimise the KL divergence to a density that cannot be computed. The model can be watched: \term{prior}{samples from the prior} run the generative process, the \term{posterior}{encoder’s ellipses} invert it, and the \term{z}{sliders} let you run it with a code of your own. With two \term{latent}{latents} the grid of this derivation is small enough, and the lab computes the integral.`,
  exercise: {
    task: raw`Train for a while with two \term{latent}{latents}, then pull one \term{z}{slider} slowly from one end to the other.`,
    question: raw`Will the decoded digit jump from one shape to the next, or change continuously?`,
    choices: ['It jumps between digits', 'It changes continuously'],
    because: raw`The decoder is a continuous function of $z$, so between two digits there are shapes that are neither; only the pixels that are drawn from its probabilities are random.`,
  },
  reference: raw`Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, section 2.1; Rezende, Mohamed & Wierstra, “Stochastic backpropagation and approximate inference in deep generative models”, 2014, arXiv:1401.4082; MCMC and variational inference compared: Blei, Kucukelbir & McAuliffe, “Variational inference: a review for statisticians”, 2017, arXiv:1601.00670; how many draws: Chatterjee & Diaconis, “The sample size required in importance sampling”, 2018, arXiv:1511.01437.`,
}
