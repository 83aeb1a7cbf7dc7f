/** What the words of glossary.ts mean, in English. */
import type { WordId, WordText } from './glossary.ts'

export const glossaryEn: Readonly<Record<WordId, WordText>> = {
  elbo: {
    word: 'ELBO',
    text: 'Evidence lower bound: never more than log p(x), the log of the probability that the model gives to an image. Training raises it. It is the reconstruction minus the KL.',
  },
  nats: {
    word: 'nats',
    text: 'The unit of natural logarithms: 1 nat is about 1.44 bits. An image whose log probability is 1 nat lower is e = 2.72 times less probable under the model.',
  },
  'held-out': {
    word: 'held-out',
    text: 'Measured on the test images, which are never trained on. It tells what the model has learned and not only memorized.',
  },
  reconstruction: {
    word: 'reconstruction',
    text: 'How probable the decoder makes an image when it is given a code drawn for that image: the mean of log p(x|z) under the encoder’s q(z|x), in nats per image. Higher is better.',
  },
  kl: {
    word: 'KL',
    text: 'Kullback–Leibler divergence from q(z|x), the codes that the encoder gives to an image, to the prior, in nats: how much the code says about the image. It is never negative, and the ELBO pays for it.',
  },
  'score-function': {
    word: 'score function',
    text: 'A gradient estimator, also called REINFORCE: draw codes, and weight the gradient of log q(z|x) by f(z). It needs only values of f, works for discrete codes, and is noisy.',
  },
  reparameterization: {
    word: 'reparameterized',
    text: 'A gradient estimator: a code is written as mu + sigma times standard normal noise, so that the gradient passes through the drawn code to the encoder.',
  },
  variance: {
    word: 'variance V of a gradient',
    text: 'How far one random estimate of the gradient lies from the mean of all such estimates: the variances of all coordinates added up, which is the trace of the covariance, tr Cov. Two unbiased estimators differ in nothing else.',
  },
  interval: {
    word: '95 % interval',
    text: 'From a limited number of draws the variance itself is known only roughly. An interval made in this way contains the true value in 95 % of all cases, for this batch of images.',
  },
  'squared-bias': {
    word: 'bias² of a gradient',
    text: 'The squared distance between the mean of an estimator and the true gradient: the part of its error that more draws do not remove. The truth is the exact gradient, or, where there are too many states to enumerate, the pooled mean of the unbiased estimators with its error.',
  },
  'noise-to-signal': {
    word: 'noise / signal',
    text: 'The variance divided by the squared length of the mean gradient. At 1 the noise is as large as the gradient; far above 1 a single step goes mostly in a random direction.',
  },
  'cost-weighted': {
    word: 'V × cost',
    text: 'The variance times the number of decoder passes that an image takes: what is left when the same work is spent on every estimator.',
  },
  'between-batches': {
    word: 'between batches',
    text: 'The variance that comes from which images are in the minibatch, without the noise of drawing codes. It is there whichever estimator trains.',
  },
  'latent-space': {
    word: 'latent space',
    text: 'The space of codes z, a few numbers for each image. The encoder turns an image into a region of it, the decoder turns any point of it into an image.',
  },
  prior: {
    word: 'prior',
    text: 'How codes are distributed before an image is seen, p(z), here a standard normal distribution. Decoding draws from it makes new images.',
  },
  active: {
    word: 'active',
    text: 'A latent is active if its posterior mean differs between images (variance above 0.01). The model does not use the others: their q(z|x) is the prior.',
  },
  traversal: {
    word: 'traversal',
    text: 'One coordinate of the code moves from one end to the other while all others stay: each row of images shows what that latent stands for.',
  },
  baseline: {
    word: 'baseline',
    text: 'A number subtracted from f(z) before it weights the score. It leaves the mean of the gradient as it is and removes the noise that a large constant in f makes.',
  },
  samples: {
    word: 'samples per image L',
    text: 'Codes drawn for each image at each step, over which the gradient is averaged. The noise of drawing falls as 1/L; the work grows with L.',
  },
  noise: {
    word: 'noise',
    text: 'The random numbers that a code is drawn with. Antithetic noise comes in pairs of opposites, ε and −ε (or u and 1 − u): the mean stays what it was, and noise that changes its sign with ε cancels.',
  },
  'learning-rate': {
    word: 'learning rate',
    text: 'How far a step goes along the gradient. With a smaller rate the noise of more steps averages out, and training takes longer.',
  },
  'kl-term': {
    word: 'KL term',
    text: 'How the gradient of the KL is computed: exactly by a formula, or from the same draws as the rest.',
  },
  posterior: {
    word: 'posterior',
    text: 'The family of q(z|x), the distribution of codes that the encoder gives to an image: Gaussian, a single point (a plain autoencoder), bits, or classes.',
  },
  objective: {
    word: 'objective',
    text: 'What training raises: the ELBO, or a tighter lower bound of log p(x) that weights several draws by their importance.',
  },
  beta: {
    word: 'beta β',
    text: 'The weight of the KL in what is trained. Above 1 codes say less about the image, below 1 more. The ELBO that is shown always has 1.',
  },
  temperature: {
    word: 'temperature τ',
    text: 'How far relaxed draws of a discrete code lie between its values: low is nearly discrete and noisy, high is smooth and biased.',
  },
  annealing: {
    word: 'annealing',
    text: 'Lowering the temperature while training, τ exp(−r t) at step t but never below the lowest τ: smooth gradients first, nearly discrete codes later.',
  },
  probe: {
    word: 'variance probe',
    text: 'The part of the lab that measures every estimator’s variance at the same weights, images and noise, whichever of them trains.',
  },
  latents: {
    word: 'latents',
    text: 'The number of coordinates of the code z. With 2 the whole latent space can be drawn as a plane.',
  },
}
