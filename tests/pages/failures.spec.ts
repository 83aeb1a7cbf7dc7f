/** What may break while a person trains: devices, memory, sleep, the download, the server. The run goes on, or a
 * message says what to do. Crashes and refusing storages: resume.spec.ts. */
import type { Page } from '@playwright/test'
import { expect, test, type Lab } from './support/lab.ts'
import { prepend } from './support/prelude.ts'

/** In the worker: every device that it is given is lost when the page says so; after `lives` of them at once. */
const LOSES_WEBGPU = (lives: number) => `
  if (globalThis.GPUAdapter) {
    const original = GPUAdapter.prototype.requestDevice
    let device = null
    new BroadcastChannel('lose').onmessage = () => device?.destroy()
    const count = new Promise((resolve) => {
      const ask = new BroadcastChannel('count')
      ask.onmessage = ({ data }) => typeof data === 'number' && resolve(data)
      ask.postMessage('next')
    })
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      device = await original.call(this, descriptor)
      if ((await count) > ${lives}) device.destroy()
      return device
    }
  }`

/** In the page: counts the workers that ask for devices. */
async function countWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const channel = new BroadcastChannel('count')
    let workers = 0
    channel.onmessage = ({ data }) => data === 'next' && channel.postMessage(++workers)
    Object.assign(window, { lose: () => new BroadcastChannel('lose').postMessage(null) })
  })
}

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

const lose = (page: Page) => page.evaluate(() => (window as unknown as { lose(): void }).lose())

/** Trains until something is kept that the run can go on from. */
async function trainUntilKept(lab: Lab): Promise<number> {
  await lab.train(1)
  await lab.page.waitForTimeout(2500)
  return lab.step()
}

/** Seconds of training between what was seen and what the run went on from. */
async function secondsLost(lab: Lab, seen: number): Promise<number> {
  const text = await lab.message(/goes on with/).textContent()
  const from = Number(/from step ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', ''))
  return (seen - from) / Number(await lab.value('rate').textContent())
}

test.describe('the graphics device is lost', () => {
  test.beforeEach(({ page }) => countWorkers(page))

  test('once: the run goes on with WebGPU; twice: with the next backend', async ({ lab, page }) => {
    await prepend(page, LOSES_WEBGPU(Infinity))
    await lab.open({ backend: 'webgpu', probe: 0 })
    const seen = await trainUntilKept(lab)
    await lose(page)
    await expect(lab.message(/lost the graphics device.*goes on with WebGPU/)).toBeVisible()
    await lab.passes(seen)
    expect(await secondsLost(lab, seen)).toBeLessThan(5)
    await lose(page)
    await expect(lab.message(/did not get it back.*goes on with WASM/)).toBeVisible()
    await lab.passes(await lab.step())
    await expect(lab.value('backend')).toHaveText('wasm')
  })

  test('of a WebGL context: the run goes on with WebGL', async ({ lab, page }) => {
    await prepend(page, LOSES_WEBGL)
    await lab.open({ backend: 'webgl', probe: 0 })
    const seen = await trainUntilKept(lab)
    await lose(page)
    await expect(lab.message(/lost the graphics device.*goes on with WebGL/)).toBeVisible()
    await lab.passes(seen)
    expect(await secondsLost(lab, seen)).toBeLessThan(5)
  })

  test('for good: every new device dies at once, and the run goes on without', async ({ lab, page }) => {
    await prepend(page, LOSES_WEBGPU(1))
    await lab.open({ backend: 'webgpu', probe: 0 })
    const seen = await trainUntilKept(lab)
    await lose(page)
    await expect(lab.message(/did not get it back.*goes on with WASM/)).toBeVisible()
    await lab.passes(seen)
    expect(await secondsLost(lab, seen)).toBeLessThan(5)
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
  await countWorkers(page)
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
  await expect(lab.message(/refused the memory.*kept as it was at step.*samples/i)).toBeVisible()
  await lab.ready()
  expect(await lab.step()).toBeGreaterThanOrEqual(seen)
})
