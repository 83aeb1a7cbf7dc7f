/** The page where latents are bits or classes: the code, the codebook, and the exact posterior by enumeration. */
import type { Locator } from '@playwright/test'
import { csvCells } from '../support/csv-cells.ts'
import { violations } from './support/axe.ts'
import { downloaded } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'

const latent = (lab: Lab) => lab.region('Latent space')
const variance = (lab: Lab) => lab.region('Gradient variance')
const samples = (lab: Lab) => lab.region('Samples')
const show = (lab: Lab, view: string) => latent(lab).getByRole('tab', { name: view, exact: true }).click()

/** A file of a region's only picture. */
const fileOf = (lab: Lab, region: Locator, kind: 'CSV' | 'PNG') =>
  downloaded(lab, () => region.getByRole('button', { name: kind, exact: true }).click())

const isPicture = (bytes: Buffer) => bytes.subarray(1, 4).toString('latin1') === 'PNG' && bytes.length > 500

const pixels = (canvas: Locator): Promise<number[]> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement
    return [...(element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data]
  })

const number = async (cell: Locator) => Number((await cell.textContent())!.replace('−', '-').replace(',', ''))

test('bits: switches, the codebook, and log p(x) in bars that add up', async ({ lab }) => {
  await lab.open({ family: 'bernoulli', latent: 4, estimator: 'enumeration', probe: 0, steps: 30 })
  const bits = latent(lab).getByRole('group', { name: 'Bits of the code' }).getByRole('switch')
  const decoded = latent(lab).getByTestId('decoded')

  await test.step('each bit is a switch that is decoded at once', async () => {
    await expect(bits).toHaveCount(4)
    await expect(latent(lab).getByRole('slider')).toHaveCount(0)
    const before = await pixels(decoded)
    await bits.nth(2).press('Space')
    await expect(bits.nth(2)).toHaveAttribute('aria-checked', 'true')
    await expect(decoded).toHaveAccessibleName('Image decoded from the code 0 0 1 0')
    await expect.poll(async () => (await pixels(decoded)).join() === before.join()).toBe(false)
    await latent(lab).getByRole('button', { name: 'undo', exact: true }).click()
    await expect(bits.nth(2)).toHaveAttribute('aria-checked', 'false')
  })

  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('30')

  await test.step('views of real latents say why they are not shown', async () => {
    for (const [view, title] of [
      ['interpolate', 'Nothing lies between two codes'],
      ['compare', 'Compares real latents only'],
    ] as const) {
      await show(lab, view)
      await expect(latent(lab).getByText(title)).toBeVisible()
    }
    await show(lab, 'KL per latent')
    await expect(
      latent(lab)
        .getByText(/nats of at most 0\.693/)
        .first(),
    ).toBeVisible()
    await expect(latent(lab).getByText(/N\(0, 1\)/)).toHaveCount(0)
  })

  await test.step('the codebook shows all 16 codes, and how many are used', async () => {
    await samples(lab).getByRole('tab', { name: 'codebook' }).click()
    await expect(samples(lab).getByRole('img', { name: /^The whole codebook: 16 codes/ })).toBeVisible()
    const used = samples(lab).getByText(/^\d+ used, \d+ dead/)
    const [, alive, dead] = (await used.textContent())!.match(/^(\d+) used, (\d+) dead/)!.map(Number)
    expect(alive! + dead!).toBe(16)
    expect(alive).toBeGreaterThan(0)
    await samples(lab)
      .getByRole('button', { name: /^Position on the sheet/ })
      .focus()
    await lab.page.keyboard.press('ArrowUp')
    await lab.page.keyboard.press('Enter')
    await expect(bits.first()).toHaveAttribute('aria-checked', 'false')
    await expect(bits.nth(1)).toHaveAttribute('aria-checked', 'true')
    await expect(bits.nth(2)).toHaveAttribute('aria-checked', 'true')
  })

  await test.step('the map of codes has a cell for each, and the figures of the codebook', async () => {
    const file = await fileOf(lab, samples(lab), 'CSV')
    expect(file.name).toBe('codebook.csv')
    const [header, ...codes] = csvCells(file.bytes.toString('utf8'))
    expect(codes.map((cells) => cells[1])).toEqual(
      Array.from({ length: 16 }, (_, state) => [...state.toString(2).padStart(4, '0')].join(' ')),
    )
    const sum = (column: number) => codes.reduce((all, cells) => all + Number(cells[column]), 0)
    expect(sum(header!.indexOf('prior'))).toBeCloseTo(1, 12)
    expect(sum(header!.indexOf('aggregate posterior'))).toBeCloseTo(1, 5)
    const modes = header!.indexOf('images whose most probable code it is')
    const classes = header!.flatMap((name, column) => (name.startsWith('of them of class') ? [column] : []))
    expect(classes.length).toBeGreaterThan(1)
    for (const cells of codes)
      expect(classes.reduce((all, column) => all + Number(cells[column]), 0)).toBe(Number(cells[modes]))
    const sheet = await fileOf(lab, samples(lab), 'PNG')
    expect([sheet.name, isPicture(sheet.bytes)]).toEqual(['codebook.png', true])

    await show(lab, 'encodings')
    const images = sum(modes)
    const map = latent(lab).getByRole('img', {
      name: new RegExp(`^16 codes, .*; ${images} test images, at step 30$`),
    })
    await expect(map).toBeVisible()
    await expect(map.locator('title')).toHaveCount(16)
    expect((await fileOf(lab, latent(lab), 'CSV')).bytes).toEqual(file.bytes)
    const picture = await fileOf(lab, latent(lab), 'PNG')
    expect([picture.name, isPicture(picture.bytes)]).toEqual(['codes-by-class.png', true])
  })

  await test.step('bias and variance of the chosen estimator, which stands in the address', async () => {
    await variance(lab).getByRole('button', { name: 'Measure now', exact: true }).click()
    await variance(lab).getByRole('tab', { name: 'bias', exact: true }).click()
    const chart = (name: RegExp) => variance(lab).getByRole('slider', { name })
    await expect(chart(/^Bias squared and variance of straight-through over the steps/)).toBeVisible()
    await variance(lab).getByRole('combobox', { name: 'Estimator' }).selectOption('ReinMax')
    await expect(chart(/^Bias squared and variance of ReinMax over the steps/)).toBeVisible()
    await expect(variance(lab).getByRole('row', { name: /^30 / })).toHaveCount(1)
    // An unbiased one has bands too, as a check.
    const chosen = variance(lab).getByRole('combobox', { name: 'Estimator' })
    await chosen.selectOption('DisARM')
    await expect(chart(/^Bias squared and variance of DisARM over the steps/)).toBeVisible()
    await expect(variance(lab)).toContainText('The truth is the exact gradient')
    await chosen.selectOption('ReinMax')
    await variance(lab).getByRole('radio', { name: 'by layer' }).click()
    await expect(variance(lab).getByRole('row', { name: /^(784 → 32|32 → 4) / })).toHaveCount(2)
    const shown = async () => (await lab.hash()).getAll('view')
    await expect
      .poll(shown)
      .toEqual(expect.arrayContaining(['variance.bias', 'variance.reinmax', 'variance.bands-by-layer']))
  })

  await test.step('the exact posterior: ELBO + gap = log p(x), and both sum to 1', async () => {
    await show(lab, 'exact posterior')
    await latent(lab).getByRole('button', { name: 'Random test image' }).click()
    const bars = latent(lab).getByRole('table', { name: 'log p(x) and its terms, in nats' })
    const value = (name: string) => number(bars.getByRole('row', { name }).getByRole('cell'))
    const [recon, kl, elbo, gap, evidence] = [
      await value('Reconstruction'),
      await value('KL(q(z|x) || p(z))'),
      await value('ELBO'),
      await value('KL(q(z|x) || p(z|x))'),
      await value('log p(x)'),
    ]
    expect(Math.abs(recon! - kl! - elbo!)).toBeLessThan(0.016)
    expect(Math.abs(elbo! + gap! - evidence!)).toBeLessThan(0.016)
    expect(gap).toBeGreaterThanOrEqual(0)
    const rows = latent(lab).getByRole('table', { name: 'The most probable states' }).getByRole('row')
    await expect(rows).toHaveCount(9)
    await rows.nth(1).getByRole('button').click()
    const code = (await rows.nth(1).getByRole('button').textContent())!.split(' ')
    for (const [j, bit] of code.entries())
      await expect(bits.nth(j)).toHaveAttribute('aria-checked', String(bit === '1'))
    expect(await violations(lab.page)).toEqual([])
  })
})

const experiment = (lab: Lab) => lab.region('Experiment')
const estimator = (lab: Lab, name: string) =>
  experiment(lab)
    .getByRole('radiogroup', { name: 'Gradient estimator' })
    .getByRole('radio', { name, exact: true })
const why = (lab: Lab) => experiment(lab).getByRole('button', { name: /^Why\? .*Reparameterized/ })
const derivation = (lab: Lab) =>
  lab.region('Derivations').getByRole('heading', { name: 'Discrete codes: why there is no path' })

test('bits: estimators switch live; what is refused says why', THOROUGH, async ({ lab }) => {
  await lab.open({ family: 'bernoulli', latent: 2, estimator: 'score-function', probe: 0 })
  const elbo = lab.region('ELBO')
  const trained = elbo.getByRole('listitem').filter({ hasText: /^(ELBO|relaxed objective)/ })

  await test.step('the reason leads to the derivation, by keyboard, and again', async () => {
    await expect(estimator(lab, 'Reparameterized')).toHaveAccessibleDescription(/^Not possible: it needs /)
    await why(lab).press('Enter')
    await expect(derivation(lab)).toBeVisible()
    await lab
      .region('Derivations')
      .getByRole('button', { name: /^Next derivation/ })
      .click()
    await expect(derivation(lab)).toHaveCount(0)
    await why(lab).press('Enter')
    await expect(derivation(lab)).toBeVisible()
  })

  await lab.train(3)

  await test.step('score function, DisARM, Gumbel-Softmax, enumeration', async () => {
    for (const name of ['DisARM', 'Gumbel-Softmax']) {
      await estimator(lab, name).click()
      await lab.passes((await lab.step()) + 3)
    }
    await expect(experiment(lab).getByText('as τ falls to 0 the bias vanishes')).toBeVisible()
    await expect(trained).toHaveText(/^relaxed objective −\d/)
    await expect(lab.region('ELBO').getByText('relaxed objective', { exact: false })).not.toHaveCount(0)
    await estimator(lab, 'Enumeration (exact)').click()
    await expect(trained).toHaveText(/^ELBO −\d/)
    await lab.pause()
    await expect.poll(async () => (await lab.hash()).get('estimator')).toBe('enumeration')
  })

  await test.step('no view shows a Gaussian’s words', async () => {
    await lab.region('Gradient variance').getByRole('button', { name: 'Measure now' }).click()
    await variance(lab).getByRole('tab', { name: 'by layer' }).click()
    await expect(variance(lab).getByRole('columnheader', { name: '32 → 2 (γ)' })).toBeVisible()
    await variance(lab).getByRole('tab', { name: 'arrows' }).click()
    await expect(variance(lab).getByText('The gradient with respect to γ')).toBeVisible()
    await show(lab, 'exact posterior')
    await latent(lab).getByRole('radio', { name: 'three ways' }).click()
    await expect(latent(lab).getByText('Three ways for two real latents')).toBeVisible()
  })
})

test('bits on a phone: the refusal and its derivation', THOROUGH, async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await lab.open({ family: 'bernoulli', latent: 4, estimator: 'gumbel-softmax', probe: 0, steps: 3 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('3')
  await expect(
    lab
      .region('ELBO')
      .getByText(/relaxed objective/)
      .first(),
  ).toBeVisible()
  await page.getByRole('tab', { name: 'Experiment', exact: true }).click()
  await why(lab).click()
  await expect(derivation(lab)).toBeVisible()
  await page.getByRole('tab', { name: 'Latent', exact: true }).click()
  await expect(latent(lab).getByRole('switch')).toHaveCount(4)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('classes: a picker for each latent, also while training', THOROUGH, async ({ lab }) => {
  await lab.open({ family: 'categorical', latent: 2, classes: 3, estimator: 'score-function', probe: 0 })
  const group = latent(lab).getByRole('group', { name: 'Classes of the code' })
  await lab.train(3)
  await group.getByRole('radiogroup', { name: 'z2' }).getByRole('radio', { name: '2' }).click()
  await expect(latent(lab).getByTestId('decoded')).toHaveAccessibleName('Image decoded from the code 0 2')
  const first = group.getByRole('radiogroup', { name: 'z1' })
  await first.getByRole('radio', { name: '0' }).press('ArrowRight')
  // Where the key is released before the focus has moved, the arrow alone selects nothing.
  await expect(first.getByRole('radio', { name: '1' })).toBeFocused()
  await lab.page.keyboard.press('Space')
  await expect(latent(lab).getByTestId('decoded')).toHaveAccessibleName('Image decoded from the code 1 2')
  await lab.pause()
  await latent(lab).getByRole('button', { name: 'test image', exact: true }).click()
  await show(lab, 'draw a digit')
  await expect(latent(lab).getByText('q(z|x): the probability of each value')).toBeVisible()
  for (const z of ['z1', 'z2'])
    await expect(latent(lab).getByRole('row', { name: new RegExp(`^${z}`) })).toContainText(
      /[012]: [01]\.\d\d/,
    )
})
