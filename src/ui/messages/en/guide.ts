/** The words of links that carry a lesson, in English. */
import type { Sentence, Teller } from '../told.ts'
import { counted, format as f } from './format.ts'

export const guideText = {
  note: 'Note',
  leavePresenting: 'Show the settings',
  openWhole: 'Open in the lab',
  experiments: 'Experiments',
  experimentsNone: 'Choose a guided experiment',
  experimentNamed: ({ place, title }: { place: number; title: string }) => `${place}. ${title}`,
  experimentRun: 'Run it',
  experimentPredictFirst: 'Predict first; your choice stays beside the outcome.',
  experimentReplaces: ({ steps }: { steps: number }) =>
    `${counted(steps, 'step')}, in place of the present run.`,
  experimentKeepsRun: 'Trains nothing; the present run stays as it is.',
  experimentProgress: ({ step, steps }: { step: number; steps: number }) =>
    `Step ${f.integer(step)} of ${f.integer(steps)}`,
  experimentMeasuring: 'Measuring the gradients',
  experimentAveraging: 'Computing log p(x) exactly',
  experimentWeighing: ({ done, total }: { done: number; total: number }) =>
    `Estimating log p(x): ${f.percent(total > 0 ? done / total : 0)}`,
  experimentFigure: 'Figure',
  experimentPromised: 'Promised',
  experimentMeasured: 'Measured',
  experimentRange: ({ least, most }: { least: string; most: string }) => `${least} to ${most}`,
  experimentKept: 'as promised',
  experimentBroken: 'not as promised',
  experimentRight: ({ choice }: { choice: string }) => `As you predicted: ${choice}.`,
  experimentOther: ({ predicted, choice }: { predicted: string; choice: string }) =>
    `You predicted: ${predicted}. It is: ${choice}.`,
  experimentEarlier: 'Measured in an earlier run, not in the one that is shown.',
  experimentElsewhere: 'The figures are promised for MNIST; this model was trained on other images.',
  experimentWhy: 'The derivation',
}

export const guideAnnouncements: Readonly<Record<string, Sentence>> = {
  'experiment-done': () => 'The experiment has ended; its figures are there',
  'seeds-done': () => 'All seeds have been trained and evaluated',
}

const told =
  (why: string, todo: string): Teller =>
  ({ key, given, legal }) => ({
    what: `The link asks for ${key}=${given}, ${why}.`,
    kept: 'It is left out; the rest of the link applies.',
    todo: todo && `${todo}${legal}.`,
  })

export const linkFaults: Readonly<Record<string, Teller>> = {
  'setting-not-a-switch': told('which is not a step and a setting', 'Write, for example: at='),
  'setting-not-live': told(
    'but that setting cannot change while a model trains',
    'These can change at a step: ',
  ),
  'setting-not-together': told(
    'which does not go with the settings at that step',
    'Change what it needs at the same step, separated by a comma',
  ),
  'setting-too-many': told('which is one change too many', 'The most in one link: '),
  'setting-too-long': ({ legal }) => ({
    what: `The link’s note is longer than ${legal} characters.`,
    kept: 'Its beginning is shown.',
    todo: 'Shorten it.',
  }),
}
