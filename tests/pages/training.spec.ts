/** Train, pause, step, reset, and settings that change while it trains. */
import { expect, test, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

shared('train takes steps and shows what it does', async ({ lab }) => {
  await lab.open()
  await expect(lab.value('step')).toHaveText('0')
  await lab.train(50)
  await expect(lab.button('Train')).toHaveCount(0)
  await expect(lab.value('backend')).toHaveText('wasm')
  await expect(lab.value('dataset')).toHaveText('mnist')
  await expect.poll(async () => Number(await lab.value('rate').textContent())).toBeGreaterThan(0)
  await expect.poll(async () => Number(await lab.value('epoch').textContent())).toBeGreaterThan(1)
})

shared('pause stays at its step, and step takes exactly one', async ({ lab }) => {
  await lab.open()
  for (const step of ['1', '2', '3']) {
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText(step)
  }
  await lab.train()
  const step = await lab.pause()
  // Had it gone on in secret, the next step would be a later one.
  await lab.button('Step').click()
  await expect(lab.value('step')).toHaveText(String(step + 1))
  await lab.train(step + 10)
})

shared('reset begins again at step 0', async ({ lab }) => {
  await lab.open()
  await lab.train()
  await lab.pause()
  await lab.button('Reset').click()
  await expect(lab.value('step')).toHaveText('0')
  await lab.ready()
  await lab.train(5)
})

test('autostart and steps in the URL', async ({ lab }) => {
  await lab.visit({ autostart: 1, steps: 40 })
  await expect(lab.value('step')).toHaveText('40')
  await expect(lab.button('Train')).toBeVisible()
  await lab.button('Step').click()
  await expect(lab.value('step')).toHaveText('41')
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 1024, height: 768 } })

  test('the names of the curves stay where they are when their numbers come', THOROUGH, async ({ lab }) => {
    await lab.open()
    const places = () =>
      lab.region('ELBO').evaluate((region) =>
        [...region.querySelectorAll('[data-quantity]')].map((name) => {
          const { left, top } = name.getBoundingClientRect()
          return [left, top]
        }),
      )
    const before = await places()
    await lab.train(20)
    await expect(
      lab
        .region('ELBO')
        .getByText(/^−\d{3}\.\d$/)
        .first(),
    ).toBeVisible()
    expect(before).toHaveLength(3)
    expect(await places()).toEqual(before)
  })
})

test.describe('in a window as wide as a laptop', () => {
  test.use({ viewport: { width: 1340, height: 768 } })

  test('what the badges add is there in full, or not at all', THOROUGH, async ({ lab, page }) => {
    await lab.open()
    const cut = () =>
      page.locator('.badge-detail').evaluateAll((details) =>
        details.flatMap((detail) => {
          const [own, badge] = [detail, detail.parentElement!].map((one) => one.getBoundingClientRect())
          const isBelow = own!.top >= badge!.bottom
          const isWhole = own!.right <= badge!.right + 1 && detail.scrollWidth <= detail.clientWidth
          return isBelow || isWhole ? [] : [detail.textContent]
        }),
      )
    await expect(page.locator('.badge-detail')).toHaveCount(2)
    for (const width of [1340, 1400, 1440]) {
      await page.setViewportSize({ width, height: 768 })
      expect(await cut(), String(width)).toEqual([])
    }
  })
})
