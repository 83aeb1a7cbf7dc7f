/** What axe finds on the page, or in a part of it. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

interface Part {
  readonly within?: string
  readonly without?: string
}

/** The rules that are violated, each with the elements that do. */
export async function violations(page: Page, { within, without }: Part = {}): Promise<string[]> {
  // The page has no frames, which alone need more than the legacy mode; it saves a blank page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (within) axe.include(within)
  if (without) axe.exclude(without)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** The page without its formulas, which take longest and are looked at in derivations.spec.ts. */
export const violationsBesideFormulas = (page: Page): Promise<string[]> =>
  violations(page, { without: '.katex' })
