/** The lab trains in a browser without WebGPU, without WebGL, and without SharedArrayBuffer. */
import type { Page } from '@playwright/test'
import { expect, test, THOROUGH } from './support/lab.ts'
import { prepend as prependToWorker } from './support/prelude.ts'

const WITHOUT_WEBGPU = `
  for (const type of ['Navigator', 'WorkerNavigator']) if (type in globalThis) delete globalThis[type].prototype.gpu`

const WITHOUT_WEBGL = `
  for (const type of ['HTMLCanvasElement', 'OffscreenCanvas']) {
    const prototype = globalThis[type]?.prototype
    const getContext = prototype?.getContext
    if (prototype)
      prototype.getContext = function (kind, ...rest) {
        return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...rest)
      }
  }`

/** Runs `source` before anything else, in the page and in its workers. */
async function prepend(page: Page, source: string): Promise<void> {
  await page.addInitScript(source)
  await prependToWorker(page, source)
}

/** Serves the page as a host without the two headers does. */
async function withoutIsolation(page: Page): Promise<void> {
  await page.route(
    (url) => url.pathname === '/' || url.pathname.endsWith('.js'),
    async (route) => {
      const response = await route.fetch()
      const headers = response.headers()
      delete headers['cross-origin-opener-policy']
      delete headers['cross-origin-embedder-policy']
      await route.fulfill({ response, headers })
    },
  )
}

/** What graphics do where a driver is broken, or a browser is older than what the page asks. */
const BROKEN = {
  'throw when they are asked for': `
    const refuse = () => { throw new TypeError('no driver') }
    OffscreenCanvas.prototype.getContext = refuse
    Object.defineProperty(WorkerNavigator.prototype, 'gpu', { get: () => ({ requestAdapter: refuse }) })`,
  'do not tell what they run on': `
    const adapter = { limits: {}, requestDevice: () => Promise.reject(new Error('no device')) }
    const gpu = { requestAdapter: async () => adapter, wgslLanguageFeatures: new Set() }
    Object.defineProperty(WorkerNavigator.prototype, 'gpu', { get: () => gpu })`,
}

for (const [what, source] of Object.entries(BROKEN))
  test(`graphics that ${what} are done without`, THOROUGH, async ({ lab, page }) => {
    await prependToWorker(page, source)
    await lab.open({ backend: 'webgpu' })
    await expect(lab.value('backend')).toHaveText('wasm')
    await expect(lab.message(/WebGPU (is not available|could not be used)/)).toBeVisible()
    await lab.turnTo({ backend: 'auto' })
    await expect(lab.value('backend')).toHaveText('wasm')
    await lab.train()
  })

test(
  'without WebGPU and WebGL each by name gives another backend and says so; auto and cpu train',
  THOROUGH,
  async ({ lab, page }) => {
    await prepend(page, WITHOUT_WEBGPU + WITHOUT_WEBGL)
    await lab.open({ backend: 'webgpu' })
    await expect(lab.message(/WebGPU/i)).toBeVisible()
    await lab.train()
    await expect(lab.value('backend')).toHaveText('wasm')
    await lab.pause()
    await lab.turnTo({ backend: 'webgl' })
    await expect(lab.message(/WebGL/i)).toBeVisible()
    await expect(lab.value('backend')).toHaveText('wasm')
    // Nearly all other tests ask for WASM, and graphics.spec.ts for the two that are not here.
    for (const [backend, used] of [
      ['cpu', 'cpu'],
      ['auto', 'wasm'],
    ] as const) {
      await lab.turnTo({ backend })
      await expect(lab.value('backend')).toHaveText(used)
      await lab.train(3)
      await lab.pause()
      await expect(lab.value('backend')).toHaveText(used)
    }
  },
)

test('without SharedArrayBuffer wasm trains, asked for or not', THOROUGH, async ({ lab, page }) => {
  await withoutIsolation(page)
  await lab.open({ backend: 'auto' })
  expect(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([
    false,
    'undefined',
  ])
  await lab.train()
  await expect(lab.value('backend')).toHaveText('wasm')
  await lab.pause()
  await lab.turnTo({ backend: 'wasm' })
  await lab.train()
  await expect(lab.value('backend')).toHaveText('wasm')
})
