/** No axe violation in any state the page stands in, and the keyboard does what the mouse does. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/lab.ts'

async function violations(page: Page): Promise<string[]> {
  // The formulas, which take longest, are looked at in derivations.spec.ts.
  const { violations } = await new AxeBuilder({ page }).exclude('.katex').analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('idle and training', async ({ lab, page }) => {
      await lab.open()
      expect(await violations(page)).toEqual([])
      await lab.train(30)
      expect(await violations(page)).toEqual([])
    })

    test('with a notice and an error', async ({ lab, page }) => {
      await lab.open({ beta: 'much' })
      await expect(lab.message(/beta/)).toBeVisible()
      await lab.dropFiles([{ name: 'holiday.png', content: Buffer.from('no digits here') }])
      await expect(lab.message(/holiday\.png/i)).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('with the export menu open', async ({ lab, page }) => {
      await lab.open()
      await lab.button('Export').click()
      await expect(page.getByRole('menuitem', { name: 'metrics.csv' })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}

test('on a phone', async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await lab.open()
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('the keyboard trains and pauses', async ({ lab, page }) => {
  await lab.open()
  await lab.button('Train').focus()
  await page.keyboard.press('Enter')
  await lab.passes(5)
  await expect(lab.button('Pause')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(lab.button('Train')).toBeFocused()
})
