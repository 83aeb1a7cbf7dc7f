/** The gradient's variance: both estimators measured whichever trains, switched while it trains, refused with a remedy. */
import { parseCsv } from '../../src/formats/testing/parse-csv.ts'
import { isLogged } from '../../src/protocol/metrics.ts'
import { violationsInBothThemes } from './support/axe.ts'
import { downloaded, metrics } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { shared } from './support/shared.ts'

const variance = (lab: Lab) => lab.region('Gradient variance')
const showView = (lab: Lab, name: string) => variance(lab).getByRole('tab', { name, exact: true }).click()
const estimator = (lab: Lab, name: 'Reparameterized' | 'Score function') =>
  lab.page.getByRole('radio', { name, exact: true })

/** A measurement is there: the ratio, as "1,240 ×". */
const measured = (lab: Lab) =>
  expect(
    variance(lab)
      .getByText(/^[\d,.]+\s×$/)
      .first(),
  ).toBeVisible()

shared('both variances are measured whichever estimator trains', async ({ lab }) => {
  for (const name of ['reparameterized', 'score-function']) {
    await lab.open({ estimator: name, probe: 50, steps: 60 })
    await lab.button('Train').click()
    await expect(lab.value('step')).toHaveText('60')
    await measured(lab)
    const probed = (await metrics(lab)).filter((row) => row.grad_var_score !== '')
    expect(probed.length).toBeGreaterThan(0)
    for (const row of probed)
      for (const one of ['grad_var_reparam', 'grad_var_score']) {
        const [value, low, high] = ['', '_lo', '_hi'].map((end) => Number(row[`${one}${end}`]))
        expect(low).toBeGreaterThan(0)
        expect(low).toBeLessThanOrEqual(value!)
        expect(value).toBeLessThanOrEqual(high!)
      }
    const trained = (await metrics(lab)).filter((row) => row.estimator !== '')
    expect(new Set(trained.map((row) => row.estimator))).toEqual(new Set([name]))
  }
})

/** What a run had otherwise, and from which step on. */
const runs = (lab: Lab) => lab.page.getByRole('table', { name: 'Runs and what differs between them' })
const comparedRuns = (lab: Lab) => lab.page.getByRole('button', { name: 'Compare runs' }).click()

interface Seen {
  /** Where the views stand below the headline, and what the headline says: at every frame. */
  readonly tops: Set<number>
  readonly figures: Set<string>
}

const watchHeadline = (lab: Lab) =>
  variance(lab).evaluate((region) => {
    const seen: Seen = { tops: new Set(), figures: new Set() }
    Object.assign(window, { seen })
    const look = () => {
      const place = (element: Element) => element.getBoundingClientRect().top
      seen.tops.add(place(region.querySelector('[role="tablist"]')!) - place(region))
      seen.figures.add(region.querySelector('.figure')!.textContent)
      seen.figures.add(region.querySelector('.ratio-words .soft')!.textContent)
      requestAnimationFrame(look)
    }
    look()
  })

const seenOfHeadline = ({ page }: Lab) =>
  page.evaluate(() => {
    const { seen } = window as unknown as { seen: Seen }
    return { tops: [...seen.tops], figures: [...seen.figures] }
  })

test.describe('in a window of the usual size', () => {
  test.use({ viewport: { width: 1440, height: 900 } })

  test('nothing below the headline moves when the first measurements come', THOROUGH, async ({ lab }) => {
    await lab.open({ hidden: 400, latent: 20 })
    await watchHeadline(lab)
    await lab.train(60)
    await measured(lab)
    const { tops, figures } = await seenOfHeadline(lab)
    expect(Math.max(...figures.map(({ length }) => length))).toBeGreaterThan(8)
    expect(tops).toHaveLength(1)
  })
})

for (const [name, width, height] of [
  ['in a window of the usual size', 1440, 900],
  ['on a phone', 390, 844],
] as const)
  test.describe(name, () => {
    test.use({ viewport: { width, height } })

    test('nor does it when the ratio grows to a power of ten', THOROUGH, async ({ lab, page }) => {
      await lab.open({ latent: 20, likelihood: 'gaussian', sigma: 0.02 })
      const tab = page.getByRole('tab', { name: 'Variance', exact: true })
      if (width === 390) await tab.click()
      await watchHeadline(lab)
      await lab.train(100)
      const hasPower = async () =>
        (await seenOfHeadline(lab)).figures.some((figure) => figure.includes('10⁶'))
      await expect.poll(hasPower).toBe(true)
      const { tops } = await seenOfHeadline(lab)
      expect(tops).toHaveLength(1)
    })
  })

shared(
  'the estimator is switched while it trains: at its row, and nothing else is reset',
  async ({ lab }) => {
    await lab.open({ probe: 0 })
    await lab.train(30)
    await estimator(lab, 'Score function').click()
    await expect.poll(async () => (await lab.hash()).get('estimator')).toBe('score-function')
    await lab.passes((await lab.step()) + 30)
    const last = await lab.pause()
    const rows = (await metrics(lab)).filter((row) => row.estimator !== '')
    const names = rows.map((row) => row.estimator)
    const switched = names.indexOf('score-function')
    expect(switched).toBeGreaterThan(20)
    expect(new Set(names.slice(switched))).toEqual(new Set(['score-function']))
    expect(new Set(names.slice(0, switched))).toEqual(new Set(['reparameterized']))
    // Every step that is logged is there once, time goes on, and the bound does not fall back to where an untrained model is.
    const steps = Array.from({ length: last }, (_, i) => i + 1)
    expect(rows.map((row) => Number(row.step))).toEqual(steps.filter(isLogged))
    const seconds = rows.map((row) => Number(row.seconds))
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b))
    const elbo = (at: number) => Number(rows[at]?.elbo)
    expect(elbo(switched)).toBeGreaterThan((elbo(0) + elbo(switched - 1)) / 2)
    // The page knows the step of the last beat; the engine may have gone on since.
    await comparedRuns(lab)
    const told = runs(lab).getByText(/score function from step [\d,]+/)
    await expect(told).toBeVisible()
    const from = Number(/from step ([\d,]+)/.exec((await told.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
    expect(from).toBeGreaterThan(0)
    expect(from).toBeLessThanOrEqual(Number(rows[switched]?.step))
  },
)

shared('leave-one-out of one sample is refused, with the remedy', THOROUGH, async ({ lab }) => {
  await lab.open()
  const baseline = lab.region('Experiment').getByLabel('Baseline', { exact: true })
  await baseline.selectOption({ value: 'leave-one-out' })
  await expect(lab.message(/Set Samples per image L to 2 or more first/)).toBeVisible()
  await expect(baseline).toHaveValue('none')
  expect((await lab.hash()).get('baseline')).toBeNull()

  const samples = lab
    .region('Experiment')
    .getByRole('spinbutton', { name: 'Samples per image L', exact: true })
  await samples.fill('4')
  await samples.press('Enter')
  await baseline.selectOption({ value: 'leave-one-out' })
  await expect.poll(async () => (await lab.hash()).get('baseline')).toBe('leave-one-out')
  await lab.train(10)
})

shared('the score function offers the KL terms it has', THOROUGH, async ({ lab }) => {
  await lab.open({ kl: 'sticking-the-landing' })
  await estimator(lab, 'Score function').click()
  await expect(lab.message(/Choose another KL term first/)).toBeVisible()
  await expect(estimator(lab, 'Reparameterized')).toBeChecked()
  const kl = lab.region('Experiment').getByLabel('KL term', { exact: true })
  await kl.selectOption({ value: 'monte-carlo' })
  await estimator(lab, 'Score function').click()
  await expect(estimator(lab, 'Score function')).toBeChecked()
  await expect(kl.getByRole('option')).toHaveText(['closed form', 'Monte Carlo'])
})

shared('a half of the model can be frozen', THOROUGH, async ({ lab }) => {
  await lab.open()
  await lab.train(10)
  await lab.page.getByRole('radio', { name: 'encoder', exact: true }).click()
  await expect.poll(async () => (await lab.hash()).get('freeze')).toBe('encoder')
  const step = await lab.step()
  await lab.passes(step + 10)
  await comparedRuns(lab)
  await expect(runs(lab).getByText(/encoder frozen from step/)).toBeVisible()
})

shared('measured when asked for, without training', THOROUGH, async ({ lab }) => {
  await lab.open({ probe: 0 })
  await expect(variance(lab).getByText('The variance probe is off', { exact: false })).toBeVisible()
  await variance(lab).getByRole('button', { name: 'Measure now' }).click()
  await measured(lab)
})

shared.describe('every view', () => {
  shared.beforeEach(async ({ lab }) => {
    await lab.open({ probe: 0 })
    // The run of the test before has measurements.
    await expect(lab.page.getByTestId('probe-count')).toHaveText('0')
    await variance(lab).getByRole('button', { name: 'Measure now' }).click()
    await measured(lab)
  })

  const chart = (lab: Lab, name: RegExp) => variance(lab).getByRole('slider', { name })

  shared('over time and by layer', async ({ lab }) => {
    await expect(variance(lab).getByRole('row', { name: /between batches/ })).toBeVisible()
    // Measured at step 0; runs from earlier tests of this page may reach further, and their first may lie elsewhere.
    await expect(async () => {
      await chart(lab, /over the steps/).press('Home')
      await expect(chart(lab, /over the steps/)).toHaveAttribute('aria-valuetext', /score function .*10/, {
        timeout: 500,
      })
    }).toPass()
    await showView(lab, 'by layer')
    await expect(variance(lab).getByRole('columnheader', { name: '784 → 32' })).toBeVisible()
    await chart(lab, /each layer/).press('Home')
    await expect(chart(lab, /each layer/)).toHaveAttribute('aria-valuetext', /784 → 32/)
  })

  shared('one coordinate and arrows', THOROUGH, async ({ lab }) => {
    await showView(lab, 'one coordinate')
    await variance(lab).getByRole('button', { name: 'Draw 512 gradients' }).click()
    await expect(variance(lab).getByText(/standard errors.*as large/)).toBeVisible()
    await variance(lab).getByLabel('Coordinate', { exact: true }).selectOption({ label: 'log σ²₂' })
    await expect(chart(lab, /log σ²₂/)).toBeVisible()
    await variance(lab).getByRole('radio', { name: 'zoomed in' }).click()
    await expect(variance(lab).getByText(/draws of the score function lie outside/)).toBeVisible()
    await showView(lab, 'arrows')
    for (const name of ['reparameterized', 'score function'])
      await expect(
        variance(lab).getByRole('img', { name: new RegExp(`^${name}: mean gradient`) }),
      ).toBeVisible()
  })

  shared('against L, with a way out', THOROUGH, async ({ lab }) => {
    await showView(lab, 'vs L')
    const measure = variance(lab).getByRole('button', { name: /^Measure( again)?$/ })
    const last = variance(lab).getByRole('row', { name: /reparameterized.*L = 32/ })
    await measure.click()
    await variance(lab).getByRole('button', { name: 'Cancel' }).click()
    await expect(measure).toBeVisible()
    await expect(last).toHaveCount(0)
    await measure.click()
    // What it had at a smaller L may be gone before it is drawn.
    await expect(last).toBeVisible()
    await expect(chart(lab, /vs samples/)).toBeVisible()
  })

  shared('one dimension, where the score function wins', THOROUGH, async ({ lab }) => {
    await showView(lab, 'one dimension')
    await variance(lab).getByRole('button', { name: 'where the score function wins' }).click()
    await expect(variance(lab).getByText('0.04 ×', { exact: true })).toBeVisible()
    await expect(variance(lab).getByRole('row', { name: /^score function 0\.5 / })).toBeVisible()
    await expect(variance(lab).getByRole('row', { name: /^reparameterized 12\.5 / })).toBeVisible()
  })

  shared('one bit, where f between 0 and 1 moves the biased estimators alone', THOROUGH, async ({ lab }) => {
    await showView(lab, 'one dimension')
    await variance(lab).getByRole('radio', { name: 'bit', exact: true }).click()
    await expect.poll(async () => (await lab.hash()).getAll('view')).toContain('variance.bit')
    const meanOf = (name: string) =>
      variance(lab)
        .getByRole('row', { name: new RegExp(`^${name} `) })
        .getByRole('cell')
        .first()
    await expect(meanOf('straight-through')).toHaveText(/^−0\.32/)
    const unmoved = await meanOf('DisARM').textContent()
    await variance(lab).getByRole('slider', { name: 'f(⅓)', exact: true }).press('End')
    await expect(variance(lab).getByRole('slider', { name: 'f(⅓)', exact: true })).toHaveAttribute(
      'aria-valuenow',
      '1.5',
    )
    await expect(meanOf('straight-through')).not.toHaveText(/^−0\.32/)
    await expect(meanOf('DisARM')).toHaveText(unmoved!)
    await variance(lab).getByRole('radio', { name: /vs τ/ }).click()
    await expect(chart(lab, /vs temperature/)).toBeVisible()
  })

  shared('can be taken away as CSV and as PNG', THOROUGH, async ({ lab }) => {
    const saved = async (kind: 'CSV' | 'PNG') => {
      const button = variance(lab).getByRole('button', { name: kind, exact: true }).first()
      return (await downloaded(lab, () => button.click())).bytes
    }
    const isPicture = (bytes: Buffer) =>
      bytes.subarray(1, 4).toString('latin1') === 'PNG' && bytes.length > 2000
    // It holds what the chart shows, which is drawn twice a second.
    await expect(async () => {
      const [header, line] = parseCsv((await saved('CSV')).toString('utf8'))
      expect(header![0]).toBe('step')
      const place = header!.indexOf('variance score function ((nats per image)^2)')
      expect(Number(line?.[place])).toBeGreaterThan(0)
    }).toPass()
    expect(isPicture(await saved('PNG'))).toBe(true)
    await showView(lab, 'arrows')
    await variance(lab).getByRole('button', { name: 'Draw 512 gradients' }).click()
    await expect(variance(lab).getByRole('img', { name: /mean gradient/ })).toHaveCount(2)
    expect(parseCsv((await saved('CSV')).toString('utf8'))).toHaveLength(1 + 512)
    expect(isPicture(await saved('PNG'))).toBe(true)
  })

  shared('accessible', THOROUGH, async ({ lab, page }) => {
    await showView(lab, 'one coordinate')
    await variance(lab).getByRole('button', { name: 'Draw 512 gradients' }).click()
    await expect(variance(lab).getByText(/as large/)).toBeVisible()
    for (const name of ['over time', 'by layer', 'one coordinate', 'vs L', 'arrows', 'one dimension']) {
      await showView(lab, name)
      expect(await violationsInBothThemes(page, { within: '#panel-variance' }), name).toEqual([])
    }
    await variance(lab).getByRole('radio', { name: 'bit', exact: true }).click()
    expect(await violationsInBothThemes(page, { within: '#panel-variance' }), 'bit').toEqual([])
  })
})

shared('arrows need a plane', THOROUGH, async ({ lab }) => {
  await lab.open({ latent: 3 })
  await expect(variance(lab).getByRole('tab', { name: 'vs L' })).toBeVisible()
  await expect(variance(lab).getByRole('tab', { name: 'arrows' })).toHaveCount(0)
})
