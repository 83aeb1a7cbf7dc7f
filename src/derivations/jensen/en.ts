/** The same bound by Jensen's inequality: English words. */
const { raw } = String

export const en = {
  title: 'The same bound by Jensen’s inequality',
  intro: raw`Most textbooks derive the ELBO by Jensen’s inequality. That is quicker, and says less: that something is lost, not what. Where the inequality is really needed comes in the last two lines.`,
  steps: {
    importance: {
      why: raw`Multiplying and dividing by $\q$, which is positive for every $z$, turns the integral into a mean over draws from the encoder, of a random weight $w$.`,
      spoken:
        'The evidence is the integral of the joint density over q, times q; that is the mean under q of the weight w, the joint density divided by q.',
    },
    tangent: {
      why: raw`The logarithm is concave, so it lies below its tangent, here the tangent at the mean weight $m$; the two touch only at $w = m$.`,
      spoken: 'The log of w is at most the log of m plus w minus m over m, where m is the mean of w.',
    },
    jensen: {
      why: raw`Taking the mean of both sides, the fraction becomes zero, which is Jensen’s inequality for the logarithm.`,
      spoken:
        'The mean of the log of w is at most the log of m plus the mean of w minus m, over m, which is the log of the mean of w.',
    },
    bound: {
      why: raw`On the left is the definition of the ELBO, on the right the first line.`,
      spoken:
        'The ELBO, the mean of the log weight, is at most the log of the mean weight, which is the log evidence.',
    },
    difference: {
      why: raw`Instead of an inequality one can compute the difference: $\log\evidence$ goes into the mean as a constant, Bayes’ rule makes the fraction $\q/\post$, and what Jensen’s inequality discards is exactly the gap.`,
      spoken:
        'The log evidence minus the mean log weight is the mean of the log of evidence times q over the joint density, which is the KL divergence from q to the true posterior.',
    },
    'constant-weights': {
      why: raw`The tangent touches at one point only, so nothing is lost exactly when the weight is the same for almost every draw; then $\joint/\q = \evidence$, which is $\q = \post$.`,
      spoken:
        'The KL divergence from q to the true posterior is zero if and only if the weight w equals the evidence.',
    },
    'more-draws': {
      why: raw`The inequality is useful where no simple equality is at hand: average the weights of $K$ independent draws before taking the logarithm, and $K = 1$ is the ELBO.`,
      spoken:
        'The importance-weighted bound L K is the mean of the log of the average weight of K independent draws from q.',
    },
    sandwich: {
      why: raw`Jensen’s inequality twice, once for the average over the $K$ draws and once for the mean over all draws: the importance-weighted bound lies between the ELBO and the log evidence.`,
      spoken:
        'L K is at least the mean of the average log weight, which is the ELBO, and at most the log of the mean weight, which is the log evidence.',
    },
  },
  outro: raw`The equality says what the inequality cannot: how large the loss is, in nats, that it vanishes only for the true posterior, and that for a fixed decoder raising the ELBO closes it. In the lab the three numbers stand beside the exact posterior of an image (two \term{latent}{latents}): the \term{exact-elbo}{ELBO}, the \term{log-evidence}{log evidence}, and the \term{gap}{gap} between them.`,
  exercise: {
    task: raw`Compute the exact posterior of an image (two \term{latent}{latents}) and look at the ELBO from draws beside the exact one.`,
    question: raw`The mean of $\log w$ over ten times as many draws: does it come closer to $\log\evidence$?`,
    choices: ['Closer to the log evidence', 'Closer to the ELBO only'],
    because: raw`The average of logarithms converges to $\Eq[\log w]$, which is the ELBO, however many draws there are; to come closer to $\log\evidence$ the weights must be averaged before the logarithm is taken.`,
  },
  reference: raw`Jordan, Ghahramani, Jaakkola & Saul, “An introduction to variational methods for graphical models”, Machine Learning 37, 1999; the importance-weighted bound: Burda, Grosse & Salakhutdinov, “Importance weighted autoencoders”, 2015, arXiv:1509.00519, theorem 1.`,
}
