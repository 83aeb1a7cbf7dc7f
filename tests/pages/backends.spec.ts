/** The lab trains in a browser without WebGPU, without WebGL, and without SharedArrayBuffer. */
import type { Page } from '@playwright/test'
import { GPU } from './support/browsers.ts'
import { expect, test } from './support/lab.ts'

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
  await page.route(/\/assets\/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `import './prelude.js?prelude'\n${await response.text()}` })
  })
  await page.route(/\?prelude$/, (route) =>
    route.fulfill({ body: source, contentType: 'text/javascript', headers: ISOLATED }),
  )
}
const ISOLATED = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

test.use(GPU)

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

const MISSING = [
  { name: 'WebGPU', backend: 'webgpu', source: WITHOUT_WEBGPU },
  { name: 'WebGL', backend: 'webgl', source: WITHOUT_WEBGL },
  { name: 'WebGPU and WebGL', backend: 'webgpu', source: WITHOUT_WEBGPU + WITHOUT_WEBGL },
]

for (const { name, backend, source } of MISSING) {
  test(`without ${name}, auto trains`, async ({ lab, page }) => {
    await prepend(page, source)
    await lab.open({ backend: 'auto' })
    await lab.train()
    await expect(lab.value('backend')).toHaveText(/^(wasm|webgl|cpu)$/)
  })

  test(`without ${name}, ${backend} by name gives another backend and says so`, async ({ lab, page }) => {
    await prepend(page, source)
    await lab.open({ backend })
    await expect(lab.message(backend === 'webgpu' ? /WebGPU/i : /WebGL/i)).toBeVisible()
    await lab.train()
    await expect(lab.value('backend')).not.toHaveText(backend)
  })
}

for (const backend of ['wasm', 'auto']) {
  test(`without SharedArrayBuffer, ${backend} trains`, async ({ lab, page }) => {
    await withoutIsolation(page)
    await lab.open({ backend })
    expect(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([
      false,
      'undefined',
    ])
    await lab.train()
    await expect(lab.value('backend')).toHaveText('wasm')
  })
}

// Nearly all other tests ask for WASM.
for (const backend of ['webgpu', 'webgl', 'cpu']) {
  test(`${backend} trains when asked for by name`, async ({ lab }) => {
    await lab.open({ backend })
    await lab.train(5)
    await expect(lab.value('backend')).toHaveText(backend)
  })
}
