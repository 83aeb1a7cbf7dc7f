/** What axe finds on the page, or in a part of it. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

interface Part {
  readonly within?: string
  /** Only what a theme changes. */
  readonly coloursAlone?: boolean
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

declare global {
  interface Window {
    /** The formulas, each with what holds its place. */
    takenOut?: [Element, Comment][]
  }
}

/**
 * axe reads the whole document whatever part it is to judge, and most of its elements are formulas: without those that it
 * is not to judge it takes a third of the time. derivations.spec.ts looks at them.
 */
const takeFormulasOut = (page: Page, keptWithin?: string) =>
  page.evaluate((within) => {
    const formulas = [...document.querySelectorAll('.katex')]
    window.takenOut = formulas
      .filter((formula) => !within || !formula.closest(within))
      .map((formula) => {
        const place = document.createComment('')
        formula.replaceWith(place)
        return [formula, place]
      })
  }, keptWithin)

const putFormulasBack = (page: Page) =>
  page.evaluate(() => {
    for (const [formula, place] of window.takenOut ?? []) place.replaceWith(formula)
    delete window.takenOut
  })

/** The rules that are violated, each with the elements that do; of the whole page without its formulas. */
export async function violations(page: Page, { within, coloursAlone = false }: Part = {}): Promise<string[]> {
  // The page has no frames, which alone need more than the legacy mode; it saves a blank page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  axe.options({
    resultTypes: ['violations'],
    ...(coloursAlone && { runOnly: { type: 'rule', values: COLOUR_RULES } }),
  })
  if (within) axe.include(within)
  await takeFormulasOut(page, within)
  const { violations } = await axe.analyze()
  await putFormulasBack(page)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** In the light theme by every rule; then in the dark one, where nothing but the colours is other. */
export async function violationsInBothThemes(page: Page, part: Part = {}): Promise<string[]> {
  const light = await violations(page, part)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-theme="dark"]').waitFor()
  const dark = await violations(page, { ...part, coloursAlone: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html[data-theme="light"]').waitFor()
  return [...light, ...dark.map((one) => `dark: ${one}`)]
}
