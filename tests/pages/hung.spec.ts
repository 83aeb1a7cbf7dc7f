/** What never answers is not waited for without end: an adapter for graphics, the storage, the server, each with a sentence. */
import type { Page, Route } from '@playwright/test'
import { patiently } from '../../scripts/testing/pace.mjs'
import { expect, test, THOROUGH } from './support/lab.ts'
import { prepend } from './support/prelude.ts'
import { savedStep } from './support/saved.ts'

test.describe('an adapter that never comes', () => {
  const source = `
    const gpu = { requestAdapter: () => new Promise(() => {}), wgslLanguageFeatures: new Set() }
    Object.defineProperty(Object.getPrototypeOf(navigator), 'gpu', { get: () => gpu, configurable: true })`

  for (const [backend, when] of [
    ['webgpu', THOROUGH],
    ['auto', {}],
  ] as const)
    test(`${backend}: the page opens with another backend, and says so`, when, async ({ lab, page }) => {
      await prepend(page, source)
      await lab.open({ backend })
      await expect(lab.value('backend')).toHaveText(/^(wasm|cpu)$/)
      await expect(
        lab.message(/WebGPU is not available: the browser did not respond to the request for it/),
      ).toBeVisible()
      await lab.train()
    })

  test('waiting for it can be cancelled, and another backend chosen', THOROUGH, async ({ lab, page }) => {
    await prepend(page, source)
    await lab.visit({ backend: 'webgpu' })
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect(lab.message(/Loading was cancelled/)).toBeVisible()
    await page.evaluate(() => (location.hash = location.hash.replace('backend=webgpu', 'backend=wasm')))
    await expect.poll(async () => (await lab.hash()).get('backend')).toBe('wasm')
    await lab.button('Reset').click()
    await lab.ready()
    await expect(lab.value('backend')).toHaveText('wasm')
    await lab.train()
  })
})

const NEVER_OPENS = 'IDBFactory.prototype.open = () => ({})'

/** Loads the page anew, as a person does. */
async function reopen(page: Page): Promise<void> {
  await page.reload()
}

test.describe('a storage that never opens', () => {
  test(
    'in the worker that writes: the page writes by itself, and a run is resumed',
    THOROUGH,
    async ({ lab, page }) => {
      await prepend(page, NEVER_OPENS, 'writer')
      await lab.open({ probe: 0 })
      await lab.train(10)
      await expect.poll(() => savedStep(page)).toBeGreaterThan(0)
      const step = await lab.pause()
      await expect.poll(() => savedStep(page)).toBe(step)
      await expect(lab.messages()).toHaveCount(0)

      await reopen(page)
      await page.getByRole('button', { name: /^Resume run of/ }).click()
      await expect(lab.value('step')).toHaveText(String(step))
      await lab.train(step + 20)
    },
  )

  test(
    'anywhere: it is told, training goes on, and nothing waits for it',
    THOROUGH,
    async ({ lab, page }) => {
      await page.addInitScript(NEVER_OPENS)
      await prepend(page, NEVER_OPENS, 'writer')
      await lab.open({ probe: 0 })
      await lab.train(10)
      await expect(lab.message(/is not being saved: the browser’s storage does not respond/)).toBeVisible({
        timeout: patiently(120_000),
      })
      await lab.pause()
      await lab.button('Reset').click()
      await expect(lab.value('step')).toHaveText('0')
      await lab.train(10)
      await lab.pause()
      await reopen(page)
      await lab.ready()
      await lab.train(10)
    },
  )
})

/** Requests for these wait until `answer` is called. */
async function hold(page: Page, parts: RegExp): Promise<{ answer: () => Promise<void> }> {
  const held: Route[] = []
  let isHeld = true
  await page.route(parts, (route) => (isHeld ? void held.push(route) : route.fallback()))
  return {
    async answer() {
      isHeld = false
      await Promise.all(held.map((route) => route.fallback()))
    },
  }
}

test.describe('a server that takes a request and does not answer', () => {
  test(
    'a part of the page: its place says so, and shows it when it has come',
    THOROUGH,
    async ({ lab, page }) => {
      await page.clock.install()
      const server = await hold(page, /\/(plot|Between|Reader)-[^/]*\.js$/)
      await lab.open({ probe: 0 })
      const latent = lab.region('Latent space')
      await latent.getByRole('tab', { name: 'interpolate' }).click()
      const [elbo, derivations] = [lab.region('ELBO'), lab.region('Derivations')]
      await expect(derivations.getByText('The derivations are loading')).toBeVisible()
      await page.clock.runFor(40_000)
      for (const place of [elbo, latent, derivations])
        await expect(place.getByRole('alert')).toContainText('could not be loaded')
      await lab.train()
      await server.answer()
      for (const place of [elbo, latent, derivations]) await expect(place.getByRole('alert')).toBeHidden()
      await expect(elbo.locator('.chart canvas')).toBeAttached()
    },
  )

  test('the words of its language: the page is there in English until they come', async ({ lab, page }) => {
    await page.clock.install()
    const server = await hold(page, /\/zh-CN-[^/]*\.js$/)
    await lab.visit({ lang: 'zh-CN', probe: 0 })
    await expect(lab.button('Train')).toBeHidden()
    await page.clock.runFor(15_000)
    await lab.train()
    await server.answer()
    await expect(page.getByRole('button', { name: '暂停', exact: true })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  })
})
