/**
 * Faults that no one tells: a worker that falls silent, a part of the page that throws, a browser that refuses even to be
 * asked. What is not concerned goes on. Faults that are told (memory, the server): failures.spec.ts; devices: graphics.spec.ts.
 */
import type { Page } from '@playwright/test'
import { expect, test, THOROUGH } from './support/lab.ts'
import { prepend } from './support/prelude.ts'
import { savedStep } from './support/saved.ts'

test.describe('the worker falls silent', () => {
  test('the run is started again from what was kept; a night asleep is no silence', async ({ lab, page }) => {
    await prepend(page, "new BroadcastChannel('lose').onmessage = () => self.close()")
    await page.clock.install()
    await lab.open({ probe: 0 })
    await lab.train(1)
    await expect.poll(() => savedStep(page)).toBeGreaterThan(0)
    await page.clock.fastForward('08:00:00')
    await lab.passes((await lab.step()) + 20)
    await page.evaluate(() => new BroadcastChannel('lose').postMessage(null))
    await page.clock.runFor(60_000)
    await expect(lab.message(/did not answer for \d+ s\) and was restarted/)).toBeVisible()
    await lab.passes((await lab.step()) + 20)
    await expect(lab.messages()).toHaveCount(1)
  })
})

test.describe('a part of the page throws', () => {
  test.use({ expectedErrors: /no view of this/ })

  test('it says so in its place, with a report and another try; the run goes on', async ({ lab, page }) => {
    await page.addInitScript(() => {
      const original = IntersectionObserver.prototype.observe
      IntersectionObserver.prototype.observe = function (element) {
        const isBroken = element.id === 'panel-samples' && !('mended' in window)
        if (isBroken) throw new Error('no view of this')
        return original.call(this, element)
      }
    })
    await lab.open({ probe: 0 })
    const samples = lab.region('Samples')
    await expect(samples.getByRole('alert')).toContainText('“Samples” stopped with an error: no view of this')
    await expect(samples.getByRole('button', { name: 'Reload' })).toBeHidden()
    await lab.train()

    await samples.getByText('Report', { exact: true }).click()
    const report = samples.locator('pre')
    await expect(report).toContainText('Error: no view of this')
    await expect(report).toContainText(/ELBO Lab \d.*"Samples" failed/)
    await expect(report).toContainText('Components:')
    await expect(report).toContainText('"hidden": ')
    await expect(report).toContainText('Browser: Mozilla')

    const again = samples.getByRole('button', { name: 'Try again' })
    await again.click()
    await expect(samples.getByRole('button', { name: 'Reload' })).toBeVisible()
    await page.evaluate(() => Object.assign(window, { mended: true }))
    await again.click()
    await expect(samples.getByRole('img').first()).toBeVisible()
    await expect(samples.getByRole('alert')).toBeHidden()
    await lab.pause()
  })
})

/** What is on each canvas of the page. */
const pictures = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()))

test('canvases that the browser took away, with its graphics process, are drawn again', async ({
  lab,
  page,
}) => {
  await lab.open({ probe: 0 })
  await lab.train()
  await lab.pause()
  await expect(lab.region('ELBO').locator('.chart canvas')).toBeAttached()
  await lab.region('Latent space').getByRole('tab', { name: 'encodings' }).click()
  await expect(page.locator('.map-layer')).toHaveCount(2)
  let before: string[] = []
  await expect // until all has come
    .poll(async () => String(before) === String((before = await pictures(page))), { intervals: [500] })
    .toBe(true)

  await page.evaluate(() => {
    const canvases = [...document.querySelectorAll('canvas')]
    for (const canvas of canvases) canvas.getContext('2d')!.reset()
    for (const canvas of canvases) canvas.dispatchEvent(new Event('contextrestored'))
  })
  expect(before.length).toBeGreaterThan(4)
  await expect.poll(() => pictures(page)).toEqual(before)
})

test.describe('a part of the page does not come', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test('the script, or its style: another try brings it', THOROUGH, async ({ lab, page }) => {
    let isGone = true
    const missing = /\/(plot-[^/]*\.js|Between-[^/]*\.css)$/
    await page.route(missing, (route) => (isGone ? route.abort() : route.fallback()))
    await lab.open({ probe: 0 })
    const elbo = lab.region('ELBO')
    await expect(elbo.getByRole('alert')).toContainText('The chart could not be loaded')
    const latent = lab.region('Latent space')
    await latent.getByRole('tab', { name: 'interpolate' }).click()
    await expect(latent.getByRole('alert')).toContainText('could not be loaded')

    isGone = false
    await elbo.getByRole('button', { name: 'Try again' }).click()
    await expect(elbo.locator('.chart canvas')).toBeAttached()
    await latent.getByRole('button', { name: 'Try again' }).click()
    await expect(latent.getByRole('alert')).toBeHidden()
    const isStyled = () =>
      [...document.styleSheets].some(({ href }) => href?.includes('/Between-') && href.endsWith('.css'))
    await expect.poll(() => page.evaluate(isStyled)).toBe(true)
  })
})

test(
  'a browser that refuses even to be asked: no storage, no service worker, no legal language',
  THOROUGH,
  async ({ lab, page }) => {
    await page.addInitScript(() => {
      const refuse = (target: object, name: string) =>
        Object.defineProperty(target, name, {
          get() {
            throw new DOMException(`${name} is forbidden here`, 'SecurityError')
          },
        })
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) refuse(window, name)
      for (const name of ['serviceWorker', 'locks', 'storage']) refuse(Navigator.prototype, name)
      Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' })
    })
    await lab.open()
    await lab.train()
    await lab.pause()
    await expect(lab.region('ELBO').locator('.chart canvas')).toBeVisible()
    await page.getByRole('button', { name: /Theme/ }).click()
    await expect(page.getByRole('alert')).toBeHidden()
  },
)

test.describe('the network has a gap while the backend is being loaded', () => {
  test.use({ expectedErrors: /Failed to load resource/ })

  test(
    'a short one is waited for; after a long one the badge offers another try, and the run goes on',
    THOROUGH,
    async ({ lab, page }) => {
      let gone = 2
      await page.route(/\.wasm$/, (route) => (gone-- > 0 ? route.abort() : route.fallback()))
      await lab.open({ probe: 0 })
      await expect(lab.badge(/^Runs on WASM, \d+ threads?$/)).toBeVisible()

      await page.goto('about:blank')
      await page.unrouteAll()
      await lab.serveTinyData()
      let isGone = true
      const kernels = /\/(un)?shared[^/]*\.wasm$/
      await page.route(kernels, (route) => (isGone ? route.abort() : route.fallback()))
      await lab.open({ probe: 0 })
      await expect(lab.badge(/without own kernels$/)).toBeVisible()
      await lab.train()
      isGone = false
      const again = page.getByRole('toolbar').getByRole('button', { name: 'Try again' })
      await again.click()
      await expect(lab.badge(/^Runs on WASM, \d+ threads?$/)).toBeVisible()
      await expect(again).toBeHidden()
      const step = await lab.step()
      expect(step).toBeGreaterThan(10)
      await lab.passes(step)
    },
  )

  test(
    'without TF.js’s own binary the lab computes elsewhere, says so, and moves when it can',
    THOROUGH,
    async ({ lab, page }) => {
      let isGone = true
      await page.route(/\/tfjs-backend-wasm[^/]*\.wasm$/, (route) =>
        isGone ? route.abort() : route.fallback(),
      )
      await lab.visit({ probe: 0 })
      await expect(lab.message(/WASM could not be loaded/)).toBeVisible()
      await lab.ready()
      await expect(lab.value('backend')).not.toHaveText('wasm')
      isGone = false
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(lab.value('backend')).toHaveText('wasm')
      await expect.poll(async () => (await lab.hash()).get('backend')).toBe('wasm')
      await lab.train()
    },
  )
})
