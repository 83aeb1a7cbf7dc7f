/** The ELBO is reconstruction minus KL: English words. */
const { raw } = String

export const en = {
  title: 'The ELBO is reconstruction minus KL',
  intro: raw`The same ELBO, sorted differently: one term asks the code to describe the image, the other asks it to carry no more information than needed. These are the two curves under the big number. All expectations here are finite: $\log\lik$ grows no faster than $|z|^2$ for the lab’s decoders, and a Gaussian $\q$ has moments of every order.`,
  steps: {
    definition: {
      why: raw`The ELBO as it was named when $\log\evidence$ was split, with the logarithm of the fraction written as a difference.`,
      spoken:
        'The ELBO is the mean, over z drawn from q, of the log joint density of x and z minus the log of q of z given x.',
    },
    'product-rule': {
      why: raw`The model makes an image in two draws, first the \term{prior}{code from the prior}, then the \term{likelihood}{pixels given the code}, so the joint density is their product.`,
      spoken: 'The log joint density equals the log likelihood of x given z plus the log prior density of z.',
    },
    insert: {
      why: raw`The line before is put in place of $\log\joint$, and the two densities of $z$ are brought together.`,
      spoken:
        'The ELBO is the mean under q of the log likelihood plus the logarithm of the prior divided by q.',
    },
    split: {
      why: raw`The mean of a sum is the sum of the means, both being finite; turning the fraction over changes the sign.`,
      spoken:
        'The ELBO is the mean under q of the log likelihood, minus the mean under q of the logarithm of q divided by the prior.',
    },
    'two-terms': {
      why: raw`The second mean is, by definition, the KL divergence from the encoder’s Gaussian to the prior; the numbers are the newest step’s, in nats per image, and they add up.`,
      spoken:
        'The ELBO equals the reconstruction term, which is the mean log likelihood under q, minus the KL divergence from q of z given x to the prior.',
    },
    'energy-and-entropy': {
      why: raw`Split the other way, with $-\log\joint$ as an energy, the ELBO is minus the mean energy plus the entropy (minus a free energy), and rewards a $q$ that sits where the joint density is high and yet stays spread out: the entropy, here that of a Gaussian with independent coordinates, is what keeps it from shrinking to the best single code.`,
      spoken:
        'The ELBO also equals the mean under q of the log joint density plus the entropy of q; the entropy of this Gaussian is half the sum over the latents of the logarithm of two pi e sigma squared.',
    },
    objective: {
      why: raw`What is trained may weight the KL by $\beta$, a number that is chosen and not derived; at $\beta = 1$ the objective is the ELBO itself.`,
      spoken:
        'The objective for an image, L beta of x, is the reconstruction term minus beta times the KL divergence.',
    },
    loss: {
      why: raw`Optimizers minimise, and a minibatch of $B$ images drawn uniformly from the training set has on average the mean over the whole set, so the loss is the minibatch mean of the negative objective, and its gradient is an unbiased estimate of the whole set’s.`,
      spoken:
        'Minimise, over theta and phi, minus one over B times the sum of the objective over the B images of the minibatch.',
    },
  },
  outro: raw`Watch the two curves in the ELBO panel. Early in training the \term{recon}{reconstruction} climbs and the \term{kl}{KL} climbs with it: codes begin to carry information, and a latent is worth using only if each nat of KL raises the reconstruction by at least one nat. Change $\term{beta}{\beta}$ and that exchange rate changes: the curves separate, while the \term{elbo}{ELBO} shown stays the one with $\beta = 1$, so that runs can be compared. With Bernoulli pixels the reconstruction term is never positive, since a probability is at most one; with Gaussian pixels it is a log-density and may be.`,
  exercise: {
    task: raw`Train until both curves are flat, then raise \term{beta}{beta} from $1$ to $4$ and train on.`,
    question: raw`Where do the \term{recon}{reconstruction} and the \term{kl}{KL} settle?`,
    choices: ['Reconstruction higher, KL lower', 'Both lower', 'Both higher'],
    because: raw`At the optimum for a larger $\beta$ the KL is never larger, and the reconstruction never higher: if both were better, the old optimum would not have been one.`,
  },
  reference: raw`Kingma & Welling, “Auto-encoding variational Bayes”, 2013, arXiv:1312.6114, equation 3 (the two terms) and equation 8 (the minibatch); energy and entropy: Neal & Hinton, “A view of the EM algorithm that justifies incremental, sparse, and other variants”, 1998.`,
}
