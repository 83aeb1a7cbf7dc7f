/**
 * Everything the page says, in English. Another language is another folder with the same files; its catalog has the
 * type of this one.
 */
import type { Language } from '../../../derivations/derivation.ts'
import { announcements, marks } from './announcements.ts'
import { curveHeader, earlier, quantities, runColumns, splits } from './elbo.ts'
import { faults } from './faults.ts'
import { tasks } from './feedback.ts'
import { format } from './format.ts'
import { choices, datasets, estimators, origins, settings } from './settings.ts'
import { text } from './text.ts'

export const en = {
  language: 'en' as Language,
  format,
  text,
  runColumns,
  quantities,
  splits,
  curveHeader,
  earlier,
  settings,
  estimators,
  datasets,
  choices,
  origins,
  tasks,
  marks,
  announcements,
  faults,
}

export type Catalog = typeof en
