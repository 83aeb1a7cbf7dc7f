/** Every window and every way to look at the page: small ones, forced colours, another screen, no script at all. */
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const WINDOWS = [
  [320, 256],
  [667, 375],
  [960, 600],
] as const

const colourOf = (place: Locator) => place.evaluate((element) => getComputedStyle(element).backgroundColor)

/** The pixels a canvas has for each of the page's, across. */
const sharpness = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => element.width / element.clientWidth)

const isWithin = (place: Locator, page: Page) =>
  place.evaluate((element, { width, height }) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return left >= 0 && top >= 0 && right <= width && bottom <= height
  }, page.viewportSize()!)

test('eight notices leave the page in sight, stand in groups and go at once', async ({ lab, page }) => {
  await lab.open({ beta: 'x', lr: 'y', seed: 'z', a: 1, b: 2, c: 3, d: 4, e: 5 })
  await expect(lab.messages()).toHaveCount(2)
  for (const text of [/beta=x/, /lr=y/, /seed=z/, /no setting a/, /no setting e/])
    await expect(lab.message(text)).toBeVisible()
  for (const [width, height] of WINDOWS) {
    await page.setViewportSize({ width, height })
    const notices = await lab.region('Messages').locator('..').boundingBox()
    expect(notices!.height).toBeLessThanOrEqual(Math.max(height / 3, 96) + 1)
  }
  await lab
    .message(/no setting a/)
    .getByRole('button', { name: 'Dismiss' })
    .click()
  await expect(lab.messages()).toHaveCount(1)
  await page.evaluate(() => (location.hash = 'beta=x&b=2'))
  await expect(lab.messages()).toHaveCount(2)
  await page.getByRole('button', { name: 'Dismiss all' }).click()
  await expect(lab.messages()).toHaveCount(0)
})

test(
  'small windows, another screen, forced colours, and the wheel over a field',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ latent: 2 })
    await lab.train(20)
    await lab.pause()

    const chart = page.locator('#panel-elbo canvas').first()
    const map = page.locator('#panel-latent canvas.map-layer').first()
    await lab.region('Latent space').getByRole('tab', { name: 'encodings' }).scrollIntoViewIfNeeded()
    await expect(map).toBeVisible()
    const screen = await page.context().newCDPSession(page)
    for (const deviceScaleFactor of [2, 1]) {
      await screen.send('Emulation.setDeviceMetricsOverride', {
        width: 1280,
        height: 800,
        deviceScaleFactor,
        mobile: false,
      })
      await expect.poll(() => sharpness(chart)).toBeCloseTo(deviceScaleFactor, 1)
      await expect.poll(() => sharpness(map)).toBeCloseTo(deviceScaleFactor, 1)
    }
    await screen.send('Emulation.clearDeviceMetricsOverride')

    const batch = lab.region('Experiment').getByRole('spinbutton', { name: 'Batch size', exact: true })
    await batch.focus()
    await batch.hover()
    for (const turn of [240, -480]) await page.mouse.wheel(0, turn)
    await page.keyboard.press('Tab')
    await expect(batch).toHaveValue('32')
    await expect(lab.value('step')).not.toHaveText('0')

    await page.emulateMedia({ forcedColors: 'active' })
    const [chosen, other] = ['terms', 'held-out'].map((name) => lab.region('ELBO').getByRole('tab', { name }))
    expect(await colourOf(chosen!)).not.toBe(await colourOf(other!))
    const [gaussian, point] = ['Gaussian', 'point'].map((name) =>
      page.getByRole('radio', { name, exact: true }),
    )
    expect(await colourOf(gaussian!)).not.toBe(await colourOf(point!))
    const paper = await colourOf(page.locator('body'))
    for (const place of ['.slider-track', '.figures .swatch', '.legend .swatch'])
      expect(await colourOf(page.locator(place).first()), place).not.toBe(paper)
    const swatches = await Promise.all(
      (await page.locator('.legend [data-quantity] .swatch').all()).map(colourOf),
    )
    expect(new Set(swatches).size).toBe(3)
    await page.emulateMedia({ forcedColors: null })

    for (const [width, height] of WINDOWS) {
      await page.setViewportSize({ width, height })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      for (const name of ['Train', 'Step', 'Reset', 'Share', 'Export'] as const)
        expect(await isWithin(lab.button(name), page), `${name} at ${width} x ${height}`).toBe(true)
      const panel = await page.locator('.panels').boundingBox()
      expect(panel!.height).toBeGreaterThan(height / 2)
      if (width < 700) {
        await page.getByRole('tab', { name: 'Experiment' }).click()
        await expect(lab.number('Learning rate')).toBeVisible()
      }
    }
  },
)

shared(
  'the pad stops drawing when the pointer was let go unheard, and draws again',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open()
    await lab.region('Latent space').getByRole('tab', { name: 'draw a digit' }).click()
    const pad = page.locator('svg.pad')
    const box = (await pad.boundingBox())!
    const point = (type: string, share: number, buttons: number) =>
      pad.dispatchEvent(type, {
        pointerId: 7,
        isPrimary: true,
        pointerType: 'mouse',
        button: type === 'pointermove' ? -1 : 0,
        buttons,
        bubbles: true,
        clientX: box.x + share * box.width,
        clientY: box.y + share * box.height,
      })
    const length = () =>
      pad.locator('path').evaluateAll((lines) => lines.map((line) => line.getAttribute('d')!.length))
    await point('pointerdown', 0.2, 1)
    await point('pointermove', 0.4, 1)
    const before = await length()
    await point('pointermove', 0.6, 0)
    await point('pointermove', 0.8, 1)
    expect(await length()).toEqual(before)
    await point('pointerdown', 0.5, 1)
    await point('pointermove', 0.7, 1)
    expect(await length()).toHaveLength(2)
  },
)

test('what was measured before a switch is dimmed, with its age, and nothing moves', async ({
  lab,
  page,
}) => {
  await lab.open({ probe: 0, steps: 40 })
  await lab.region('Gradient variance').getByRole('button', { name: 'Measure now' }).click()
  const ratio = page.locator('#panel-variance .ratio')
  await expect(ratio).toHaveAttribute('data-step', '0')
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('40')
  await expect(lab.button('Train')).toBeVisible()
  await expect(ratio).not.toHaveAttribute('data-stale')
  const decoded = page.getByTestId('decoded')
  await expect.poll(async () => Number(await decoded.getAttribute('data-step'))).toBe(await lab.step())
  const place = await page.locator('#panel-variance .chart').boundingBox()

  await lab.region('Experiment').getByRole('radio', { name: 'Score function' }).click()
  await expect(ratio).toHaveAttribute('data-stale', 'true')
  await expect(ratio).toContainText(`at step 0, ${await lab.step()} steps ago`)
  await expect(decoded).not.toHaveAttribute('data-stale')
  expect(await page.locator('#panel-variance .chart').boundingBox()).toEqual(place)
  await lab.region('Experiment').getByRole('radio', { name: 'Reparameterized' }).click()
  await expect(ratio).not.toHaveAttribute('data-stale')
})

test.describe('where it cannot start, the page says why and what to do', () => {
  const SCRIPT = /\/assets\/index-[\w-]+\.js$/

  test('without JavaScript', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(baseURL!)
    await expect(page.getByText(/takes JavaScript/)).toBeVisible()
    await expect(page.getByText('could not load its parts')).toBeHidden()
    await context.close()
  })

  const cases = [
    {
      what: 'a script that is missing',
      answer: { status: 404, body: '' },
      told: /could not be loaded: index-/,
    },
    {
      what: 'a script that this browser does not understand',
      answer: { contentType: 'text/javascript', body: 'let x = #' },
      told: /could not start in this browser: .*SyntaxError/,
    },
  ]
  for (const { what, answer, told } of cases)
    test(what, async ({ browser, baseURL }) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.route(SCRIPT, (route) => route.fulfill(answer))
      await page.goto(baseURL!)
      await expect(page.getByText(told)).toBeVisible()
      await context.close()
    })

  test('opened as a file', async ({ browser }) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(pathToFileURL(resolve('dist/index.html')).href)
    await expect(page.getByText('does not run from a file')).toBeVisible()
    await context.close()
  })

  test(
    'in a frame that forbids it, and it starts in one that does not',
    THOROUGH,
    async ({ browser, baseURL }) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      const headers = {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      }
      const frames = '<iframe sandbox="allow-scripts" src="./"></iframe><iframe src="./"></iframe>'
      await page.route('**/framed', (route) =>
        route.fulfill({ headers, contentType: 'text/html', body: frames }),
      )
      await page.goto(`${baseURL}/framed`)
      await expect(page.frameLocator('iframe').first().getByText('could not load its parts')).toBeVisible()
      await expect(
        page.frameLocator('iframe').last().getByRole('button', { name: 'Train', exact: true }),
      ).toBeVisible()
      await context.close()
    },
  )
})
