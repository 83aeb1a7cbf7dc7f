/** What a person does with the lab while it trains, one act after the other. By accessible name alone. */
import type { Locator, Page } from '@playwright/test'

const VIEWS: Readonly<Record<string, readonly string[]>> = {
  'Latent space': ['KL per latent', 'draw a digit', 'interpolate', 'exact posterior', 'compare', 'encodings'],
  'Gradient variance': ['by layer', 'one coordinate', 'vs L', 'one dimension', 'over time'],
  Samples: ['reconstructions', 'manifold', 'prior'],
}

type Act = (page: Page) => Promise<void>

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).first().click()

const moveSliders: Act = async (page) => {
  for (const name of ['z1', 'z2']) {
    const slider = region(page, 'Latent space').getByRole('slider', { name, exact: true })
    await slider.focus()
    for (let i = 0; i < 20; i++) await slider.press(i % 10 < 5 ? 'ArrowRight' : 'ArrowLeft')
  }
}

const look: Act = async (page) => {
  for (const [name, tabs] of Object.entries(VIEWS))
    for (const tab of tabs) {
      const found = region(page, name).getByRole('tab', { name: tab, exact: true })
      if ((await found.count()) > 0) await found.click()
      await page.waitForTimeout(150) // as long as it takes to be drawn
    }
}

const switchTo =
  (estimator: string): Act =>
  async (page) => {
    await region(page, 'Experiment').getByRole('radio', { name: estimator, exact: true }).click()
  }

const setBeta =
  (beta: string): Act =>
  async (page) => {
    const more = region(page, 'Experiment').getByRole('button', { name: 'More settings' })
    if (await more.isVisible()) await more.click()
    const field = region(page, 'Experiment').getByRole('spinbutton', { name: 'Beta β', exact: true })
    await field.fill(beta)
    await field.press('Enter')
  }

const openView = (page: Page, tab: string): Promise<void> =>
  region(page, 'Latent space').getByRole('tab', { name: tab, exact: true }).click()

/** Another image, its exact posterior, and the sum of its parts; the next act does not wait for it. */
const integrate: Act = async (page) => {
  await openView(page, 'draw a digit')
  await press(region(page, 'Latent space'), 'next')
  await openView(page, 'exact posterior')
  await press(region(page, 'Latent space'), 'Compute p(z|x)')
  await page.waitForTimeout(1000)
  await openView(page, 'encodings')
}

const evaluate: Act = async (page) => {
  await press(region(page, 'ELBO'), 'Evaluate now')
}

const measure: Act = async (page) => {
  await press(region(page, 'Gradient variance'), 'Measure now')
}

const openMenu: Act = async (page) => {
  await press(page, 'Export')
  await page.getByRole('menuitem', { name: 'metrics.csv' }).waitFor()
  await page.keyboard.press('Escape')
}

const hoverChart: Act = async (page) => {
  const box = await region(page, 'ELBO').boundingBox()
  if (!box) return
  for (let i = 1; i < 10; i++) await page.mouse.move(box.x + (box.width * i) / 10, box.y + box.height / 2)
}

const changeTheme: Act = async (page) => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(200)
  }
}

/** What the lab has to say is closed: an image may be out of the exact posterior's reach, and a message in the way. */
export const dismissMessages: Act = async (page) => {
  const dismiss = page.getByRole('button', { name: 'Dismiss', exact: true })
  while ((await dismiss.count()) > 0) await dismiss.first().click()
}

export const ACTS: Readonly<Record<string, Act>> = {
  'score function': switchTo('Score function'),
  sliders: moveSliders,
  'every view': look,
  evaluation: evaluate,
  reparameterized: switchTo('Reparameterized'),
  'beta 2': setBeta('2'),
  'chart read': hoverChart,
  variance: measure,
  'exact posterior': integrate,
  'beta 1': setBeta('1'),
  'export menu': openMenu,
  theme: changeTheme,
}
