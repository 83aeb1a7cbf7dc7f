/** What the page must do in every browser; each browser's file of tests says how it is opened, and what it cannot do. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { csvCells } from '../support/csv-cells.ts'
import { isKeptByServiceWorker } from '../support/in-page.ts'
import type { Browser } from './browser.ts'
import { openChromium } from './drivers/chromium.ts'
import { Lab, STEP, TRAIN } from './lab.ts'
import { serve, type Served } from './served.ts'

const STEPS = 50
/** Relative: what rounding makes of the same run after so many steps. */
const ROUNDING = 1e-3

const Z1 = '[role="slider"][aria-labelledby="latent-1"]'
const SCORE = '[role="radio"][value="score-function"]'

/** The ELBO of each logged step. */
async function elbos(lab: Lab): Promise<ReadonlyMap<number, number>> {
  const [head = [], ...rows] = csvCells((await lab.exported('metrics.csv')).toString('utf8'))
  const [step, elbo] = ['step', 'elbo'].map((name) => head.indexOf(name))
  return new Map(rows.map((row) => [Number(row[step!]), Number(row[elbo!])]))
}

async function trained(lab: Lab): Promise<ReadonlyMap<number, number>> {
  await lab.open({ steps: STEPS, seed: 3 })
  await lab.trainTo(STEPS)
  return elbos(lab)
}

async function inChromium(root: string): Promise<ReadonlyMap<number, number>> {
  const browser = await openChromium()
  try {
    return await trained(new Lab(browser, root))
  } finally {
    await browser.close()
  }
}

/** A number that stands for the pixels of the decoded image. */
const pixels = (lab: Lab): Promise<number> =>
  lab.browser.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="decoded"]')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return data.reduce((hash, value) => (Math.imul(hash, 31) + value) | 0, 7)
  })

/** How bright the page's ground and its letters are, from 0 to 255. */
const brightness = (lab: Lab): Promise<{ ground: number; ink: number }> =>
  lab.browser.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body)
    const mean = (text: string) =>
      text
        .match(/[\d.]+/g)!
        .slice(0, 3)
        .reduce((sum, part) => sum + Number(part) / 3, 0)
    return { ground: mean(backgroundColor), ink: mean(color) }
  })

const ELBO = 'Explore: The ELBO and its terms over the training steps'
const ENCODINGS = 'Explore: Encoded test images'

/** What the dialog shows of a chart. */
const drawn = (lab: Lab) =>
  lab.browser.evaluate(() => {
    const dialog = document.querySelector('dialog[open]')
    const plot = dialog?.querySelector('.js-plotly-plot') ?? null
    const names = [...(plot?.querySelectorAll('.legendtext') ?? [])].map(({ textContent }) => textContent)
    const lines = [...(plot?.querySelectorAll('.scatterlayer .js-line') ?? [])]
    const canvas = plot?.querySelector('canvas')
    return {
      names: names.filter((name) => name === 'ELBO train'),
      hasPoints: lines.some((line) => (line.getAttribute('d') ?? '').length > 20),
      isInSpace: plot?.querySelector('.gl-container') != null && (canvas?.width ?? 0) > 0,
      says: dialog?.textContent ?? '',
    }
  })

/** The rows may come after the step count; the dialog shows what there was when it was opened, until it is refreshed. */
async function drawnWithRows(lab: Lab) {
  const first = await drawn(lab)
  if (first.hasPoints) return first
  await lab.press({ selector: 'dialog button', name: 'Refresh' })
  return drawn(lab)
}

/** What the browser gives the page to compute with. */
const means = (lab: Lab) =>
  lab.browser.evaluate(() => ({
    isIsolated: crossOriginIsolated,
    hasSharedMemory: typeof SharedArrayBuffer === 'function',
    hasWebGpu: 'gpu' in navigator,
    cores: navigator.hardwareConcurrency,
  }))

interface Fixture {
  readonly lab: Lab
  readonly served: Served
}

function computing(fixture: Fixture): void {
  test('the page opens isolated, and computes with the threads that there are', async () => {
    const { lab } = fixture
    await lab.open({ backend: 'auto' })
    const { isIsolated, hasSharedMemory, hasWebGpu, cores } = await means(lab)
    expect(isIsolated).toBe(true)
    const badge = await lab.text('.badge:has([data-testid="backend"])')
    console.info(`${lab.browser.version}: ${badge}; WebGPU ${hasWebGpu}, shared memory ${hasSharedMemory}`)
    const canHaveThreads = hasSharedMemory && cores > 1
    // Threads that did not come are told of by the offer of another try.
    const toolbar = await lab.text('[role="toolbar"]')
    if (badge.startsWith('wasm')) expect(/ threads|Try again/.test(badge + toolbar)).toBe(canHaveThreads)
    expect(await lab.value('dataset')).toBe('mnist')
  })

  test(`${STEPS} steps come to what they come to in Chromium`, async () => {
    const { lab, served } = fixture
    const [here, there] = [await trained(lab), await inChromium(served.url)]
    expect([...here.keys()]).toEqual([...there.keys()])
    expect(Math.max(...here.keys())).toBe(STEPS)
    for (const [step, elbo] of there)
      expect(Math.abs(here.get(step)! / elbo - 1), `step ${step}`).toBeLessThan(ROUNDING)
  })

  test('the estimator is switched while it trains', async () => {
    const { lab } = fixture
    await lab.open()
    await lab.press(TRAIN)
    await lab.passes(10)
    await lab.press({ selector: SCORE })
    await expect.poll(() => lab.attribute(SCORE, 'aria-checked')).toBe('true')
    await lab.passes((await lab.step()) + 50)
    await lab.pause()
    const address = await lab.browser.evaluate(() => location.hash)
    expect(address).toContain('estimator=score-function')
  })
}

function looking(fixture: Fixture): void {
  test('a latent slider moves the image, by keys and by the mouse', async () => {
    const { lab } = fixture
    await lab.open()
    await lab.find({ selector: Z1 })
    await expect.poll(() => pixels(lab)).not.toBe(0)
    const z = async () => Number(await lab.attribute(Z1, 'aria-valuenow'))
    const before = await pixels(lab)
    await lab.browser.evaluate((selector) => document.querySelector<HTMLElement>(selector)!.focus(), Z1)
    for (let press = 0; press < 5; press++) await lab.browser.press('ArrowRight')
    await expect.poll(z).toBeGreaterThan(0)
    await expect.poll(() => pixels(lab)).not.toBe(before)
    const [after, keyed] = [await pixels(lab), await z()]
    const { x, y } = await lab.find({ selector: Z1 })
    await lab.browser.drag([-0, -20, -40].map((away) => ({ x: x + away, y })))
    await expect.poll(z).toBeLessThan(keyed)
    await expect.poll(() => pixels(lab)).not.toBe(after)
  })

  test('the derivation stands in formulas, in their own typeface', async () => {
    const { lab } = fixture
    await lab.open()
    const formulas = () => lab.browser.evaluate(() => document.querySelectorAll('.lesson .katex-html').length)
    await expect.poll(formulas).toBeGreaterThan(3)
    expect(await lab.browser.evaluate(() => document.querySelectorAll('.katex-error').length)).toBe(0)
    const hasTypeface = () => lab.browser.evaluate(() => document.fonts.check('16px KaTeX_Math'))
    await expect.poll(hasTypeface).toBe(true)
  })

  const large =
    'a chart opens large, drawn by what is fetched for it; so does one in space, or a sentence says why not'
  test(large, { tags: 'thorough' }, async () => {
    const { lab } = fixture
    await lab.open({ steps: 30, latent: 3 })
    await lab.trainTo(30)
    await lab.press({ selector: 'button', name: ELBO })
    await expect.poll(() => drawnWithRows(lab)).toMatchObject({ names: ['ELBO train'], hasPoints: true })
    await lab.press({ selector: 'dialog button', name: 'Close' })
    // Nothing is encoded for a map that is not in sight.
    await lab.find({ selector: Z1 })
    await lab.press({ selector: 'button', name: ENCODINGS })
    const inSpace = () => drawn(lab).then(({ isInSpace, says }) => isInSpace || /no WebGL/.test(says))
    await expect.poll(inSpace).toBe(true)
    const { isInSpace } = await drawn(lab)
    console.info(`${lab.browser.version}, in space: ${isInSpace ? 'drawn' : 'no WebGL'}`)
    await lab.press({ selector: 'dialog button', name: 'Close' })
  })

  test('the dark theme is dark, also after a reload', { tags: 'thorough' }, async () => {
    const { lab } = fixture
    await lab.open()
    const theme = () => lab.attribute('html', 'data-theme')
    const chosen = () => lab.attribute('button.theme', 'aria-label')
    const isDark = () => chosen().then((label) => label.includes('dark'))
    const press = async () => {
      if (!(await isDark())) await lab.press({ selector: 'button.theme' })
      return isDark()
    }
    // The system's theme, the light one, the dark one; a press may miss what moves just then.
    await expect.poll(press).toBe(true)
    await expect.poll(theme).toBe('dark')
    await lab.open()
    await expect.poll(theme).toBe('dark')
    const { ground, ink } = await brightness(lab)
    expect(ground).toBeLessThan(60)
    expect(ink).toBeGreaterThan(160)
  })
}

function keeping(fixture: Fixture): void {
  test('what one exports has its content', async () => {
    const { lab } = fixture
    await lab.open({ steps: 3 })
    await lab.trainTo(3)
    expect(JSON.parse(`${await lab.exported('config.json')}`)).toMatchObject({ settings: { latent: 2 } })
    const weights = await lab.exported('model.safetensors')
    const head = Number(weights.readBigUInt64LE(0))
    expect(Object.keys(JSON.parse(weights.toString('utf8', 8, 8 + head)))).toContain('__metadata__')
    expect((await lab.exported('everything.zip')).toString('latin1', 0, 2)).toBe('PK')
  })

  test('a run is saved, and goes on after a reload', { tags: 'thorough' }, async () => {
    const { lab } = fixture
    await lab.open({ steps: 30 })
    await lab.trainTo(30)
    await expect.poll(() => lab.value('saved-step')).toBe('30')
    await lab.open()
    await lab.press({ selector: 'button', name: 'Resume run of' })
    await expect.poll(() => lab.step()).toBe(30)
    await lab.press(STEP)
    await expect.poll(() => lab.step()).toBe(31)
  })

  test('without its server the page opens and trains', { tags: 'thorough' }, async () => {
    const { lab, served } = fixture
    await lab.open()
    await expect.poll(() => lab.browser.evaluate(isKeptByServiceWorker)).toBe(true)
    await lab.open()
    await served.stop()
    await lab.open()
    expect(await lab.value('dataset')).toBe('mnist')
    await lab.press(TRAIN)
    await lab.passes(10)
    await lab.pause()
    await lab.press({ selector: 'button', name: ELBO })
    await expect.poll(() => drawnWithRows(lab)).toMatchObject({ names: ['ELBO train'], hasPoints: true })
  })
}

/** The last test stops the server. */
export function smoke(name: string, launch: () => Promise<Browser>): void {
  describe(name, () => {
    const fixture = {} as { lab: Lab; served: Served }
    let told = 0
    beforeAll(async () => {
      fixture.served = await serve()
      fixture.lab = new Lab(await launch(), fixture.served.url)
    })
    afterAll(async () => {
      await fixture.lab?.browser.close()
      await fixture.served?.stop()
    })
    beforeEach(async () => {
      told = (await fixture.lab.browser.errors()).length
    })
    afterEach(async () => {
      expect((await fixture.lab.browser.errors()).slice(told), 'errors on the page').toEqual([])
    })
    computing(fixture)
    looking(fixture)
    keeping(fixture)
  })
}
