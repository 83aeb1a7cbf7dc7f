/** What may break while a person trains: memory, sleep, the server. The run goes on, or a message says what to do.
 * Graphics devices: graphics.spec.ts. Crashes and refusing storages: resume.spec.ts. */
import type { Page } from '@playwright/test'
import { metrics } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { prepend } from './support/prelude.ts'
import { savedStep } from './support/saved.ts'

const lose = (page: Page) => page.evaluate(() => new BroadcastChannel('lose').postMessage(null))

/** Trains, and on from where something is kept that the run can go on from: a pause keeps it at once. */
async function trainFromKept(lab: Lab): Promise<void> {
  await lab.train(1)
  const step = await lab.pause()
  await expect.poll(() => savedStep(lab.page)).toBe(step)
  await lab.train(step)
}

/** In the worker: WebAssembly gets no more memory, from when the page says so. */
const REFUSES_MEMORY = `
  let isFull = false
  new BroadcastChannel('lose').onmessage = () => (isFull = true)
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (isFull) throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory')
    return grow.call(this, pages)
  }`

test('memory runs out: it is told what to lower, and the run is kept', THOROUGH, async ({ lab, page }) => {
  await prepend(page, REFUSES_MEMORY)
  await lab.open({ probe: 0, hidden: '400' })
  await lab.train(3)
  const seen = await lab.pause()
  await lose(page)
  // More images at once than there is room for.
  await lab
    .region('Experiment')
    .getByRole('spinbutton', { name: /^Samples/ })
    .fill('64')
  await lab.button('Train').click()
  await expect(lab.message(/refused the memory.*paused at step.*samples/i)).toBeVisible()
  await lab.ready()
  expect(await lab.step()).toBeGreaterThanOrEqual(seen)
})

test(
  'a page that is hidden and frozen for a while trains on, and the pause is no training time',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await lab.train(20)
    const session = await page.context().newCDPSession(page)
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    const begun = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    const away = (Date.now() - begun) / 1000
    await lab.passes((await lab.step()) + 20)
    await lab.pause()
    const seconds = (await metrics(lab)).flatMap(({ seconds }) => (seconds ? [Number(seconds)] : []))
    const longest = Math.max(...seconds.map((second, i) => second - (seconds[i - 1] ?? 0)))
    expect(longest).toBeLessThan(away / 2)
    await expect(lab.messages()).toHaveCount(0)
  },
)

/** Whether a backend is known to be the fastest here. */
const remembers = (page: Page) =>
  page.evaluate(() => localStorage.getItem('elbo-lab:backends')?.includes('"fastest":[{') ?? false)

test(
  'the fastest backend is remembered: the next visit takes it without looking at others',
  THOROUGH,
  async ({ lab, page }) => {
    await page.addInitScript(() => {
      Object.assign(window, { looks: 0 })
      new BroadcastChannel('looks').onmessage = () => void (window as unknown as { looks: number }).looks++
    })
    await prepend(
      page,
      `const look = GPU.prototype.requestAdapter
    GPU.prototype.requestAdapter = function (wish) {
      new BroadcastChannel('looks').postMessage(null)
      return look.call(this, wish)
    }`,
    )
    const looks = () => page.evaluate(() => (window as unknown as { looks: number }).looks)
    await lab.open({ backend: 'auto' })
    expect(await looks()).toBeGreaterThan(0)
    await expect.poll(() => remembers(page)).toBe(true) // nobody touches anything: the backends are compared
    await page.goto('about:blank')
    await lab.open({ backend: 'auto' })
    expect([await lab.value('backend').textContent(), await looks()]).toEqual(['wasm', 0])
  },
)

test.describe('the server is gone', () => {
  test.use({ expectedErrors: /Failed to load resource|Failed to fetch/ })

  test(
    'what was not fetched says so and can be asked for again; training, and taking it away, go on',
    THOROUGH,
    async ({ lab, page, context }) => {
      await prepend(page, "new BroadcastChannel('lose').onmessage = () => { throw new Error('crash') }")
      await lab.open({ probe: 0 })
      await trainFromKept(lab)
      await page.waitForLoadState('networkidle')
      await page.unrouteAll()
      await context.setOffline(true)

      await page.getByRole('tab', { name: 'draw a digit', exact: true }).click()
      const latent = lab.region('Latent space')
      await expect(latent.getByRole('alert')).toContainText('could not be loaded')
      await lab.passes(await lab.step())
      await lab.button('Export').click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: 'model.safetensors' }).click()
      expect((await download).suggestedFilename()).toBe('model.safetensors')

      await lose(page)
      await expect(lab.message(/could not be started/)).toBeVisible()
      const step = await lab.step()
      await context.setOffline(false)
      await lab.serveTinyData()
      await latent.getByRole('button', { name: 'Try again' }).click()
      await expect(latent.getByRole('button', { name: 'Clear' })).toBeVisible()
      await lab.train(step)
    },
  )
})
