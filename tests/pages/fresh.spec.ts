/** The count of active units and the codes' map: of now while they are in sight, and at once when they come into sight. */
import type { Locator } from '@playwright/test'
import { expect, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

/** A training rate at which some latents are soon used. */
const QUICK = { latent: 5, lr: 0.01, probe: 0 }

/** Where it is out of sight it has no accessible name. */
const latent = (lab: Lab) => lab.page.locator('#panel-latent')
const count = (lab: Lab) => latent(lab).locator('.active-count')
const map = (lab: Lab) => latent(lab).locator('.latent-content .aged').first()

const stepOf = async (place: Locator) => Number((await place.getAttribute('data-step')) ?? -1)

/** The number before "of 5 active". */
const activeIn = async (place: Locator) => Number(/(\d+) of 5 active/.exec((await place.textContent())!)?.[1])

shared('out of sight they are left alone; in sight they are of now, and stay so', async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await lab.open(QUICK)
  await page.getByRole('tab', { name: 'Latent', exact: true }).click()
  await expect(count(lab)).toHaveAttribute('data-step', '0')
  await page.getByRole('tab', { name: 'ELBO', exact: true }).click()
  await expect(count(lab)).toBeHidden()

  await lab.train(300)
  expect(await stepOf(count(lab))).toBeLessThan(200)
  const seen = await lab.step()
  await page.getByRole('tab', { name: 'Latent', exact: true }).click()
  for (const place of [count(lab), map(lab)]) {
    await expect.poll(() => stepOf(place)).toBeGreaterThanOrEqual(seen)
    const last = await stepOf(place)
    await expect.poll(() => stepOf(place)).toBeGreaterThan(last)
  }
  const end = await lab.pause()
  for (const place of [count(lab), map(lab)]) await expect.poll(() => stepOf(place)).toBe(end)
})

shared('the count is that of its step, also while a hand is on a slider', THOROUGH, async ({ lab }) => {
  await lab.open(QUICK)
  await latent(lab).scrollIntoViewIfNeeded()
  await latent(lab).getByRole('tab', { name: 'KL per latent' }).click()
  await expect(count(lab)).toHaveAttribute('data-step', '0')
  await expect(count(lab)).toHaveText(/^0 of 5 active/)
  await latent(lab).locator('.sliders').getByRole('slider').first().focus()
  // A real click would take the hand from the slider.
  await lab.button('Train').dispatchEvent('click')
  await lab.passes(400)
  const units = latent(lab).locator('.units-active')
  await expect.poll(() => activeIn(units)).toBeGreaterThan(0)
  await expect.poll(() => activeIn(count(lab))).toBeGreaterThan(0)
  await expect(latent(lab).locator('.sliders').getByRole('slider').first()).toBeFocused()
})
