/**
 * Pictures of single regions of the page, on a model that has been trained: docs/screenshots/latent-<view>-<latents>-
 * {light,dark}.png, and likewise discrete-<view>, bounds-<view> and derivations-<language>.
 */
import type { Browser, Locator, Page } from '@playwright/test'

interface Task {
  /** The lab's address, with the settings that all pictures share. */
  readonly page: string
  readonly folder: URL
}

const VIEWPORT = { width: 1440, height: 1400 }
const STEPS = 600

interface View {
  readonly tab: string
  /** A button that brings something to see. */
  readonly press?: string
  readonly done: RegExp
}

const VIEWS: readonly View[] = [
  { tab: 'encodings', done: /test images by their posterior means/ },
  { tab: 'KL per latent', done: /ordered by activity/ },
  { tab: 'draw a digit', press: 'next', done: /mean ± sd/ },
  { tab: 'interpolate', press: 'Two random images', done: /apart in z/ },
]
const EXACT: View = { tab: 'exact posterior', press: 'Compute p(z|x)', done: /Check:/ }
const NOT_EXACT: View = { tab: 'exact posterior', done: /Only with two latents/ }

async function photograph(page: Page, region: Locator, folder: URL, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
    await page.waitForTimeout(900)
    const path = new URL(`${name}-${colorScheme}.png`, folder).pathname
    await region.screenshot({ path })
    console.log(path)
  }
}

async function trained(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US' })
  await page.goto(`${address}&steps=${STEPS}`)
  await page.locator('.button-main').click() // Train, in whatever language
  await page.waitForFunction(
    (steps) => Number(document.querySelector('[data-testid="step"]')?.textContent) >= steps,
    STEPS,
    { timeout: 300_000, polling: 200 },
  )
  return page
}

const regionOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const show = (region: Locator, tab: string) => region.getByRole('tab', { name: tab, exact: true }).click()

export async function photographLatent(browser: Browser, task: Task & { latent: number }): Promise<void> {
  const { folder, latent } = task
  const page = await trained(browser, `${task.page}&latent=${latent}`)
  const region = regionOf(page, 'Latent space')
  for (const { tab, press, done } of [...VIEWS, latent === 2 ? EXACT : NOT_EXACT]) {
    await show(region, tab)
    if (press) await region.getByRole('button', { name: press, exact: true }).first().click()
    await region.getByText(done).first().waitFor({ timeout: 120_000 })
    await photograph(page, region, folder, `latent-${tab.replaceAll(' ', '-')}-${latent}`)
  }
  const samples = regionOf(page, 'Samples')
  const sheet = latent === 2 ? 'manifold' : 'traversal'
  await samples.getByRole('tab', { name: new RegExp(`${sheet}$`) }).click()
  await photograph(page, samples, folder, `samples-${sheet}-${latent}`)
  await page.close()
}

/** 8 bits: the code beside its codebook, the posterior as bars, bias beside variance, and the bench of one bit. */
export async function photographDiscrete(browser: Browser, { page: address, folder }: Task): Promise<void> {
  const page = await trained(browser, `${address}&family=bernoulli&latent=8&estimator=score-function`)
  const latent = regionOf(page, 'Latent space')
  const samples = regionOf(page, 'Samples')
  const variance = regionOf(page, 'Gradient variance')

  await show(samples, 'codebook')
  await samples.getByText(/used, \d+ dead/).waitFor()
  await photograph(page, samples, folder, 'discrete-codebook')
  await show(latent, 'exact posterior')
  await latent.getByRole('button', { name: 'Random test image' }).click()
  await latent.getByRole('table', { name: 'The most probable states' }).waitFor({ timeout: 120_000 })
  await photograph(page, latent, folder, 'discrete-posterior')
  await show(variance, 'bias')
  await variance.getByRole('slider').first().waitFor({ timeout: 120_000 })
  await photograph(page, variance, folder, 'discrete-bias')
  await page.setViewportSize({ ...VIEWPORT, height: 2200 })
  await show(variance, 'one dimension')
  await variance.getByRole('table').first().waitFor({ timeout: 120_000 })
  await photograph(page, variance, folder, 'discrete-one-bit')
  await page.close()
}

/** Two latents trained with 5 draws: bounds against K, three ways to the posterior, and the KL either way round. */
export async function photographBounds(browser: Browser, { page: address, folder }: Task): Promise<void> {
  const page = await trained(
    browser,
    `${address}&latent=2&objective=importance-weighted&k=5&estimator=dreg&seed=3`,
  )
  const [elbo, latent] = [regionOf(page, 'ELBO'), regionOf(page, 'Latent space')]
  const press = (where: Locator, name: string | RegExp) => where.getByRole('button', { name }).first().click()
  const rowOf = (where: Locator, name: string) => where.getByRole('rowheader', { name, exact: true })

  await show(elbo, 'vs K')
  await elbo.getByRole('radio', { name: '10', exact: true }).click()
  await press(elbo, 'Measure on 10 test images')
  await elbo.getByText(/^NLL/).waitFor({ timeout: 300_000 })
  await photograph(page, elbo, folder, 'bounds-vs-K')
  await page.setViewportSize({ ...VIEWPORT, height: 2200 })
  await show(latent, 'exact posterior')
  await latent.getByRole('radio', { name: 'three ways', exact: true }).click()
  await press(latent, /random test image|Take all three/)
  await rowOf(latent, 'best diagonal Gaussian').waitFor({ timeout: 300_000 })
  await photograph(page, latent, folder, 'bounds-three-ways')
  await latent.getByRole('radio', { name: 'two bumps', exact: true }).click()
  await rowOf(latent, 'least KL(p ‖ q)').waitFor({ timeout: 60_000 })
  await photograph(page, latent, folder, 'bounds-two-bumps')
  await page.close()
}

export async function photographDerivations(
  browser: Browser,
  { page: address, folder }: Task,
): Promise<void> {
  for (const lang of ['en', 'zh-CN']) {
    const page = await trained(browser, `${address}&latent=2&estimator=score-function&lang=${lang}`)
    const region = page.locator('#panel-derivations')
    await region.locator('.katex').first().waitFor({ timeout: 60_000 })
    await photograph(page, region, folder, `derivations-${lang}`)
    await page.close()
  }
}
