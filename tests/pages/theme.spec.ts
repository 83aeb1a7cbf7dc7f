/** Light and dark follow the system, also while charts are redrawn. */
import { expect, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

shared('the theme follows the system while training', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 50 })
  await lab.train(20)
  const root = page.locator('html')
  const views = [
    ['over time', 'dark'],
    ['by layer', 'light'],
    ['one dimension', 'dark'],
  ] as const
  for (const [view, colorScheme] of views) {
    await lab.region('Gradient variance').getByRole('tab', { name: view, exact: true }).click()
    await page.emulateMedia({ colorScheme })
    await expect(root).toHaveAttribute('data-theme', colorScheme)
  }
  await lab.passes(await lab.step())
})
