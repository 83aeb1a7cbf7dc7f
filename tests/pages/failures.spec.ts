/** What may break while a person trains: devices, memory, sleep, the download, the server. The run goes on, or a
 * message says what to do. Crashes and refusing storages: resume.spec.ts. */
import type { Page } from '@playwright/test'
import { patiently } from '../../scripts/testing/pace.mjs'
import { metrics } from './support/downloads.ts'
import { GPU } from './support/browsers.ts'
import { expect, test, type Lab } from './support/lab.ts'
import { prepend } from './support/prelude.ts'
import { savedStep } from './support/saved.ts'

test.use(GPU)

/** In the worker: the device that it was given is lost when the page says so. */
const LOSES_WEBGPU = `
  if (globalThis.GPUAdapter) {
    const original = GPUAdapter.prototype.requestDevice
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await original.call(this, descriptor)
      new BroadcastChannel('lose').onmessage = () => device.destroy()
      return device
    }
  }`

const LOSES_WEBGL = `
  const contexts = []
  const original = OffscreenCanvas.prototype.getContext
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = original.call(this, kind, ...rest)
    if (kind === 'webgl2' && this.width > 1) contexts.push(context)
    return context
  }
  new BroadcastChannel('lose').onmessage = () =>
    contexts.forEach((context) => context.getExtension('WEBGL_lose_context').loseContext())`

const lose = (page: Page) => page.evaluate(() => new BroadcastChannel('lose').postMessage(null))

/** Trains until something is kept that the run can go on from. */
async function trainUntilKept(lab: Lab): Promise<number> {
  await lab.train(1)
  await expect.poll(() => savedStep(lab.page)).toBeGreaterThan(0)
  return lab.step()
}

test.describe('the graphics device is lost', () => {
  test('once: the run is there again; twice: it continues with the next backend', async ({ lab, page }) => {
    await prepend(page, LOSES_WEBGPU)
    await lab.open({ backend: 'webgpu', probe: 0 })
    await lab.train(1)
    const step = await lab.pause()
    await expect.poll(() => savedStep(page)).toBe(step)
    await lose(page)
    await expect(lab.message(/lost the graphics device.*continues with WebGPU/)).toBeVisible()
    await lab.ready()
    expect(await lab.step()).toBe(step)
    await lose(page)
    await expect(lab.message(/could not recover it.*continues with WASM/)).toBeVisible()
    await lab.train(step)
    await expect(lab.value('backend')).toHaveText('wasm')
  })

  test('of a WebGL context, while training: the run trains on', async ({ lab, page }) => {
    await prepend(page, LOSES_WEBGL)
    await lab.open({ backend: 'webgl', probe: 0 })
    const seen = await trainUntilKept(lab)
    const rate = Number(await lab.value('rate').textContent())
    await lose(page)
    const told = lab.message(/lost the graphics device.*continues with WebGL/)
    await expect(told).toBeVisible()
    const from = Number(/from step ([\d,]+)/.exec((await told.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
    expect((seen - from) / rate).toBeLessThan(patiently(5))
    await lab.passes(seen)
  })
})

/** In the worker: WebAssembly gets no more memory, from when the page says so. */
const REFUSES_MEMORY = `
  let isFull = false
  new BroadcastChannel('lose').onmessage = () => (isFull = true)
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (isFull) throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory')
    return grow.call(this, pages)
  }`

test('memory runs out: it is told what to lower, and the run is kept', async ({ lab, page }) => {
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

test('a page that is hidden and frozen for a while trains on, and the pause is no training time', async ({
  lab,
  page,
}) => {
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
})

/** Whether a backend is known to be the fastest here. */
const remembers = (page: Page) =>
  page.evaluate(() => localStorage.getItem('elbo-lab:backends')?.includes('"fastest":[{') ?? false)

test('the fastest backend is remembered: the next visit takes it without looking at others', async ({
  lab,
  page,
}) => {
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
})

test.describe('the server is gone', () => {
  test.use({ expectedErrors: /Failed to load resource|Failed to fetch/ })

  test('what was not fetched says so and can be asked for again; training, and taking it away, go on', async ({
    lab,
    page,
    context,
  }) => {
    await prepend(page, "new BroadcastChannel('lose').onmessage = () => { throw new Error('crash') }")
    await lab.open({ probe: 0 })
    await trainUntilKept(lab)
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
  })
})
