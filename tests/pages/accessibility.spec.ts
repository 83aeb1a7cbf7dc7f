/** No axe violation in any state the page stands in, in both themes, and the keyboard does what the mouse does. */
import { violations, violationsInBothThemes } from './support/axe.ts'
import { expect, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

shared('idle and training', async ({ lab, page }) => {
  await lab.open()
  expect(await violationsInBothThemes(page)).toEqual([])
  const narrator = page.getByTestId('narrator')
  await expect(narrator).toHaveAttribute('data-rule', 'question')
  const { height } = (await lab.region('Narrator').boundingBox())!
  await lab.train(30)
  await expect(narrator).toHaveAttribute('data-rule', /^(forming|course|collapsed|noise)$/)
  await expect(narrator).toHaveAttribute('data-step', /^[1-9]/)
  expect((await lab.region('Narrator').boundingBox())!.height).toBe(height)
  expect(await violations(page)).toEqual([])
  await lab.region('Narrator').getByRole('button', { name: 'Turn the narrator off' }).click()
  await expect(narrator).toHaveAttribute('data-rule', 'question')
  await lab.region('Narrator').getByRole('button', { name: 'Turn the narrator on' }).click()
  await lab.pause()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await violations(page, { coloursAlone: true })).toEqual([])
})

shared('with a notice and an error', THOROUGH, async ({ lab, page }) => {
  await lab.open({ beta: 'much' })
  await expect(lab.message(/beta/)).toBeVisible()
  await lab.dropFiles([{ name: 'holiday.png', content: Buffer.from('no digits here') }])
  await expect(lab.message(/holiday\.png/i)).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
})

shared('with the export menu open, and with a word explained', THOROUGH, async ({ lab, page }) => {
  await lab.open()
  await lab.button('Export').click()
  await expect(page.getByRole('menuitem', { name: 'metrics.csv' })).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')

  const bound = lab.region('ELBO')
  const chart = await bound.locator('.stage').boundingBox()
  const word = bound.getByRole('button', { name: 'nats', exact: true })
  const told = page.getByRole('tooltip')
  await word.focus()
  await expect(told).toContainText('natural logarithms')
  expect(await violationsInBothThemes(page)).toEqual([])
  expect(await bound.locator('.stage').boundingBox()).toEqual(chart)
  await page.keyboard.press('Escape')
  await expect(told).toHaveCount(0)
  await bound.getByRole('button', { name: 'KL', exact: true }).hover()
  await expect(told).toContainText('Kullback–Leibler')
  await lab.region('Experiment').getByRole('button', { name: 'Baseline', exact: true }).click()
  await expect(told).toContainText('subtracted from f(z)')
  await page.keyboard.press('Escape')
})

shared('on a phone', THOROUGH, async ({ lab, page }) => {
  await lab.open()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

shared('the keyboard trains and pauses', async ({ lab, page }) => {
  await lab.open()
  await lab.button('Train').focus()
  await page.keyboard.press('Enter')
  await lab.passes(5)
  await expect(lab.button('Pause')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(lab.button('Train')).toBeFocused()
})
