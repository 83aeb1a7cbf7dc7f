/**
 * Everything the page says, in English. Another language is another folder with the same files; its catalog has the
 * shape of this one, or TypeScript refuses it.
 */
import type { Words } from '../told.ts'
import { firstEn, type FirstCatalog } from './first.ts'
import { partsText } from './parts.ts'

export interface Catalog extends FirstCatalog {
  readonly text: FirstCatalog['text'] & Words<typeof partsText>
}

export const en: Catalog = { ...firstEn, text: { ...firstEn.text, ...partsText } }
