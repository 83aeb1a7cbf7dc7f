/** The words of the experiment biased, in English. */
import type { ExperimentWords } from '../experiment.ts'

export const en: ExperimentWords = {
  question:
    'A code of 8 bits has 256 states, so the gradient can be computed exactly, and the model trains with it. After 600 steps every estimator is drawn 64 times at the same weights. Whose mean is not the exact gradient?',
  choices: [
    'that of the score function, which has the most variance',
    'that of DisARM, which decodes two codes an image',
    'that of straight-through, which has far less variance than the score function',
  ],
  figures: [
    'length of the bias of straight-through over that of the gradient',
    'variance, score function over straight-through',
    'variance, DisARM over straight-through',
  ],
  because:
    'Variance is no sign of bias. Straight-through takes the slope of f at one code for the difference between two, and more draws do not remove that error. The score function and DisARM only compare values of f, so their means are exact; DisARM is so at about the variance of straight-through.',
}
