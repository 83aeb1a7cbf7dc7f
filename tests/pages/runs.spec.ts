/** Runs beside each other: chips that say which curve is whose, and a table that says in what they differ. */
import { expect, test, THOROUGH } from './support/lab.ts'
import { violations } from './support/axe.ts'
import type { Locator } from '@playwright/test'

/** Whether a colour is among the pixels of a chart. */
const hasColour = (chart: Locator, name: string) =>
  chart.evaluate((element, name) => {
    const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
    const canvas = element.querySelector('canvas')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3]! > 200 && wanted.every((value, i) => Math.abs(data[at + i]! - value) < 12)) return true
    return false
  }, name)

test('runs have a colour each, a name, and a table of what differs; one is hidden, pinned and removed', async ({
  lab,
  page,
}) => {
  const strip = page.getByRole('region', { name: 'Runs', exact: true })
  await lab.open({ steps: 20, samples: 2 })
  const height = (await strip.boundingBox())!.height
  await expect(strip.getByRole('button', { name: 'run 1, this run' })).toBeVisible()
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('20')
  await page.getByRole('radio', { name: 'Score function', exact: true }).click()
  await lab.setNumber('Learning rate', '0.01')
  await lab.button('Reset').click()
  await lab.ready()
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('20')
  const bound = lab.region('ELBO').getByRole('slider', { name: /The ELBO/ })
  const noise = lab.region('Gradient variance').getByRole('slider', { name: /Variance of each/ })
  await expect.poll(() => hasColour(bound, '--run-0')).toBe(true)
  await expect.poll(() => hasColour(noise, '--run-0')).toBe(true)
  expect((await strip.boundingBox())!.height).toBe(height)

  await strip.getByRole('button', { name: 'Compare runs' }).click()
  const table = page.getByRole('table', { name: 'Runs and what differs between them' })
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(table.getByRole('row', { name: /^run 1/ })).toContainText('estimator=reparameterized')
  await expect(table.getByRole('row', { name: /^run 2/ })).toContainText('estimator=score-function')
  await expect(table).not.toContainText('samples=')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await strip.getByRole('button', { name: 'run 1', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('by the path')
  await page.getByRole('checkbox', { name: 'Keep it beside newer runs' }).check()
  await page.getByRole('checkbox', { name: 'Draw its curves' }).uncheck()
  await expect.poll(() => hasColour(bound, '--run-0')).toBe(false)
  await expect.poll(() => hasColour(noise, '--run-0')).toBe(false)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await strip.getByRole('button', { name: 'by the path, not drawn' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(strip.getByRole('listitem')).toHaveCount(1)
})

test(
  'a run repeats with five seeds, and the line to quote has their mean and interval',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ steps: 10, probe: 0 })
    await page.getByRole('button', { name: 'Compare runs' }).click()
    await expect(page.getByText('Train first')).toBeVisible()
    await page.keyboard.press('Escape')
    await lab.button('Train').click()
    await expect(lab.value('step')).toHaveText('10')
    await page.getByRole('button', { name: 'Compare runs' }).click()
    await page.getByRole('button', { name: 'Repeat with seeds 1 to 5' }).click()
    const quote =
      /^Held-out ELBO −\d+\.\d ± \d+\.\d nats per image \(mean of 5 seeds, 95% t-interval; step 10; 128 test images\)$/
    await expect(page.getByText(quote)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Repeat with seeds 1 to 5' })).toBeEnabled()
    const table = page.getByRole('table', { name: 'Runs and what differs between them' })
    for (const seed of [2, 3, 4, 5]) await expect(table).toContainText(`seed=${seed}`)
    expect(await violations(page)).toEqual([])
  },
)
