/** What the page begins with, in English: everything but the words of the parts that are fetched when they are wanted. */
import type { Language } from '../../../derivations/derivation.ts'
import { glossaryEn as glossary } from '../../../derivations/glossary.en.ts'
import type { Format } from '../format.ts'
import type { Words } from '../told.ts'
import { announcements, marks } from './feedback.ts'
import { curveHeader, curveName, quantities, runColumns, splits } from './elbo.ts'
import { plotWords } from './explore.ts'
import { faults } from './faults.ts'
import { tasks } from './feedback.ts'
import { format } from './format.ts'
import { choices, datasets, estimators, families, origins, settings } from './settings.ts'
import { narration } from './narrator.ts'
import { text } from './text.ts'

const words = {
  text,
  runColumns,
  quantities,
  splits,
  curveName,
  curveHeader,
  settings,
  estimators,
  families,
  datasets,
  choices,
  origins,
  tasks,
  marks,
  announcements,
  glossary,
  narration,
  plotWords,
  faults,
}

export interface FirstCatalog extends Words<typeof words> {
  readonly language: Language
  readonly format: Format
}

export const firstEn: FirstCatalog = { language: 'en', format, ...words }
