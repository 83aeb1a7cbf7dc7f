/** The words of links that carry a lesson, in English. */
import type { Teller } from '../told.ts'

export const guideText = {
  note: 'Note',
  leavePresenting: 'Show the settings',
  openWhole: 'Open in the lab',
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
