/** Light and dark follow the system, also while charts are redrawn. */
import { expect } from './support/lab.ts'
import { shared } from './support/shared.ts'

shared('the theme follows the system while training', async ({ lab, page }) => {
  await lab.open({ probe: 50 })
  await lab.train(20)
  const root = page.locator('html')
  for (const view of ['over time', 'by layer', 'one dimension']) {
    await lab.region('Gradient variance').getByRole('tab', { name: view, exact: true }).click()
    for (const colorScheme of ['dark', 'light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(root).toHaveAttribute('data-theme', colorScheme)
    }
  }
})
