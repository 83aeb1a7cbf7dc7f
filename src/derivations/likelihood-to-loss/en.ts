/** From likelihood to loss: English words. */
const { raw } = String

export const en = {
  title: 'From likelihood to loss',
  intro: raw`The reconstruction term is a log-probability; the losses known from autoencoders are what is left of it when constants are dropped. Dropping an additive constant is harmless for gradients, dropping a factor is not, and both are harmful for everything else: the number shown, the comparison of models, and the meaning of $\beta$. The choice is the setting \term{likelihood}{Likelihood}.`,
  steps: {
    bernoulli: {
      why: raw`A binary pixel is a Bernoulli variable whose probability of being $1$ (ink), $\pi_j$, comes from the decoder.`,
      spoken:
        'The probability of pixel x j given z is pi j to the power x j times one minus pi j to the power one minus x j, where x j is zero or one.',
    },
    'cross-entropy': {
      why: raw`Given the code the pixels are independent, so the logarithms add up; the negative of this sum is the binary cross-entropy, summed over the pixels and not averaged.`,
      spoken:
        'The log likelihood is the sum over the pixels of x j log pi j plus one minus x j times log of one minus pi j.',
    },
    logit: {
      why: raw`The decoder’s last layer gives any real number $\ell_j$, and the sigmoid function turns it into a probability, so that $\ell_j = \log\pi_j - \log(1-\pi_j)$ is the log-odds of ink.`,
      spoken:
        'Pi j is one over one plus e to the minus l j, so log pi j equals l j plus the log of one minus pi j.',
    },
    softplus: {
      why: raw`With $\log(1-\pi_j) = -\log(1+e^{\ell_j})$ the probabilities disappear from the formula, and the second way of writing it never takes the exponential of a positive number, so it is finite for every finite $\ell_j$.`,
      spoken:
        'The log likelihood is the sum over the pixels of x j l j minus the log of one plus e to the l j, which equals x j l j minus the larger of l j and zero, minus the log of one plus e to the minus absolute l j.',
    },
    'bernoulli-slope': {
      why: raw`The derivative of $\log(1+e^{\ell})$ is the sigmoid function, so what flows back into the decoder is the error of each pixel and nothing else.`,
      spoken: 'The derivative of the log likelihood by l j is x j minus pi j.',
    },
    grey: {
      why: raw`With grey targets, $0 < x_j < 1$, the same sum is not the logarithm of a probability of the grey image; it is the mean log-probability of its random black-and-white versions $t$, because it is linear in the pixel and $\E[t_j] = x_j$.`,
      spoken:
        'The mean, over random binary images t whose pixels are ink with probability x j, of the log likelihood of t given z, equals the sum over the pixels of x j log pi j plus one minus x j times log of one minus pi j.',
    },
    'grey-bound': {
      why: raw`For each $t$ the ELBO with any density $q$ is a bound, also with the $\q$ that the encoder gave for the grey image $x$, so on average over $t$ the lab’s number bounds the mean log-probability of the binarized image.`,
      spoken:
        'The mean over t of the log evidence of t is at least the mean, under q and over t, of the log likelihood of t given z, minus the KL divergence from q to the prior.',
    },
    'grey-ceiling': {
      why: raw`As a function of $\pi_j$ the sum is highest at $\pi_j = x_j$, where it is minus the entropy of the Bernoulli variable: with grey targets even a perfect decoder does not reach zero.`,
      spoken:
        'The maximum over pi j of x j log pi j plus one minus x j times log of one minus pi j is x j log x j plus one minus x j times log of one minus x j, which is at most zero.',
    },
    gaussian: {
      why: raw`A pixel that is any real number can be the decoder’s mean $m_j$ plus Gaussian noise of one fixed standard deviation $\sigx$, the setting Sigma, which is not the encoder’s $\sigma$.`,
      spoken:
        'The density of pixel x j given z is the normal density with mean m j and standard deviation sigma x.',
    },
    'squared-error': {
      why: raw`The logarithm of the product over the $784$ pixels: a squared error, weighted, and a constant.`,
      spoken:
        'The log likelihood is minus one over two sigma x squared times the sum of the squared errors, minus 784 times the log of sigma x root two pi.',
    },
    'gaussian-slope': {
      why: raw`Only the squared error contains $m_j$; what flows back is again the error of each pixel, now in units of $\sigx^2$.`,
      spoken: 'The derivative of the log likelihood by m j is x j minus m j over sigma x squared.',
    },
    constants: {
      why: raw`The constant has no gradient but moves the curve by hundreds of nats, and as a density it depends on the unit in which ink is measured, so a Gaussian ELBO may be positive and must not be compared with a Bernoulli one.`,
      spoken:
        'Minus 784 times the log of sigma x root two pi is minus 720.4 nats for sigma x equal to one, and plus 1084.8 nats for sigma x equal to 0.1.',
    },
    'one-knob': {
      why: raw`With the factor $1/(2\sigx^2)$ taken out and the constant called $c$, the loss is “summed squared error plus $\beta'$ times KL” as programs often have it, so leaving the factor out, and calling $\beta'$ one, silently chooses $\sigx^2 = \frac12$, and averaging the error over the pixels chooses $784$ times as much.`,
      spoken:
        'The negative objective is one over two sigma x squared, times the mean summed squared error plus beta prime times the KL divergence, plus a constant c, where beta prime is two sigma x squared times beta.',
    },
  },
  outro: raw`A small $\sigx$ makes each grey level of error expensive, so that more \term{kl}{KL} repays itself in \term{recon}{reconstruction}, just as with a small \term{beta}{beta}. For Bernoulli pixels there is no such constant in the likelihood, and $\beta$ stands alone.`,
  exercise: {
    task: raw`Choose the Gaussian \term{likelihood}{likelihood} and train twice, with Sigma $1$ and with Sigma $0.1$.`,
    question: raw`With which Sigma does the code carry more nats (the \term{kl}{KL})?`,
    choices: ['With 0.1', 'With 1', 'No difference'],
    because: raw`By the last line Sigma acts as $\beta' = 2\sigx^2\beta$, which is $2$ and $0.02$ here: a small Sigma makes each error in the image expensive, so that more KL repays itself.`,
  },
  reference: raw`Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, appendix C (both decoders); grey targets under a Bernoulli likelihood: Loaiza-Ganem & Cunningham, “The continuous Bernoulli”, 2019, arXiv:1907.06845; the variance of the Gaussian and beta: Rybkin, Daniilidis & Levine, “Simple and effective VAE training with calibrated decoders”, 2021, arXiv:2006.13202.`,
}
