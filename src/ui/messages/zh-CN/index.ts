/**
 * Everything the page says, in simplified Chinese: the files of ../en, one by one. Fetched when it is wanted. Which word
 * stands for which term, and how Chinese is set beside letters and figures: docs/terminology.md.
 */
import { glossaryZhCN as glossary } from '../../../derivations/glossary.zh-CN.ts'
import type { Catalog } from '../en/index.ts'
import { announcements, marks } from './feedback.ts'
import { curveHeader, curveName, quantities, runColumns, splits } from './elbo.ts'
import { plotWords } from './explore.ts'
import { faults } from './faults.ts'
import { tasks } from './feedback.ts'
import { format } from './format.ts'
import { choices, datasets, estimators, families, origins, settings } from './settings.ts'
import { narration } from './narrator.ts'
import { partsText } from './parts.ts'
import { text } from './text.ts'

export const zhCN: Catalog = {
  language: 'zh-CN',
  format,
  text: { ...text, ...partsText },
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
