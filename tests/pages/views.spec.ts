/** What is seen, in the address: a link opens the views that it names, and a view that is turned to changes the link. */
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'

const tab = (lab: Lab, region: string, name: string) =>
  lab.region(region).getByRole('tab', { name, exact: true })

const views = async (lab: Lab) => (await lab.hash()).getAll('view')

const SMALL = 'hidden=32&latent=2&batch=32&backend=wasm'
const VIEWS = ['elbo.held-out', 'elbo.log', 'variance.one-dimension', 'samples.sheet', 'latent.units']

test(
  'a link opens its views; another one that is turned to stands in the address, and after a reload',
  THOROUGH,
  async ({ lab, page }) => {
    await page.goto(`/#${SMALL}&${VIEWS.map((view) => `view=${view}`).join('&')}`)
    await lab.ready()
    const shown = [
      ['ELBO', 'held-out'],
      ['Gradient variance', 'one dimension'],
      ['Samples', 'manifold'],
      ['Latent space', 'KL per latent'],
    ] as const
    for (const [region, name] of shown)
      await expect(tab(lab, region, name)).toHaveAttribute('aria-selected', 'true')
    await expect(lab.region('ELBO').getByRole('radio', { name: 'log' })).toBeChecked()
    expect(await views(lab)).toEqual(VIEWS)

    await tab(lab, 'Gradient variance', 'by layer').click()
    await expect
      .poll(() => views(lab))
      .toEqual(VIEWS.map((view) => view.replace('one-dimension', 'by-layer')))
    await page.reload()
    await lab.ready()
    await expect(tab(lab, 'Gradient variance', 'by layer')).toHaveAttribute('aria-selected', 'true')
    await expect(tab(lab, 'Samples', 'manifold')).toHaveAttribute('aria-selected', 'true')

    await tab(lab, 'Gradient variance', 'over time').click()
    await expect.poll(() => views(lab)).toEqual(VIEWS.filter((view) => !view.startsWith('variance')))
  },
)

test(
  'a view that there is not is reported, and the others of the link open',
  THOROUGH,
  async ({ lab, page }) => {
    await page.goto(`/#${SMALL}&view=variance.upside-down&view=latent.draw`)
    await lab.ready()
    await expect(lab.message(/variance\.upside-down/)).toBeVisible()
    await expect(tab(lab, 'Latent space', 'draw a digit')).toHaveAttribute('aria-selected', 'true')
    await expect(tab(lab, 'Gradient variance', 'over time')).toHaveAttribute('aria-selected', 'true')
    await expect.poll(() => views(lab)).toEqual(['latent.draw'])
  },
)

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test(
    'the panel that the link names first is open, and the one that is turned to is in the address',
    THOROUGH,
    async ({ lab, page }) => {
      await page.goto(`/#${SMALL}&view=latent.units`)
      await lab.ready()
      await expect(lab.region('Latent space')).toBeVisible()
      await expect(lab.region('ELBO')).toBeHidden()
      await page.getByRole('tab', { name: 'Samples' }).click()
      await expect.poll(() => views(lab)).toEqual(['samples', 'latent.units'])
      await page.reload()
      await lab.ready()
      await expect(lab.region('Samples')).toBeVisible()
    },
  )
})
