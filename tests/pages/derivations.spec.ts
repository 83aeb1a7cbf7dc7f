/** The derivations beside the results: live values, terms that light up and are lit up, what follows the person, paper. */
import type { Locator, Page } from '@playwright/test'
import { DERIVATIONS } from '../../src/derivations/index.ts'
import { TERM_IDS, termOf } from '../../src/derivations/terms.ts'
import { violations } from './support/axe.ts'
import { metrics } from './support/downloads.ts'
import { expect, inText, test, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

/** The ELBO of the design, and what a busy machine may add to it. */
const REFRESH_MS = 2
const SLACK = 2

const panel = (lab: Lab) => lab.region('Derivations')
const lesson = (lab: Lab) => panel(lab).getByRole('article')
const shows = (lab: Lab, title: string | RegExp) =>
  expect(lesson(lab).getByRole('heading', { level: 3 })).toHaveText(title)

async function choose(lab: Lab, title: string): Promise<void> {
  const choice = panel(lab).getByRole('combobox', { name: 'Derivation' })
  const option = choice.locator('option', { hasText: title })
  await choice.selectOption(await option.first().getAttribute('value'))
  await shows(lab, title)
}

const BOUND = 'The ELBO is reconstruction minus KL'
/** The step that has the three values, among the derivation's formulas. */
const boundStep = (lab: Lab) => lesson(lab).getByRole('listitem').filter({ hasText: 'they add up' })
const handle = (step: Locator, name: string) => step.getByRole('button', { name, exact: true })

interface Seen {
  readonly step: number
  readonly values: Readonly<Record<string, string>>
}

/** The values of a step's formula and the training step they are told to be of, at one moment. */
const seenIn = (step: Locator): Promise<Seen> =>
  step.evaluate((element) => {
    const slots = [...element.querySelectorAll<HTMLElement>('.katex-html [data-live]')]
    const told = element.querySelector('.measured-at')?.textContent ?? ''
    return {
      step: Number(told.replace(/\D/g, '')),
      values: Object.fromEntries(slots.map((slot) => [slot.dataset.live, slot.textContent])),
    }
  })

const byStep = (rows: Awaited<ReturnType<typeof metrics>>) =>
  new Map(rows.map((row) => [Number(row.step), row]))

/** As the page writes nats below a thousand. */
const nats = (cell: string | undefined) => Number(cell).toFixed(2).replace('-', '−')

// First: on the page that they share, the derivation of an earlier test stays.
shared(
  'the first visit begins at the first derivation; its exercise is answered when the person has predicted',
  async ({ lab }) => {
    await lab.open({ probe: 0 })
    await shows(lab, /^The model, and why its posterior cannot be computed/)
    const exercise = lesson(lab).getByRole('region', { name: 'Predict, then try' })
    const outcome = exercise.getByRole('status')
    await expect(outcome).toBeEmpty()
    await exercise.getByRole('button', { name: 'It jumps between digits' }).click()
    await expect(outcome).toContainText('The answer is another one: “It changes continuously”.')
    await exercise.getByRole('button', { name: 'It changes continuously' }).click()
    await expect(outcome).toContainText('That is the answer.')
    await expect(outcome).toContainText('The decoder is a continuous function')
    await panel(lab).getByRole('button', { name: 'Next derivation' }).click()
    await shows(lab, /^The log evidence is the ELBO plus a gap/)
    await panel(lab).getByRole('button', { name: 'Previous derivation' }).click()
    await expect(exercise.getByRole('button', { pressed: true })).toHaveText('It changes continuously')
  },
)

shared('the values in a formula are those of metrics.csv at the same step', THOROUGH, async ({ lab }) => {
  const last = 160
  await lab.open({ probe: 0, hidden: '400', batch: '64', steps: last })
  await choose(lab, BOUND)
  expect((await seenIn(boundStep(lab))).values).toEqual({ elbo: '–', recon: '–', kl: '–' })
  await lab.train(20)
  const seen: Seen[] = []
  const look = async () => seen[seen.push(await seenIn(boundStep(lab))) - 1]!.step
  await expect.poll(look, { intervals: [100] }).toBe(last)
  const rows = byStep(await metrics(lab))
  for (const { step, values } of seen) {
    const row = rows.get(step)
    expect(values).toEqual({ elbo: nats(row?.elbo), recon: nats(row?.recon), kl: nats(row?.kl) })
  }
  expect(new Set(seen.map(({ step }) => step)).size).toBeGreaterThan(1)
  const told = `${nats(rows.get(last)?.recon)} nats per image, training, step ${inText(last)}`
  await expect(handle(boundStep(lab), 'reconstruction')).toHaveAccessibleDescription(told)
  const inMathMl = await boundStep(lab).locator('mtext[data-live="kl"]').textContent()
  expect(inMathMl).toBe(nats(rows.get(last)?.kl))
})

shared('both variances and their ratio are those of the newest measurement', async ({ lab }) => {
  await lab.open({ probe: 0, steps: 5 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('5')
  await expect(lesson(lab)).toBeVisible() // it follows from when it is there
  await lab.region('Gradient variance').getByRole('button', { name: 'Measure now' }).click()
  await shows(lab, /variance/i) // measuring brought it
  const step = lesson(lab)
    .getByRole('listitem')
    .filter({ has: lab.page.locator('[data-live="var-ratio"]') })
  const value = (id: string) => step.first().locator(`.katex-html [data-live="${id}"]`)
  await expect(value('var-score')).toHaveText(/10/)
  const figures = lab.region('Gradient variance').getByRole('row')
  for (const [id, name] of [
    ['var-score', 'score function'],
    ['var-reparam', 'reparameterized'],
  ] as const)
    await expect(figures.filter({ hasText: name })).toContainText(await value(id).innerText())
  const ratio = lab.region('Gradient variance').getByText(/^[\d,.]+\s×$/)
  await expect(ratio).toHaveText(`${await value('var-ratio').innerText()} ×`)
})

interface Inked {
  readonly count: number
  /** Of one pixel well within the chart, on the page. */
  readonly at: { readonly x: number; readonly y: number } | null
}

/** The pixels of a chart in a colour of the page, not faded, whatever thin lines lie over them. */
const inked = (chart: Locator, colour: string): Promise<Inked> =>
  chart.locator('canvas').evaluate((element, name) => {
    const canvas = element as HTMLCanvasElement
    const { width, height } = canvas
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height)
    const hex = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
    const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
    const isInked = (at: number) =>
      data[4 * at + 3]! > 90 && channels.every((value, c) => Math.abs(data[4 * at + c]! - value) < 40)
    const pixels = Array.from({ length: width * height }, (_, at) => at).filter(isInked)
    // Earlier runs may be longer, and with them the axis.
    const end = Math.max(...pixels.map((at) => at % width))
    const within = pixels.find((at) => at % width > 0.6 * end)
    const box = canvas.getBoundingClientRect()
    const at = within !== undefined && {
      x: box.left + ((within % width) * box.width) / width,
      y: box.top + (Math.floor(within / width) * box.height) / height,
    }
    return { count: pixels.length, at: at || null }
  }, colour)
const pixelsOf = async (chart: Locator, colour: string) => (await inked(chart, colour)).count

const elboChart = (lab: Lab) => lab.region('ELBO').getByRole('slider', { name: /The ELBO/ })
const legend = (lab: Lab, name: string) => lab.region('ELBO').locator('.legend > li', { hasText: name })
const opacity = (element: Locator) => element.evaluate((one) => Number(getComputedStyle(one).opacity))
const background = (element: Locator) => element.evaluate((one) => getComputedStyle(one).backgroundColor)
const TRANSPARENT = 'rgba(0, 0, 0, 0)'

/** A little was trained, and the bound's derivation is shown. */
async function withCurves(lab: Lab): Promise<void> {
  await lab.open({ probe: 0, steps: 40 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('40')
  await choose(lab, BOUND)
  await expect.poll(() => pixelsOf(elboChart(lab), 'kl')).toBeGreaterThan(20)
}

async function expectReconLit(lab: Lab): Promise<void> {
  await expect(elboChart(lab)).toHaveAttribute('data-lit', 'curve:recon')
  await expect(legend(lab, 'reconstruction')).toHaveAttribute('data-lit', 'true')
  expect(await opacity(legend(lab, 'reconstruction'))).toBe(1)
  expect(await opacity(legend(lab, 'KL'))).toBeLessThan(0.5)
  await expect.poll(() => pixelsOf(elboChart(lab), 'kl')).toBe(0)
  expect(await pixelsOf(elboChart(lab), 'recon')).toBeGreaterThan(20)
}

async function expectNothingLit(lab: Lab): Promise<void> {
  await expect(elboChart(lab)).not.toHaveAttribute('data-lit')
  await expect.poll(() => pixelsOf(elboChart(lab), 'kl')).toBeGreaterThan(20)
}

shared('a term lights up its curve: pointed at, focused, pressed', async ({ lab, page }) => {
  await withCurves(lab)
  const formula = boundStep(lab).locator('.katex-html [data-term="recon"]')
  await formula.locator('.mord').first().hover()
  await expectReconLit(lab)
  expect(await background(formula)).not.toBe(TRANSPARENT)
  await lab.button('Train').hover()
  await expectNothingLit(lab)

  const button = handle(boundStep(lab), 'reconstruction')
  await handle(boundStep(lab), 'ELBO').focus()
  await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
  await expectReconLit(lab)
  await page.keyboard.press('Enter')
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Tab')
  await lab.button('Train').focus()
  await lab.button('Train').hover()
  await expectReconLit(lab) // it is held
  await page.keyboard.press('Escape')
  await expectNothingLit(lab)
})

shared('a curve, its legend and a control light up their terms', THOROUGH, async ({ lab, page }) => {
  await withCurves(lab)
  const term = (id: string) => boundStep(lab).locator(`.katex-html [data-term="${id}"]`)
  await legend(lab, 'KL').hover()
  await expect(term('kl')).toHaveAttribute('data-lit')
  await expect(term('recon')).not.toHaveAttribute('data-lit')
  expect(await background(term('kl'))).not.toBe(TRANSPARENT)
  await lab.button('Train').hover()
  await expect(term('kl')).not.toHaveAttribute('data-lit')

  let at: Inked['at'] = null
  await expect.poll(async () => (at = (await inked(elboChart(lab), 'kl')).at)).not.toBeNull()
  await page.mouse.move(at!.x, at!.y)
  await expect(term('kl')).toHaveAttribute('data-lit')
  await expect(elboChart(lab)).toHaveAttribute('data-lit', 'curve:kl')
  await lab.button('Train').hover()
  await expectNothingLit(lab)

  await lab.number('Beta β').focus()
  const beta = lesson(lab).locator('.katex-html [data-term="beta"]').first()
  await expect(beta).toHaveAttribute('data-lit')
  await lab.button('Train').focus()
  await expect(beta).not.toHaveAttribute('data-lit')
  await beta.locator('.mord').first().hover()
  const row = lab.region('Experiment').locator('[data-place="setting:beta"]')
  await expect(row).toHaveCSS('outline-style', 'solid')
})

/** A model with each estimator: as few as have them all. */
const MODELS = [
  { family: 'gaussian', objective: 'elbo', estimator: 'reparameterized', k: 1 },
  { family: 'gaussian', objective: 'importance-weighted', estimator: 'vimco', k: 2 },
  { family: 'bernoulli', objective: 'elbo', estimator: 'score-function', k: 1 },
  // Interventions are there only while they train.
  { family: 'gaussian', objective: 'elbo', estimator: 'noise-transplant', k: 1 },
  { family: 'gaussian', objective: 'elbo', estimator: 'noise-dial', k: 1 },
] as const

shared('every place that a term may light up is on the page', THOROUGH, async ({ lab, page }) => {
  const places = [...new Set(TERM_IDS.flatMap((id) => termOf(id).places))]
  const missing = new Set(places)
  for (const model of MODELS) {
    await lab.open({ probe: 0, latent: 8, ...model })
    const found = await page.evaluate(
      (all) => all.filter((place) => document.querySelector(`[data-place="${place}"]`)),
      [...places],
    )
    for (const place of found) missing.delete(place as (typeof places)[number])
  }
  expect([...missing]).toEqual([])
})

// On a page of its own: what opens first depends on what was set before.
test(
  'the derivation follows what the person does, unless it is pinned or being read',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ estimator: 'score-function', beta: 4, probe: 0 })
    const estimator = (name: string) => lab.page.getByRole('radio', { name, exact: true })
    const now = (name: RegExp) => panel(lab).getByRole('button', { name })
    const baseline = lab.region('Experiment').getByRole('combobox', { name: 'Baseline' })
    await shows(lab, /^The score function/) // of what the address says, the estimator
    await lab.train(10)
    await estimator('Reparameterized').click()
    await shows(lab, /^Reparameterization/)
    await lab.pause()
    await estimator('Score function').click()
    await shows(lab, /^The score function/)

    await panel(lab).getByRole('button', { name: 'Pin', exact: true }).click()
    await baseline.selectOption('batch')
    await expect(now(/^Now: Baselines/)).toBeVisible()
    await shows(lab, /^The score function/)
    await now(/^Now: Baselines/).click()
    await shows(lab, /^Baselines/)
    await panel(lab).getByRole('button', { name: 'Pin', exact: true }).click()

    await lesson(lab).hover()
    await page.mouse.wheel(0, 200)
    await lab.setNumber('Beta β', '2')
    await expect(now(/^Now: /)).toBeVisible()
    await shows(lab, /^Baselines/)
  },
)

shared('a step is closed and opened, and the code stands beside the formulas', THOROUGH, async ({ lab }) => {
  await lab.open({ probe: 0 })
  await choose(lab, BOUND)
  const number = lesson(lab).getByRole('button', { name: 'Step 5', exact: true })
  const formula = boundStep(lab).locator('.formula')
  await number.click()
  await expect(number).toHaveAttribute('aria-expanded', 'false')
  await expect(formula).toBeHidden()
  await panel(lab).getByRole('button', { name: 'Close all steps' }).click()
  await panel(lab).getByRole('button', { name: 'Open all steps' }).click()
  await expect(formula).toBeVisible()

  await lesson(lab).getByRole('button', { name: 'Show the code of klToPrior' }).click()
  const code = lesson(lab).getByRole('group', { name: 'klToPrior in src/families/gaussian/gamma.ts' })
  await expect(code).toContainText('export const klToPrior')
  const tinted = code.locator('[data-term="kl"]').first()
  const inFormula = boundStep(lab).locator('.katex-html [data-term="kl"]')
  const colour = (element: Locator) => element.evaluate((one) => getComputedStyle(one).color)
  expect(await colour(tinted)).toBe(await colour(inFormula))
})

/** Where everything of the panel's formulas is. */
const boxesIn = (page: Page) =>
  page.locator('.derivations .formula').evaluateAll((formulas) =>
    formulas.flatMap((formula) =>
      [...formula.querySelectorAll('.katex-html *')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [x, y, width, height].map((value) => value.toFixed(2)).join(' ')
      }),
    ),
  )

/** Durations of the refreshes of live values in the next seconds. */
const refreshes = (page: Page, seconds: number) =>
  page.evaluate(async (milliseconds) => {
    const durations: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'derivations:refresh') durations.push(duration)
    })
    observer.observe({ type: 'measure' })
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    observer.disconnect()
    return durations.sort((a, b) => a - b)
  }, seconds * 1000)

test(
  'nothing moves while values change, and a refresh is cheap',
  { tag: '@alone' },
  async ({ lab, page }) => {
    await lab.open({ hidden: '400', latent: '20', batch: '128' })
    await choose(lab, BOUND)
    await page.mouse.move(700, 20)
    const before = await boxesIn(page)
    expect(before.length).toBeGreaterThan(100)
    await lab.train(5)
    const durations = await refreshes(page, 4)
    await lab.pause()
    expect(await boxesIn(page)).toEqual(before)
    const median = durations[durations.length >> 1] ?? Infinity
    console.log(
      `refresh of the live values while training: median ${median.toFixed(2)} ms, longest ${durations.at(-1)?.toFixed(2)} ms of ${durations.length}`,
    )
    expect(durations.length).toBeGreaterThan(4)
    expect(median).toBeLessThan(REFRESH_MS * SLACK)
  },
)

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test(
    'the panel has its tab, wide formulas their own box, and a tap lights up',
    THOROUGH,
    async ({ lab, page }) => {
      await lab.open({ probe: 0 })
      await page.getByRole('tab', { name: 'Derivations' }).tap()
      await choose(lab, BOUND)
      const button = handle(boundStep(lab), 'KL')
      await boundStep(lab).locator('.katex-html [data-term="kl"] [data-live]').tap()
      await expect(button).toHaveAttribute('aria-pressed', 'true')
      await expect(button).toHaveAttribute('data-lit')
      await button.tap()
      await expect(button).toHaveAttribute('aria-pressed', 'false')
      for (const title of ['The KL of two Gaussians', 'Why the score function’s variance is large']) {
        const option = panel(lab).locator('option', { hasText: title })
        if ((await option.count()) > 0) await choose(lab, (await option.innerText()).replace(/^\d+\s+/, ''))
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
        const boxes = await page.locator('.formula').evaluateAll((formulas) =>
          formulas.map((one) => ({
            isWide: one.scrollWidth > one.clientWidth,
            isReached: (one as HTMLElement).tabIndex === 0,
          })),
        )
        for (const { isWide, isReached } of boxes) expect(isReached).toBe(isWide)
      }
      expect(await violations(page, { within: '.derivations' })).toEqual([])
    },
  )
})

shared('each formula is told in plain language, once', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0 })
  await choose(lab, BOUND)
  const spoken = boundStep(lab).getByRole('math', { name: /^The ELBO equals the reconstruction term/ })
  await expect(spoken).toHaveCount(1)
  await expect(boundStep(lab).locator('.katex-html')).toHaveAttribute('aria-hidden', 'true')
  expect(await violations(page, { within: '.derivations' })).toEqual([])
})

shared(
  'on paper: all derivations, every step open, nothing clipped, nothing else',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await panel(lab).getByRole('button', { name: 'Step 1', exact: true }).click()
    await panel(lab).getByRole('button', { name: 'Show all' }).click()
    await expect(lesson(lab)).toHaveCount(DERIVATIONS.length)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.setViewportSize({ width: 642, height: 970 }) // A4 within its margins
    await expect(lab.button('Train')).toBeHidden()
    await expect(lab.region('ELBO')).toBeHidden()
    await expect(lesson(lab).first()).toHaveCSS('color', 'rgb(0, 0, 0)')
    const formulas = await page.locator('.formula').evaluateAll((all) =>
      all.map((one) => ({
        isShown: one.getBoundingClientRect().height > 0,
        room: one.clientWidth - one.scrollWidth,
      })),
    )
    expect(formulas.length).toBeGreaterThan(100)
    expect(formulas.filter(({ isShown, room }) => !isShown || room < 0)).toEqual([])
  },
)
