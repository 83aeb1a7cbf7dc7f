/** What needs a graphics device: a run goes on when the device is lost; drawings in space. */
import type { Page } from '@playwright/test'
import { GPU } from './support/browsers.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { downloaded } from './support/downloads.ts'
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

/** In the worker: from when the page says so the device answers no more, and a look at the clock takes a minute. */
const HANGS_WEBGPU = `
  let looks = -Infinity
  new BroadcastChannel('lose').onmessage = () => (looks = 0)
  const { mapAsync } = GPUBuffer.prototype
  GPUBuffer.prototype.mapAsync = function (...asked) {
    return looks < 0 ? mapAsync.apply(this, asked) : new Promise(() => {})
  }
  const now = performance.now.bind(performance)
  performance.now = () => now() + 60_000 * Math.max(0, looks++)`

/** A run that rests on WebGPU, and is saved; the step. */
async function savedOnWebGpu(lab: Lab, page: Page): Promise<number> {
  await lab.open({ backend: 'webgpu', probe: 0 })
  await lab.train(1)
  const step = await lab.pause()
  await expect(lab.value('backend')).toHaveText('webgpu')
  await expect.poll(() => savedStep(page)).toBe(step)
  return step
}

test.describe('the graphics device is lost', () => {
  test(
    'without a word: what it does not answer in time is taken for a loss',
    THOROUGH,
    async ({ lab, page }) => {
      await prepend(page, HANGS_WEBGPU)
      const kept = await savedOnWebGpu(lab, page)
      await lab.train(kept)
      await lose(page)
      await expect(
        lab.message(/lost the graphics device \(no answer within 180 s\).*continues/),
      ).toBeVisible()
      await lab.passes(kept)
    },
  )

  test(
    'once: the run is there again; twice: it continues with the next backend',
    THOROUGH,
    async ({ lab, page }) => {
      await prepend(page, LOSES_WEBGPU)
      const step = await savedOnWebGpu(lab, page)
      await lose(page)
      await expect(lab.message(/lost the graphics device.*continues with WebGPU/)).toBeVisible()
      await lab.ready()
      expect(await lab.step()).toBe(step)
      await lose(page)
      await expect(lab.message(/could not recover it.*continues with WASM/)).toBeVisible()
      await lab.train(step)
      await expect(lab.value('backend')).toHaveText('wasm')
    },
  )

  test('of a WebGL context, while training: the run trains on', THOROUGH, async ({ lab, page }) => {
    await prepend(page, LOSES_WEBGL)
    await lab.open({ backend: 'webgl', probe: 0 })
    await lab.train(1)
    const kept = await lab.pause()
    await expect(lab.value('backend')).toHaveText('webgl')
    await expect.poll(() => savedStep(page)).toBe(kept)
    await lab.train(kept)
    const seen = await lab.step()
    await lose(page)
    const told = lab.message(/lost the graphics device.*continues with WebGL/)
    await expect(told).toBeVisible()
    const from = Number(/from step ([\d,]+)/.exec((await told.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
    expect(from).toBeGreaterThanOrEqual(kept)
    await lab.passes(seen)
  })
})

test('encodings lie in space, and are given away as a picture', THOROUGH, async ({ lab, page }) => {
  await lab.open({ latent: 3, steps: 10, autostart: 1 })
  await expect(lab.value('step')).toHaveText('10')
  await lab.region('Latent space').scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: /^Explore: Encoded test images/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Encoded test images/ })
  const scene = dialog.locator('.gl-container canvas').first()
  await expect(scene).toBeVisible()
  await expect(dialog.getByText(/cannot draw in three dimensions/)).toBeHidden()
  const png = await downloaded(lab, () => dialog.getByRole('button', { name: 'PNG', exact: true }).click())
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
})
