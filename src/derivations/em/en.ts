/** EM and the VAE: English words. */
const { raw } = String

export const en = {
  title: 'EM and the VAE',
  intro: raw`The EM algorithm climbs the same hill as a variational autoencoder, one direction at a time: first the approximate posterior $q$ with the model held fixed, then the model with $q$ held fixed. The lab can do the same, by the setting \term{freeze}{Freeze}. The ELBO is written as $F(q,\theta)$ to show what it depends on; for several images it is the sum over them.`,
  steps: {
    'free-energy': {
      why: raw`Twice the same number, once as the mean of $\log\joint$, which is minus an energy, plus the entropy, so that $F$ is minus the free energy, and once as log evidence minus gap; the first is how it is computed, the second is how it is understood.`,
      spoken:
        'F of q and theta is the mean under q of the log joint density plus the entropy of q, which equals the log evidence minus the KL divergence from q to the posterior.',
    },
    'e-step': {
      why: raw`With $\theta$ fixed the log evidence is a constant, so $F$ is highest where the gap is zero: the E step, if any density is allowed, gives the true posterior.`,
      spoken: 'The E step: q at t plus one maximises F at theta t, and is the posterior under theta t.',
    },
    'm-step': {
      why: raw`With $q$ fixed neither its entropy nor the prior contains $\theta$, so the M step fits the decoder to codes drawn from $q$ as if they had been observed.`,
      spoken:
        'The M step: theta at t plus one maximises F at q t plus one, that is, the mean under q t plus one of the log likelihood.',
    },
    'never-down': {
      why: raw`Read from the right: after a full E step the gap is zero, the M step does not lower $F$, and the gap that opens again is not negative, so the log evidence never falls.`,
      spoken:
        'The log evidence under theta t plus one is at least F at q t plus one and theta t plus one, which is at least F at q t plus one and theta t, which equals the log evidence under theta t.',
    },
    restricted: {
      why: raw`In a VAE $q$ is one encoder’s Gaussian for every image, so the E step can only come as near as the family and the network allow: $F$ still never falls, but as the gap does not close, the log evidence may, and maximising $F$ over both is no longer maximum likelihood, since it also prefers models whose posterior the family can match.`,
      spoken:
        'Phi at t plus one maximises F at theta t over phi, which is to minimise the KL divergence from q phi to the posterior under theta t.',
    },
    'coordinate-ascent': {
      why: raw`Nobody waits for the maximum: a partial E step and a partial M step, each a gradient step with the other half frozen, are coordinate ascent, which for a smooth $F$ and a small enough $\eta$ never lowers it either, apart from the noise of the gradient.`,
      spoken:
        'Coordinate ascent: phi moves by eta times the gradient of F with respect to phi at phi t and theta t; then theta moves by eta times the gradient of F with respect to theta at phi t plus one and theta t.',
    },
    'joint-ascent': {
      why: raw`Training moves both halves at once, which saves half of the passes, because one forward and backward pass gives both gradients.`,
      spoken:
        'Joint ascent: phi moves by eta times the gradient of F with respect to phi, and theta by eta times the gradient of F with respect to theta, both at phi t and theta t.',
    },
    'first-order': {
      why: raw`By Taylor’s formula the two ways differ in the decoder’s gradient by a term of order $\eta$, hence in the step by one of order $\eta^2$: with small steps they follow the same path.`,
      spoken:
        'The gradient of F with respect to theta at phi t plus one, minus that at phi t, is eta times the mixed second derivative times the gradient of F with respect to phi, plus a term of order eta squared.',
    },
    'balance-mean': {
      why: raw`Where the best Gaussian for a fixed decoder has been found, the derivative of $F$ with respect to $\mu_j$ is zero: the pull of the likelihood, towards codes that explain the image, equals the pull of the prior, towards the origin.`,
      spoken: 'At the optimum the derivative of the reconstruction term with respect to mu j equals mu j.',
    },
    'balance-width': {
      why: raw`The same with respect to $\log\sigma_j^2$, with the KL’s slope on the right: the likelihood asks for exactness, the prior for width.`,
      spoken:
        'At the optimum the derivative of the reconstruction term with respect to log sigma j squared equals half sigma j squared minus one half.',
    },
    price: {
      why: raw`For a twice differentiable $f$ the pathwise gradient $\Ee[\frac12\sigma_j\eps_j\,\partial f/\partial z_j]$, integrated by parts once more in $\eps_j$, becomes the mean curvature (Price’s theorem); for a ReLU decoder the second derivative has a point mass at each kink, which counts.`,
      spoken:
        'The derivative of the mean of f with respect to log sigma j squared is half sigma j squared times the mean of the second derivative of f with respect to z j.',
    },
    precision: {
      why: raw`Put into the balance of the widths and divided by $\frac12\sigma_j^2$: the precision of the best Gaussian is the prior’s, which is one, plus the mean curvature that the likelihood adds.`,
      spoken:
        'One over sigma j squared is one plus kappa j, where kappa j is minus the mean second derivative of the log likelihood with respect to z j.',
    },
  },
  outro: raw`Train for a while with two \term{latent}{latents} and open the exact posterior of an image. Now freeze the decoder (an E step): the contours of $\post$ stand still and the \term{posterior}{encoder’s ellipse} moves towards them; on average over the training images the \term{gap}{gap} falls, and the log evidence does not change (the panel shows one test image, whose gap as a rule falls too). Freeze the encoder instead (an M step): the ellipse stands still and the contours move, on average over the training images the \term{elbo}{ELBO} rises and, as a rule, the \term{log-evidence}{log evidence} with it, and the gap may open. Release both, and both happen at once.`,
  exercise: {
    task: raw`Train for a while, then \term{freeze}{freeze the encoder} (an M step) and train on.`,
    question: raw`What does the \term{elbo}{training ELBO} do, on average?`,
    choices: ['It rises or stays', 'It falls'],
    because: raw`Each step goes up the gradient of $F$ with respect to $\theta$ with $q$ fixed, so apart from the noise of the gradient $F$ does not fall; whether $\log\evidence$ rises with it is another question, since the gap may open.`,
  },
  reference: raw`Dempster, Laird & Rubin, “Maximum likelihood from incomplete data via the EM algorithm”, Journal of the Royal Statistical Society B 39, 1977; Neal & Hinton, “A view of the EM algorithm that justifies incremental, sparse, and other variants”, in Jordan (editor), “Learning in graphical models”, 1998; the balance of the widths: Opper & Archambeau, “The variational Gaussian approximation revisited”, Neural Computation 21, 2009.`,
}
