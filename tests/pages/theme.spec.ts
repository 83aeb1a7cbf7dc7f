/** Light and dark follow the system, also while charts are redrawn. */
import { expect, test } from './support/lab.ts'

test('the theme follows the system while training', async ({ lab, page }) => {
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
