/** Autoencoder, sigma to zero, and beta: English words. */
const { raw } = String

export const en = {
  title: 'Autoencoder, σ → 0, and β',
  intro: raw`Take away the noise and the KL, and a variational autoencoder is a plain autoencoder. This derivation takes them away one after the other, to see what each is for, and then turns $\beta$ to the other side. For one image, $f(z) = \log\lik$.`,
  steps: {
    objective: {
      why: raw`The objective with its two parts and the weight between them; the numbers are the newest step’s.`,
      spoken:
        'The objective L beta is the mean of f of z under q, minus beta times the KL divergence from q to the prior.',
    },
    autoencoder: {
      why: raw`Without KL and without noise each image has one code, $z = \mu$, and what is maximised is the likelihood of the image given its own code: an autoencoder with cross-entropy or squared error.`,
      spoken:
        'For beta equal to zero and sigma equal to zero, the objective is f of mu, the log likelihood of x given mu.',
    },
    'small-noise': {
      why: raw`For a smooth $f$, Taylor’s formula around $\mu$ and the moments of the noise, the odd ones zero and $\Ee[\eps_j\eps_k]$ too for $j \ne k$: a little noise adds half its variance times the curvature, a penalty where $f$ curves downwards, as it does around a good code, and a reward where it curves upwards (a ReLU’s kinks count as point masses of the second derivative).`,
      spoken:
        'The mean of f under q is f of mu plus half the sum over the latents of sigma j squared times the second derivative of f at mu, plus terms of fourth order in sigma.',
    },
    'without-kl': {
      why: raw`A mean is never above the highest value, and comes as near to it as one likes when the Gaussian is put there and made narrow: without the KL there is no benefit in keeping the width, training shrinks the noise to zero, and the autoencoder is back.`,
      spoken:
        'For beta equal to zero, the supremum over mu and sigma of the mean of f equals the supremum of f over z.',
    },
    'price-of-halving': {
      why: raw`The KL of one latent, $\frac12(\mu^2+\sigma^2-\log\sigma^2-1)$, at half the width and at the full one: being twice as exact costs one bit, less what the narrower Gaussian saves.`,
      spoken:
        'The KL of one latent with half of sigma, minus that with sigma, is log two minus three eighths of sigma squared.',
    },
    'kl-diverges': {
      why: raw`However often it is halved, the next halving costs its bit again, so for every $\beta > 0$ a width of zero has an infinite price and is never the optimum.`,
      spoken: 'As sigma j tends to zero, the KL divergence from q to the prior tends to infinity.',
    },
    'best-width': {
      why: raw`For a fixed, twice differentiable decoder the slope of $\Eq[f]$ with respect to $\log\sigma_j^2$, $-\frac12\sigma_j^2\kappa_j$, equals $\beta$ times that of the KL, $\frac12(\sigma_j^2-1)$, at the optimum; solved for the width, it goes to $0$ with $\beta$ if the likelihood is curved downwards, and to $1$ as $\beta$ grows.`,
      spoken:
        'Sigma j squared is beta over beta plus kappa j, where kappa j is minus the mean second derivative of f with respect to z j.',
    },
    tempered: {
      why: raw`With $\beta > 0$ taken out of both parts, the objective is a constant less $\beta$ times a KL, so the encoder no longer looks for the posterior but for one whose likelihood has been flattened ($\beta > 1$) or sharpened ($\beta < 1$).`,
      spoken:
        'L beta is beta times log Z beta minus beta times the KL divergence from q to p beta of z given x, which is the likelihood to the power one over beta, times the prior, over Z beta.',
    },
    bound: {
      why: raw`The objective is the ELBO less $(\beta-1)$ times a KL that is never negative, so above one it is still a bound, only a looser one, and below one it need not be any; the ELBO that the lab shows always has $\beta = 1$.`,
      spoken: 'For beta at least one, L beta is at most the ELBO, which is at most the log evidence.',
    },
    budget: {
      why: raw`To reconstruct as well as possible with at most $C$ nats of KL is a problem with a constraint; its Lagrange function has $\beta$ as the multiplier, how many nats of reconstruction one nat of KL must bring, and differs from $\mathcal{L}_\beta$ by a constant.`,
      spoken:
        'Maximise the mean of f subject to a KL of at most C; its Lagrange function is the mean of f minus beta times the KL minus C.',
    },
    information: {
      why: raw`With $q_i$ for $\q$ at image $i$, splitting $\log q_i/p = \log q_i/\bar q + \log\bar q/p$ shows what the KL pays for: first the information that a code carries about which image it came from, then how far all codes together are from the prior.`,
      spoken:
        'The average over the images of the KL divergence from q i to the prior is the average KL divergence from q i to their mixture q bar, plus the KL divergence from q bar to the prior.',
    },
    'switched-off': {
      why: raw`Taking the prior itself as $q$ costs nothing, so for a fixed decoder with $f \le M$ the best $q$ has $\beta\,\mathrm{KL} \le M-\E_{p(z)}[f]$, and as $\beta$ grows every latent is switched off.`,
      spoken:
        'As beta tends to infinity, mu j tends to zero, sigma j to one, and the KL of each latent to zero.',
    },
  },
  outro: raw`Turn \term{beta}{beta} while it trains. At $0$ the \term{kl}{KL} grows without limit, the ellipses of the \term{posterior}{latent space} shrink to dots that lie far apart, and \term{prior}{samples from the prior} decode to nothing in particular, because nothing in the objective asks codes to lie where the prior has its mass; a point in place of the Gaussian gives the same directly. Above $1$ \term{activity}{latents switch off} one by one: their KL goes to zero (posterior collapse).`,
  exercise: {
    task: raw`With two \term{latent}{latents}, train, then set \term{beta}{beta} to $0$ and train on; watch the ellipses of the \term{posterior}{map}.`,
    question: raw`What happens to the widths of the ellipses?`,
    choices: ['They shrink', 'They grow to the prior’s', 'They stay'],
    because: raw`Around a good code $f$ curves downwards, so noise costs reconstruction, and with $\beta = 0$ nothing is gained by keeping it: the widths shrink, and the KL, which is no longer in the objective, grows.`,
  },
  reference: raw`Higgins et al., “beta-VAE: learning basic visual concepts with a constrained variational framework”, ICLR 2017 (the constraint and its multiplier); Hoffman & Johnson, “ELBO surgery: yet another way to carve up the variational evidence lower bound”, 2016 (the information); Burda, Grosse & Salakhutdinov, “Importance weighted autoencoders”, 2015, arXiv:1509.00519 (active latents).`,
}
