/** Puts what was measured into a document, in place of the older figures (figures.ts). */
import { readFileSync, writeFileSync } from 'node:fs'
import { formatted } from '../scripts/formatted.ts'
import { withFigures } from './figures.ts'

export async function putFigures(file: string, name: string, figures: string): Promise<void> {
  const replaced = withFigures(readFileSync(file, 'utf8'), name, figures)
  writeFileSync(file, await formatted(file, replaced))
}
