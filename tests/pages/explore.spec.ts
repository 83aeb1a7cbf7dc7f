/** Charts large, in a dialog: what loads for it and when, what it shows and gives away, and how one gets in and out. */
import { violations } from './support/axe.ts'
import { downloaded } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'

/** Scripts that the page has loaded and that are as large as the drawing alone is, in characters. */
const LARGE = 1_200_000
const largeScripts = (lab: Lab) =>
  lab.page.evaluate(
    (large) =>
      performance
        .getEntriesByType('resource')
        .filter((one) => (one as PerformanceResourceTiming).decodedBodySize > large && /\.js$/.test(one.name))
        .length,
    LARGE,
  )

test(
  'the ELBO: fetched when it is opened, as of its step until it is refreshed, and what it gives away',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ latent: 3 })
    await lab.train()
    const button = page.getByRole('button', {
      name: 'Explore: The ELBO and its terms over the training steps',
    })
    expect(await largeScripts(lab)).toBe(0)
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'The ELBO and its terms over the training steps' })
    const entry = (name: string) => dialog.locator('.legendtext', { hasText: new RegExp(`^${name}$`) })
    await expect(entry('ELBO train')).toBeVisible()
    expect(await largeScripts(lab)).toBe(1)

    const step = dialog.locator('[data-step]')
    const opened = Number(await step.getAttribute('data-step'))
    await lab.passes(opened + 5)
    expect(Number(await step.getAttribute('data-step'))).toBe(opened)
    await dialog.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(async () => Number(await step.getAttribute('data-step'))).toBeGreaterThan(opened)

    expect(await violations(page, { within: 'dialog' })).toEqual([])
    await expect(dialog.getByRole('button', { name: 'Zoom to a box' })).toBeVisible()
    await dialog
      .getByRole('radiogroup', { name: 'Scale of the y axis' })
      .getByRole('radio', { name: 'log' })
      .click()
    await expect(entry('−ELBO train')).toBeVisible()
    await expect(entry('KL train')).toBeVisible()

    const pressed = (name: string) =>
      downloaded(lab, () => dialog.getByRole('button', { name, exact: true }).click())
    const svg = await pressed('SVG')
    expect(svg.name).toBe('elbo-terms-run-1.svg')
    expect(svg.bytes.toString('utf8')).toMatch(/^<svg[^]*−ELBO train[^]*nats per image/)
    const png = await pressed('PNG')
    expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    const csv = await pressed('CSV')
    const last = csv.bytes.toString('utf8').trim().split('\n').at(-1)!.split(',')[0]
    expect(last).toBe(await step.getAttribute('data-step'))

    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(button).toBeFocused()
    await lab.pause()
  },
)

test(
  'every chart has a way to it in large; encodings lie along any three directions',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ latent: 3, steps: 20, autostart: 1 })
    await expect(lab.value('step')).toHaveText('20')
    await lab.region('Latent space').scrollIntoViewIfNeeded()
    for (const [region, name] of [
      ['Gradient variance', /^Explore: Variance of each gradient estimator/],
      ['Latent space', /^Explore: Encoded test images/],
    ] as const)
      await expect(lab.region(region).getByRole('button', { name })).toBeVisible()
    await page.getByRole('button', { name: /^Explore: Encoded test images/ }).click()
    const dialog = page.getByRole('dialog', { name: /^Encoded test images/ })
    await expect(dialog.getByRole('combobox')).toHaveCount(3)
    await dialog.getByRole('combobox', { name: 'z along' }).selectOption('z2')
    const csv = await downloaded(lab, () => dialog.getByRole('button', { name: 'CSV', exact: true }).click())
    const [header] = csv.bytes.toString('utf8').split('\n')
    expect(header).toMatch(/^test image,class,principal direction 1 .*principal direction 2 .*,z2$/)
    expect(await violations(page, { within: 'dialog' })).toEqual([])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toHaveCount(0)
  },
)
