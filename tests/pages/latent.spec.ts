/** The latent space: sliders that move the decoded image, a map of test images to point at, the latents one by one. */
import type { Locator } from '@playwright/test'
import { latencies, noteRequests } from '../../bench/latency.ts'
import { quantile } from '../../bench/statistics.ts'
import { violationsInBothThemes } from './support/axe.ts'
import { downloaded } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const panel = (lab: Lab) => lab.region('Latent space')
const slider = (lab: Lab, name: string) => panel(lab).getByRole('slider', { name, exact: true })
const jump = (lab: Lab, name: string) => panel(lab).getByRole('button', { name, exact: true })
const decoded = (lab: Lab) => lab.page.getByTestId('decoded')
const map = (lab: Lab) => panel(lab).getByRole('application')
const valueOf = async (lab: Lab, name: string) =>
  Number(await slider(lab, name).getAttribute('aria-valuenow'))

/** A number that stands for the pixels of a canvas, one for one. */
const pixelsOf = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height)
    return data.reduce((hash, value) => (Math.imul(hash, 31) + value) | 0, 7)
  })

/** Something was decoded that looks otherwise than `before`. */
const looksOther = (lab: Lab, before: number) => expect.poll(() => pixelsOf(decoded(lab))).not.toBe(before)

/** A value that stays as it is for three looks in a row. */
async function settled(look: () => Promise<number>): Promise<number> {
  const seen = [await look()]
  const isSettled = () => seen.length > 2 && new Set(seen.slice(-3)).size === 1
  await expect.poll(async () => (seen.push(await look()), isSettled()), { intervals: [100] }).toBe(true)
  return seen.at(-1)!
}

/** The panel is in sight, and its map shows the test images: out of sight nothing is encoded. */
async function mapped(lab: Lab): Promise<void> {
  await panel(lab).scrollIntoViewIfNeeded()
  await expect(map(lab)).toHaveAccessibleName(/test images by their posterior means/)
  await map(lab).scrollIntoViewIfNeeded()
}

test.describe('the sliders', () => {
  test('move the decoded image: by keys, by mouse, and back', async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await expect.poll(() => pixelsOf(decoded(lab))).not.toBe(0)
    const atOrigin = await pixelsOf(decoded(lab))

    await slider(lab, 'z1').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('PageUp')
    await expect(slider(lab, 'z1')).toHaveAttribute('aria-valuenow', '0.55')
    await expect(slider(lab, 'z1')).toHaveAttribute('aria-valuetext', '0.55')
    await looksOther(lab, atOrigin)
    const byKeys = await pixelsOf(decoded(lab))

    const thumb = (await slider(lab, 'z2').boundingBox())!
    const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (const dx of [5, 12, 24, 40]) await page.mouse.move(x + dx, y)
    await page.mouse.up()
    expect(await valueOf(lab, 'z2')).toBeGreaterThan(0.5)
    await looksOther(lab, byKeys)

    await jump(lab, 'undo').click()
    await expect(slider(lab, 'z2')).toHaveAttribute('aria-valuenow', '0')
    await expect.poll(() => pixelsOf(decoded(lab))).toBe(byKeys)
    await jump(lab, 'undo').click()
    await expect(slider(lab, 'z1')).toHaveAttribute('aria-valuenow', '0')
    await expect.poll(() => pixelsOf(decoded(lab))).toBe(atOrigin)
    await expect(jump(lab, 'undo')).toHaveAttribute('aria-disabled', 'true')
  })

  shared('go to the origin, to a draw of the prior, to a test image', THOROUGH, async ({ lab }) => {
    await lab.open({ probe: 0, seed: 3 })
    await jump(lab, 'random draw').click()
    const drawn = [await valueOf(lab, 'z1'), await valueOf(lab, 'z2')]
    expect(drawn).not.toEqual([0, 0])
    await jump(lab, 'test image').click()
    await expect(
      lab.page.getByText(/^The sliders are at the posterior mean of test image \d+/),
    ).toBeAttached()
    await jump(lab, 'origin').click()
    expect([await valueOf(lab, 'z1'), await valueOf(lab, 'z2')]).toEqual([0, 0])
    await jump(lab, 'undo').click()
    await jump(lab, 'undo').click()
    expect([await valueOf(lab, 'z1'), await valueOf(lab, 'z2')]).toEqual(drawn)
  })

  shared(
    'keep their place at a reset, and begin anew with another number of them',
    THOROUGH,
    async ({ lab, page }) => {
      await lab.open({ probe: 0 })
      await jump(lab, 'origin').click()
      await slider(lab, 'z1').focus()
      await page.keyboard.press('PageUp')
      await lab.button('Step').click()
      await lab.button('Reset').click()
      await expect(lab.value('step')).toHaveText('0')
      await expect(slider(lab, 'z1')).toHaveAttribute('aria-valuenow', '0.5')
      const latents = lab.region('Experiment').getByRole('spinbutton', { name: 'Latents', exact: true })
      await latents.fill('3')
      await latents.press('Enter')
      await expect(slider(lab, 'z3')).toBeVisible()
      await expect(slider(lab, 'z1')).toHaveAttribute('aria-valuenow', '0')
    },
  )

  shared('of 64 latents scroll on their own', THOROUGH, async ({ lab }) => {
    await lab.open({ probe: 0, latent: 64 })
    await mapped(lab)
    const fold = panel(lab).getByRole('button', { name: /^show the \d+ inactive$/ })
    if (await fold.isVisible()) await fold.click()
    await expect(panel(lab).getByRole('slider', { name: /^z\d+$/ })).toHaveCount(64)
    const group = panel(lab).getByRole('group', { name: 'Sliders of the latent space' })
    expect((await group.boundingBox())!.height).toBeLessThan(340)
    await slider(lab, 'z64').focus()
    await expect(slider(lab, 'z64')).toBeInViewport()
  })

  shared('show what the weights of the moment make of their point', THOROUGH, async ({ lab }) => {
    await lab.open({ probe: 0 })
    await expect.poll(() => pixelsOf(decoded(lab))).not.toBe(0)
    const before = await pixelsOf(decoded(lab))
    await lab.train(5)
    await looksOther(lab, before)
    await lab.pause()
    const paused = await settled(() => pixelsOf(decoded(lab)))
    await lab.button('Step').click()
    await looksOther(lab, paused)
  })
})

/** The pixels of the map that have a colour, as places on the map. */
const coloured = (lab: Lab, rgb: readonly number[]) =>
  map(lab)
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement, [r, g, b]) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      const found: [number, number][] = []
      for (let at = 0; at < data.length; at += 4)
        if (data[at] === r && data[at + 1] === g && data[at + 2] === b)
          found.push([(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)])
      return found
    }, rgb)

const countOf = async (lab: Lab, rgb: readonly number[]) => (await coloured(lab, rgb)).length

/** The image pointed at, by its number. */
async function pointedAt(lab: Lab): Promise<number> {
  const text = await map(lab)
    .getByText(/^test image \d+/)
    .textContent()
  return Number(/\d+/.exec(text ?? '')?.[0])
}

/** The sliders stand where the page says that this image is. */
async function slidersAreAt(lab: Lab, image: number): Promise<void> {
  const told = lab.page.getByText(new RegExp(`posterior mean of test image ${image}\\b`))
  await expect(told).toBeAttached()
  const text = ((await told.textContent()) ?? '').replaceAll('−', '-')
  for (const name of ['z1', 'z2']) {
    const value = Number(new RegExp(`${name} (-?[\\d.]+)`).exec(text)?.[1])
    expect(Math.abs((await valueOf(lab, name)) - value)).toBeLessThan(0.006)
  }
}

/** Of class 2, in light. */
const BLUE = [0x20, 0x5e, 0xd0] as const

test.describe('the map', () => {
  shared('a click sets the sliders to the image under it', async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await lab.train(60)
    await lab.pause()
    await mapped(lab)
    await expect.poll(() => countOf(lab, BLUE)).toBeGreaterThan(0)
    const [left, top] = (await coloured(lab, BLUE))[0]!
    const { x, y } = (await map(lab).boundingBox())!
    await page.mouse.move(x + left, y + top)
    const image = await pointedAt(lab)
    const before = await pixelsOf(decoded(lab))
    await page.mouse.down()
    await page.mouse.up()
    await slidersAreAt(lab, image)
    await looksOther(lab, before)
  })

  shared('the keyboard points and takes', THOROUGH, async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await mapped(lab)
    await map(lab).focus()
    for (const key of ['ArrowRight', 'ArrowUp', 'Shift+ArrowLeft']) await page.keyboard.press(key)
    const image = await pointedAt(lab)
    await page.keyboard.press('Enter')
    await slidersAreAt(lab, image)
  })

  shared('its legend hides classes, by mouse and by keys', THOROUGH, async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await lab.train(60) // before, all images lie on each other
    await lab.pause()
    await mapped(lab)
    const legend = panel(lab).getByRole('toolbar', { name: 'Classes shown' })
    const two = legend.getByRole('button', { name: '2', exact: true })
    await expect.poll(() => countOf(lab, BLUE)).toBeGreaterThan(0)
    await two.click()
    await expect(two).toHaveAttribute('aria-pressed', 'false')
    await expect.poll(() => countOf(lab, BLUE)).toBe(0)
    await two.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => countOf(lab, BLUE)).toBeGreaterThan(0)
    await page.keyboard.press('ArrowRight')
    await expect(legend.getByRole('button', { name: '3', exact: true })).toBeFocused()
  })

  shared('shows two latents or the principal directions, and says which', THOROUGH, async ({ lab }) => {
    await lab.open({ probe: 0, latent: 5 })
    await mapped(lab)
    await expect(map(lab)).toHaveAccessibleName(/principal direction 1 \(\d+% of the variance\)/)
    await panel(lab).getByRole('radio', { name: 'two latents', exact: true }).click()
    await panel(lab).getByLabel('Across', { exact: true }).selectOption('z4')
    await panel(lab).getByLabel('Up', { exact: true }).selectOption('z2')
    await expect(map(lab)).toHaveAccessibleName(/: z4 against z2$/)
  })

  test('is drawn once for every state that it shows', THOROUGH, async ({ lab, page }) => {
    await lab.open({ probe: 0, latent: 5 })
    await mapped(lab)
    await map(lab).evaluate((shown) => {
      const still = shown.querySelector('canvas')
      const counts = { drawn: 0, shown: 0 }
      Object.assign(window, { counts })
      const context = CanvasRenderingContext2D.prototype
      const { drawImage } = context
      context.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
        if (this.canvas === still) counts.drawn += 1
        return Reflect.apply(drawImage, this, args)
      }
      const observer = new MutationObserver((changes) => void (counts.shown += changes.length))
      observer.observe(shown, { attributeFilter: ['aria-label'] })
    })
    const counted = () =>
      page.evaluate(() => (window as unknown as { counts: { drawn: number; shown: number } }).counts)
    await lab.button('Train').click()
    await expect.poll(async () => (await counted()).shown).toBeGreaterThan(5)
    const { drawn, shown } = await counted()
    expect(Math.abs(drawn - shown)).toBeLessThanOrEqual(1)
  })

  test('gives away what it shows', THOROUGH, async ({ lab }) => {
    await lab.open({ probe: 0 })
    await mapped(lab)
    await panel(lab).getByRole('button', { name: 'means', exact: true }).click()
    await panel(lab).getByRole('button', { name: 'ellipses', exact: true }).click()
    const csv = await saved(lab, 'CSV')
    expect(csv.name).toBe('encodings.csv')
    const rows = csv.bytes.toString().trimEnd().split('\n')
    expect(rows[0]).toBe('test image,class,z1,z2')
    expect(rows).toHaveLength(1 + 128)
    const png = await saved(lab, 'PNG')
    expect(png.name).toBe('encodings.png')
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
  })

  shared('follows the training', async ({ lab }) => {
    await lab.open({ probe: 0 })
    await mapped(lab)
    await lab.train(20)
    const stepOf = async () => /at step ([\d,]+)/.exec((await map(lab).getAttribute('aria-label')) ?? '')?.[1]
    const first = await stepOf()
    await expect.poll(stepOf).not.toBe(first)
    const last = await lab.pause()
    await expect.poll(async () => Number((await stepOf())?.replace(',', ''))).toBe(last)
  })
})

const saved = (lab: Lab, kind: 'CSV' | 'PNG') =>
  downloaded(lab, () => panel(lab).getByRole('button', { name: kind, exact: true }).first().click())

shared('the latents one by one', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0, latent: 5 })
  await mapped(lab)
  await panel(lab).getByRole('tab', { name: 'KL per latent', exact: true }).click()
  const bars = panel(lab).getByRole('slider', { name: 'KL of each latent', exact: true })
  await expect(bars).toHaveAttribute('aria-valuetext', /^z\d: KL [\d.]+ nats, activity/)
  const first = await bars.getAttribute('aria-valuetext')
  await bars.focus()
  await page.keyboard.press('End')
  await expect(bars).toHaveAttribute('aria-valuenow', '5')
  const last = (await bars.getAttribute('aria-valuetext'))!
  expect(last).not.toBe(first)
  await expect(panel(lab).getByText(`q(${last.slice(0, 2)}) over all images`)).toBeVisible()

  const csv = await saved(lab, 'CSV')
  const [header, ...rows] = csv.bytes.toString().trimEnd().split('\n')
  expect(header).toBe('latent,KL (nats per image),activity,aggregate mean,aggregate sd')
  expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set(['1', '2', '3', '4', '5']))
  const total = rows.reduce((sum, row) => sum + Number(row.split(',')[1]), 0)
  await expect(panel(lab).getByText(`${total.toFixed(2)} nats`, { exact: true })).toBeVisible()
})

shared('no axe violation, with the map and with the units', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0, latent: 5 })
  await mapped(lab)
  expect(await violationsInBothThemes(page, { within: '#panel-latent' })).toEqual([])
  await panel(lab).getByRole('tab', { name: 'KL per latent', exact: true }).click()
  await expect(panel(lab).getByRole('slider', { name: 'KL of each latent', exact: true })).toBeVisible()
  expect(await violationsInBothThemes(page, { within: '#panel-latent' })).toEqual([])
})

const told = (values: readonly number[]) =>
  [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(1)).join(' / ')

const MOVES = 200
/** Of training, for a move: the engine answers between two of them, and steps are taken before a move and after its frame. */
const MOST_STEPS = 10

/** How many milliseconds it takes is measured by the benchmark; here it is told. */
test(
  'a move is on the canvas after a few steps, while the standard model trains',
  { tag: ['@alone', THOROUGH.tag] },
  async ({ lab, page }) => {
    await page.addInitScript(noteRequests)
    await lab.open({ hidden: '400', latent: '20', batch: '128' })
    await mapped(lab)
    await lab.train(20)
    const from = await lab.step()
    // Each move waits for the image that was decoded at its own point.
    const { canvas, frame } = await latencies(page, MOVES)
    const steps = (await lab.step()) - from
    console.log(
      `slider to image over ${MOVES} moves and ${steps} steps, p50 / p95 / longest: ` +
        `${told(canvas)} ms to the canvas, ${told(frame)} ms to the frame`,
    )
    expect(canvas).toHaveLength(MOVES)
    expect(steps).toBeGreaterThan(0)
    expect(steps / MOVES).toBeLessThan(MOST_STEPS)
  },
)

shared('2,000 moves leave as many elements and canvases as there were', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0 })
  await jump(lab, 'origin').click()
  await mapped(lab)
  const count = () =>
    page.evaluate(() => [document.querySelectorAll('*').length, document.querySelectorAll('canvas').length])
  const before = await count()
  await slider(lab, 'z1').focus()
  await page.evaluate(async () => {
    const thumb = document.activeElement!
    for (let move = 0; move < 2000; move++) {
      const key = move % 100 < 50 ? 'ArrowRight' : 'ArrowLeft'
      thumb.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      // A slider counts from what it shows, and that is there before the next event a person can make.
      await new Promise((resolve) =>
        move % 20 === 19 ? requestAnimationFrame(resolve) : queueMicrotask(() => resolve(0)),
      )
    }
  })
  await expect(slider(lab, 'z1')).toHaveAttribute('aria-valuenow', '0')
  expect(await count()).toEqual(before)
  // Nothing waits: the image follows the next move at once.
  const image = await pixelsOf(decoded(lab))
  await page.keyboard.press('PageUp')
  await looksOther(lab, image)
})
