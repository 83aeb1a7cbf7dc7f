/**
 * The build on a plain host of static files: below a base path, without the headers that the lab would like, and
 * without the host once it was there.
 */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { isKeptByServiceWorker } from '../support/in-page.ts'
import { builtSite, entryOf, LATE, nextVersion, startHost, type Host } from './support/hosting.ts'
import { expect, Lab, test, watchErrors, THOROUGH } from './support/lab.ts'

const site = builtSite()
let host: Host

test.beforeEach(async () => {
  host = await startHost(site)
})
test.afterEach(() => host.close())

interface Visit {
  readonly lab: Lab
  readonly page: Page
  /** How often the page has loaded. */
  loads(): number
  /** In the same browser, as after closing the tab. */
  again(): Promise<Visit>
  end(): Promise<void>
}

/** A person who was never here; fails if the page asks another host, or if anything goes wrong. */
async function visit(
  browser: Browser,
  serviceWorkers: BrowserContextOptions['serviceWorkers'],
): Promise<Visit> {
  const context = await browser.newContext({ baseURL: host.url, serviceWorkers: serviceWorkers! })
  const origin = new URL(host.url).origin
  const foreign: string[] = []
  const errors: (readonly string[])[] = []
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== origin)
      foreign.push(request.url())
  })
  async function enter(): Promise<Visit> {
    const page = await context.newPage()
    errors.push(watchErrors(page))
    let loads = 0
    page.on('load', () => loads++)
    return { lab: new Lab(page), page, loads: () => loads, again: () => page.close().then(enter), end }
  }
  async function end(): Promise<void> {
    expect(errors.flat(), 'errors on the console').toEqual([])
    expect(foreign, 'requests of other hosts').toEqual([])
    await context.close()
  }
  return enter()
}

const storedData = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((one) => one.startsWith('elbo-lab-served'))
    return name ? (await (await caches.open(name)).keys()).length : 0
  })

/** How many of the stored data files came too late for who asked. */
const storedLate = (page: Page): Promise<number> =>
  page.evaluate(async (header) => {
    const name = (await caches.keys()).find((one) => one.startsWith('elbo-lab-served'))
    const stored = await (await caches.open(name!)).matchAll()
    return stored.filter(({ headers }) => headers.has(header)).length
  }, LATE)

const NEXT = 'script[src$="-next.js"]'

/** Cuts off what is kept of the page's scripts. */
const damageKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      const requests = (await cache.keys()).filter(({ url }) =>
        /\/assets\/(index|serve)-[^/]*\.js$/.test(url),
      )
      for (const request of requests) {
        const { headers } = (await cache.match(request))!
        await cache.put(request, new Response('const damaged = ', { headers }))
      }
    }
  })

/** False also while the page is being loaded again. */
const isIsolated = (page: Page): Promise<boolean> =>
  page.evaluate(() => crossOriginIsolated).catch(() => false)

const backend = (lab: Lab) => lab.badge(/^Runs on WASM/)

test(
  'isolated after one reload, newer when there is a newer one, and there without the host',
  THOROUGH,
  async ({ browser }) => {
    const { lab, page, loads, again, end } = await visit(browser, 'allow')
    await lab.visit()
    await expect.poll(() => isIsolated(page)).toBe(true)
    await lab.ready()
    await expect(backend(lab)).toHaveAccessibleName(/ \d+ threads$/)
    await lab.train()
    await lab.pause()
    expect(loads()).toBe(2)

    // The newer page comes while the older service worker answers for it.
    host.publish(nextVersion(site))
    const newer = await again()
    await newer.lab.open()
    await expect(backend(newer.lab)).toHaveAccessibleName(/ \d+ threads$/)
    await expect(newer.page.locator(NEXT)).toBeAttached()
    await expect.poll(() => newer.page.evaluate(isKeptByServiceWorker)).toBe(true)
    expect(newer.loads()).toBe(1)
    await expect(newer.page.getByText('A new version of the lab is ready.')).toBeHidden()

    await damageKept(newer.page)
    const healed = await newer.again()
    await healed.lab.open()
    await host.close()
    const later = await healed.again()
    await later.lab.open()
    await expect(later.page.locator(NEXT)).toBeAttached()
    expect(await isIsolated(later.page)).toBe(true)
    await expect(later.lab.value('dataset')).toHaveText('mnist')
    await later.lab.train()
    await later.lab.pause()
    // The code that draws charts large is fetched when it is asked for, and never was.
    await later.page
      .getByRole('button', { name: 'Explore: The ELBO and its terms over the training steps' })
      .click()
    const dialog = later.page.getByRole('dialog')
    const large = dialog.locator('.js-plotly-plot')
    await expect(large.locator('.legendtext', { hasText: /^ELBO train$/ })).toBeVisible()
    // It is of what the chart showed, which is drawn twice a second: it may have been opened before the first steps stood there.
    const drawn = () =>
      large.locator('.scatterlayer .js-line').evaluateAll((lines) => lines[0]?.getAttribute('d') ?? '')
    await expect(async () => {
      const refresh = dialog.getByRole('button', { name: 'Refresh' })
      if (await refresh.isVisible()) await refresh.click()
      expect(await drawn()).toMatch(/^M.+L/)
    }).toPass()
    expect(later.loads()).toBe(1)
    await end()
  },
)

test(
  'what a person has begun is never reloaded: by isolation, by a new version',
  THOROUGH,
  async ({ browser }) => {
    const { lab, page, loads, end } = await visit(browser, 'allow')
    await lab.open()
    await lab.train()
    const step = await lab.pause()
    await expect(page.getByText(/After a reload the lab can use/)).toBeVisible()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    // What was fetched before the service worker was there is kept all the same.
    await expect.poll(() => storedData(page)).toBe(4)

    host.publish(nextVersion(site))
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await expect(page.getByText('A new version of the lab is ready.')).toBeVisible()
    // Of the page's own version, which the host has no more.
    await page.getByRole('button', { name: /中文/ }).click()
    await expect(page.getByText('实验室有新版本可用。')).toBeVisible()
    expect(loads()).toBe(1)
    expect(await lab.step()).toBe(step)

    await page.getByRole('button', { name: '刷新' }).click()
    await expect(page.locator(NEXT)).toBeAttached()
    expect(await isIsolated(page)).toBe(true)
    await end()
  },
)

/** Once its files are kept, its caches never answer. */
const SILENT_CACHES = `
  const silence = () => (CacheStorage.prototype.match = () => new Promise(() => {}))
  if (registration.active) silence()
  addEventListener('activate', silence);`

test(
  'caches that never answer hold nothing up: the page comes from the host',
  THOROUGH,
  async ({ browser }) => {
    const worker = Buffer.from(`${SILENT_CACHES}${site.get('service-worker.js')}`)
    host.publish(new Map([...site, ['service-worker.js', worker]]))
    const { lab, page, loads, end } = await visit(browser, 'allow')
    await lab.visit()
    // The service worker is there, and answers for the page that it makes isolated.
    await expect.poll(() => isIsolated(page)).toBe(true)
    await lab.ready()
    await lab.train()
    expect(loads()).toBe(2)
    await end()
  },
)

test('data that the host does not answer for comes from what was kept', THOROUGH, async ({ browser }) => {
  const { lab, page, again, end } = await visit(browser, 'allow')
  await lab.visit()
  await expect.poll(() => isIsolated(page)).toBe(true)
  await lab.ready()
  await expect.poll(() => storedData(page)).toBe(4)
  const answerLate = host.keepWaiting(/^data\//)
  const later = await again()
  await later.lab.open()
  await expect(later.lab.value('dataset')).toHaveText('mnist')
  await later.lab.train()
  expect(await storedLate(later.page)).toBe(0)
  answerLate()
  await expect.poll(() => storedLate(later.page)).toBe(4)
  await end()
})

interface Manifest {
  readonly name: string
  readonly start_url: string
  readonly scope: string
  readonly icons: readonly { readonly src: string }[]
}

async function expectInstallable(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { data = '', errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { name, start_url, scope, icons } = JSON.parse(data) as Manifest
  expect({ name, start_url, scope }).toEqual({ name: 'ELBO Lab', start_url: './', scope: './' })
  for (const { src } of icons) expect(site.has(src.replace('./', '')), src).toBe(true)
}

test('without a service worker: one thread, an icon, and a version', THOROUGH, async ({ browser }) => {
  const { lab, page, loads, end } = await visit(browser, 'block')
  await lab.open()
  expect(await isIsolated(page)).toBe(false)
  await expect(backend(lab)).toHaveAccessibleName(/ 1 thread$/)
  await expect(lab.region('Experiment').getByText(/^Version \d+\.\d+\.\d+/)).toBeVisible()
  await expectInstallable(page)
  await lab.train()
  expect(loads()).toBe(1)
  await end()
})

test('the built page itself asks for nothing that its policy forbids', () => {
  const page = `${site.get('index.html')}`
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/)
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`)
  expect(`${site.get('_headers')}`).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(entryOf(site)).toMatch(/^assets\//)
})
