/** Settings: in the address, changed while it trains, refused with a reason, folded away. */
import type { Locator } from '@playwright/test'
import { expect, test, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

shared('beta and learning rate change while it trains, and stand in the address', async ({ lab }) => {
  await lab.open()
  await lab.train(20)
  await lab.setNumber('Beta β', '4')
  await expect.poll(async () => (await lab.hash()).get('beta')).toBe('4')
  const step = await lab.step()
  expect(step).toBeGreaterThan(20)
  await lab.setNumber('Learning rate', '0.003')
  await expect.poll(async () => (await lab.hash()).get('lr')).toBe('0.003')
  await lab.passes(step + 20)
  await expect(lab.button('Pause')).toBeVisible()
})

shared('the regions of the page; the estimator is a radio group', THOROUGH, async ({ lab, page }) => {
  await lab.open()
  for (const name of ['Experiment', 'ELBO', 'Samples']) await expect(lab.region(name)).toBeVisible()
  const group = page.getByRole('radiogroup', { name: 'Gradient estimator' })
  await expect(group.getByRole('radio', { name: 'Reparameterized' })).toBeChecked()
})

/** How far down it reaches. */
const foot = async (place: Locator) => {
  const { y, height } = (await place.boundingBox())!
  return y + height
}

shared('what is folded away is told, and all four results are in sight', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await lab.open({ latent: 5, beta: 4 })
  const panel = lab.region('Experiment')
  const figures = lab.region('Gradient variance').getByRole('button', { name: 'Figures' })
  await panel.getByRole('button', { name: 'Fewer settings' }).click()
  await figures.click()
  await expect(lab.number('Beta β')).toBeHidden()
  await expect(lab.number('Learning rate')).toBeVisible()
  const changed = panel.getByRole('list', { name: 'Changed among them' })
  await expect(changed).toContainText('Beta β: 4')
  await expect(changed).toContainText('Latents: 5')
  const map = page.locator('#panel-latent canvas.map-layer').first()
  const sheet = lab.region('Samples').locator('canvas').first()
  const charts = ['ELBO', 'Gradient variance'].map((name) => lab.region(name).locator('.stage').first())
  for (const place of [map, sheet, ...charts]) expect(await foot(place)).toBeLessThanOrEqual(900)

  await panel.getByRole('button', { name: 'More settings' }).click()
  await figures.click()
  await expect(lab.number('Beta β')).toBeVisible()
})

test('a bad address is reported, and defaults stand in', async ({ lab, page }) => {
  await page.goto('/#beta=much&latent=0&colour=red&batch=32&hidden=32&backend=wasm')
  await lab.ready()
  for (const text of [/beta/i, /latent/i, /colour/]) await expect(lab.message(text)).toBeVisible()
  const hash = await lab.hash()
  expect([hash.get('beta'), hash.get('latent'), hash.get('colour')]).toEqual([null, null, null])
  expect(hash.get('batch')).toBe('32')
  await lab.train()
})

shared('an address that is changed by hand takes effect', THOROUGH, async ({ lab, page }) => {
  await lab.open()
  await page.evaluate(() => (location.hash = `${location.hash}&beta=3`))
  await expect(lab.number('Beta β')).toHaveValue(/^3(\.0+)?$/)
})

shared('a family and a bound bring along what goes with them, and tell it', async ({ lab }) => {
  await lab.open({ latent: 20, hidden: 32 })
  const experiment = lab.region('Experiment')
  const groups = { estimator: 'Gradient estimator', family: 'Posterior', objective: 'Objective' }
  const radio = (group: keyof typeof groups, name: string) =>
    experiment.getByRole('radiogroup', { name: groups[group] }).getByRole('radio', { name, exact: true })
  await radio('family', 'Bernoulli').click()
  await expect(radio('estimator', 'Score function')).toBeChecked()
  await expect(radio('estimator', 'Reparameterized')).toHaveAccessibleDescription(
    /a Bernoulli posterior has none/,
  )
  await radio('family', 'Gaussian').click()
  await expect(radio('family', 'Gaussian')).toBeChecked()
  await expect(lab.messages()).toHaveCount(0)

  await radio('estimator', 'Reparameterized').click()
  await lab.setNumber('Samples per image L', '16')
  await experiment.getByRole('combobox', { name: 'KL term' }).selectOption('sticking-the-landing')
  await radio('objective', 'Importance-weighted').click()
  await expect(radio('objective', 'Importance-weighted')).toBeChecked()
  await expect(lab.number('Samples per image L')).toHaveValue('12')
  await expect(
    lab.message(/importance-weighted bound was changed: Samples per image L: 12, KL term: closed form/),
  ).toBeVisible()
})

shared('a run that diverges pauses at good weights and says so', async ({ lab }) => {
  await lab.open({ lr: 1, optimizer: 'sgd', likelihood: 'gaussian', sigma: 0.01 })
  await lab.button('Train').click()
  await expect(lab.message(/step/i)).toBeVisible()
  await expect(lab.button('Train')).toBeVisible()
  await lab.setNumber('Learning rate', '0.000001')
  const step = await lab.step()
  await lab.train(step + 3)
})
