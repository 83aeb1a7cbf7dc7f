/** The widest codes there may be: 200 bits, and 100 latents of two classes. */
import { expect, test, THOROUGH } from './support/lab.ts'

for (const [name, link, control] of [
  ['200 bits', { family: 'bernoulli', latent: 200 }, 'Bits of the code'],
  ['100 x 2 classes', { family: 'categorical', latent: 100, classes: 2 }, 'Classes of the code'],
] as const)
  test(
    `${name}: opens, trains, decodes what a person sets, and shows each latent`,
    THOROUGH,
    async ({ lab, page }) => {
      await page.setViewportSize({ width: 1440, height: 900 })
      await lab.open({ ...link, hidden: 32, steps: 20 })
      const space = lab.region('Latent space')
      const code = space.getByRole('group', { name: control })
      const count = link.latent
      const isBits = link.family === 'bernoulli'
      await expect(isBits ? code.getByRole('switch') : code.getByRole('radiogroup')).toHaveCount(count)
      await lab.button('Train').click()
      await expect(lab.value('step')).toHaveText('20')
      await expect(lab.messages()).toHaveCount(0)

      // The row scrolls: it takes no more room than that of a few.
      const { height } = (await code.boundingBox())!
      expect(height).toBeLessThan(400)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440)
      const last = isBits
        ? code.getByRole('switch', { name: `z${count}`, exact: true })
        : code.getByRole('radiogroup', { name: `z${count}`, exact: true }).getByRole('radio', { name: '1' })
      const before = await last.getAttribute('aria-checked')
      await last.click()
      if (isBits) await expect(last).not.toHaveAttribute('aria-checked', before!)
      else await expect(last).toBeChecked()

      await space.getByRole('tab', { name: 'KL per latent', exact: true }).click()
      await expect(space.getByText(/nats of at most 0\.693/).first()).toBeVisible()
      await space.getByRole('tab', { name: 'exact posterior', exact: true }).click()
      await expect(space.getByText(/the lab enumerates at most 4,096/)).toBeVisible()
    },
  )
