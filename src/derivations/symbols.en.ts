/** What the symbols of symbols.ts mean, in English. */
import type { SymbolId } from './symbols.ts'

export const en: Readonly<Record<SymbolId, string>> = {
  image: 'an image: 784 pixels, the data',
  code: 'the code of an image: a point in the latent space, never observed',
  latents: 'the number of latents, the coordinates of $z$',
  'decoder-parameters': 'the weights and biases of the decoder',
  'encoder-parameters': 'the weights and biases of the encoder',
  prior: 'the prior: how codes are distributed before an image is seen; here the standard normal',
  likelihood: 'the likelihood: how probable the decoder makes the image, given a code',
  joint: 'prior times likelihood: the density of a code together with an image',
  evidence:
    'the evidence, whose logarithm is the log evidence: how probable the model makes the image, whatever its code',
  posterior: 'the true posterior: which codes the model, inverted by Bayes’ rule, gives to an image',
  approximation:
    'the approximate posterior, which the encoder gives: a Gaussian with independent coordinates',
  gamma: 'what the encoder returns for an image: the means and log-variances of $\\q$, $2D$ numbers',
  noise: 'standard normal noise, one number for each latent',
  mean: 'the expectation over codes $z$ drawn from $\\q$; short for $\\E_{z\\sim \\q}$',
  divergence:
    'the Kullback–Leibler divergence, in nats, an expectation under $q$; never negative, zero only for $q = p$, and no distance: exchanging the two changes it',
  bound: 'the evidence lower bound, in nats per image',
  signal: 'a function of the code whose mean is to be raised; mostly $\\log\\lik$',
  score: 'the score: how the log-density of a drawn code changes with $\\gamma$',
  baseline: 'a baseline: what is subtracted from $f$ before it weights the score',
  estimate: 'a random estimate of a gradient; the hat says that it is one',
  variances: 'the variance of the gradient as the score function and as reparameterization estimate it',
  weight: 'the weight of the KL in what is trained; the bound that is shown has 1',
  objective: 'what is trained, for one image: the reconstruction minus $\\beta$ times the KL',
  'learning-rate': 'the learning rate: how far a step goes along the gradient',
  samples: 'Monte Carlo samples: codes drawn for each image at each step',
  batch: 'images in a minibatch',
  'pixel-deviation': 'the standard deviation of a pixel under the Gaussian likelihood, one fixed number',
  gradient: 'the vector of partial derivatives with respect to what stands below it',
  spread: 'the trace of the covariance: the variances of all coordinates, added up',
  product: 'the product coordinate by coordinate',
}
