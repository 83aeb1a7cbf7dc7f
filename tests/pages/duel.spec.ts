/** The duel: lanes that leave one point, side by side; exported, resumed, shared. */
import type { Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { exported, metrics } from './support/downloads.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { savedStep } from './support/saved.ts'
import { shared } from './support/shared.ts'

type Row = Readonly<Record<string, string>>

const duel = (page: Page): Locator => page.getByRole('region', { name: 'Duel', exact: true })
const laneCard = (page: Page, lane: number): Locator =>
  duel(page).getByRole('article', { name: `Lane ${lane}:` })
const forkHere = (page: Page): Locator => page.getByRole('button', { name: 'Fork here', exact: true })
const sentence = (page: Page): Locator => page.getByTestId('duel-sentence')

async function fork(page: Page, lane: number): Promise<void> {
  await forkHere(page).click()
  await expect(laneCard(page, lane)).toBeVisible()
}

async function trainTo(lab: Lab, step: number): Promise<void> {
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText(String(step))
  await expect(lab.button('Train')).toBeVisible()
}

/** One by one: a small model would be past any step before Pause is pressed. */
async function stepTo(lab: Lab, step: number): Promise<void> {
  for (let next = 1; next <= step; next++) {
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText(String(next))
  }
}

/** The training rows of a lane: step, reconstruction, KL. */
const curveOf = (rows: readonly Row[], lane: string) =>
  rows
    .filter((row) => row.lane === lane && row.recon !== '')
    .map(({ step, recon, kl }) => [step, recon, kl].join())

const rowsAfter = (rows: readonly Row[], lane: string, step: number) =>
  curveOf(rows, lane).filter((row) => Number(row.split(',')[0]) > step)

shared('a fork of equal settings stays equal, to the last digit, and says so', async ({ lab, page }) => {
  await lab.open({ steps: 60, probe: 0 })
  await expect(duel(page)).toBeHidden()
  const at = 3
  await stepTo(lab, at)
  await fork(page, 2)
  await expect(sentence(page)).toHaveText(
    'Both lanes stand at the same point. Train, and see what the difference does.',
  )
  await trainTo(lab, 60)
  const rows = await metrics(lab)
  expect(curveOf(rows, '2')).toHaveLength(60 - at)
  expect(curveOf(rows, '2')).toEqual(rowsAfter(rows, '1', at))
  await expect(sentence(page)).toHaveText(
    `After ${60 - at} steps all lanes have the same numbers, to the last digit.`,
  )
  const [first, second] = await Promise.all(
    [1, 2].map((lane) => page.getByTestId(`lane-${lane}-elbo`).textContent()),
  )
  expect(second).toBe(first)
  expect(first).toMatch(/^−\d+\.\d$/)
})

shared(
  'the score function separates; both variances are measured in both lanes; a change touches its own lane alone',
  async ({ lab, page }) => {
    await lab.open({ steps: 40, probe: 50 })
    const at = 3
    await stepTo(lab, at)
    await fork(page, 2)
    await page.getByRole('button', { name: 'Lane 2: Switch to score function' }).click()
    await expect(laneCard(page, 2).getByLabel('Gradient estimator, lane 2')).toHaveValue('score-function')
    await expect(page.getByRole('button', { name: 'Lane 2: Give it a baseline' })).toBeVisible()
    await trainTo(lab, 40)
    const rows = await metrics(lab)
    expect(rowsAfter(rows, '2', at)).not.toEqual(rowsAfter(rows, '1', at))
    for (const lane of ['1', '2']) {
      const measured = rows.filter(
        (row) => row.lane === lane && Number(row.step) > at && row.grad_var_reparam !== '',
      )
      expect(measured.length).toBeGreaterThan(0)
      for (const { grad_var_reparam, grad_var_score } of measured)
        expect(Number(grad_var_score)).toBeGreaterThan(Number(grad_var_reparam))
    }
    const estimators = (lane: string) =>
      new Set(
        rows.filter((row) => row.lane === lane && Number(row.step) > at + 1).map((row) => row.estimator),
      )
    expect([...estimators('1')].filter(Boolean)).toEqual(['reparameterized'])
    expect([...estimators('2')].filter(Boolean)).toEqual(['score-function'])
    await expect(sentence(page)).toHaveText(
      /^\d+ steps after the fork the training ELBO \(mean of 20 rows\) is −[\d.]+ in lane 1, −[\d.]+ in lane 2 \(nats per image\)\. Lane 2’s gradient has [\d,.]+ times the variance of lane 1’s \(step \d+\)\.$/,
    )

    // Without the fork the run is the same.
    await lab.open({ steps: 40, probe: 50 })
    await trainTo(lab, 40)
    const alone = await metrics(lab)
    expect(alone[0]).not.toHaveProperty('lane')
    const plain = alone
      .filter(({ recon }) => recon !== '')
      .map(({ step, recon, kl }) => [step, recon, kl].join())
    expect(curveOf(rows, '1')).toEqual(plain)
  },
)

test(
  'a duel is resumed with both lanes, and goes on as if it had not been left',
  THOROUGH,
  async ({ lab, page }) => {
    const settings = { probe: 0, fork: 'estimator:score-function' }
    await lab.open({ ...settings, steps: 20 })
    await trainTo(lab, 20)
    await expect.poll(() => savedStep(page)).toBe(20)
    await page.goto('about:blank')
    await lab.open({ probe: 0 })
    await page.getByRole('button', { name: /^Resume run of/ }).click()
    await expect(laneCard(page, 2)).toContainText('score function')
    await expect(lab.value('step')).toHaveText('20')
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText('21')
    const resumed = await metrics(lab)

    await lab.turnTo({ ...settings, steps: 21 })
    await trainTo(lab, 21)
    const whole = await metrics(lab)
    for (const lane of ['1', '2']) {
      expect(curveOf(whole, lane)).toHaveLength(21)
      expect(curveOf(resumed, lane)).toEqual(curveOf(whole, lane))
    }
  },
)

shared(
  'a link makes the lanes, the address follows them, and a file brings them back',
  async ({ lab, page }) => {
    await lab.open({ probe: 0, steps: 10, fork: 'estimator:score-function,samples:2' })
    await expect(laneCard(page, 2)).toContainText('score function, L = 2')
    await trainTo(lab, 10)
    await laneCard(page, 2).getByLabel('Learning rate, lane 2').fill('0.0003')
    await page.keyboard.press('Enter')
    await expect
      .poll(async () => (await lab.hash()).get('fork'))
      .toBe('estimator:score-function,samples:2,lr:0.0003')
    const file = await exported(lab, 'model.safetensors')
    const config = await exported(lab, 'config.json')
    const before = await metrics(lab)

    const drop = async () => {
      await laneCard(page, 2).getByRole('button', { name: 'Drop lane 2' }).click()
      await expect(duel(page)).toBeHidden()
    }
    await drop()
    await expect.poll(async () => (await lab.hash()).has('fork')).toBe(false)
    expect((await metrics(lab))[0]).not.toHaveProperty('lane')

    await lab.dropFiles([{ name: 'config.json', content: config }])
    await expect(laneCard(page, 2)).toContainText('score function, L = 2, lr = 3e−4')
    await expect
      .poll(async () => (await lab.hash()).get('fork'))
      .toBe('estimator:score-function,samples:2,lr:0.0003')
    await drop()

    await lab.dropFiles([{ name: 'model.safetensors', content: file }])
    await expect(laneCard(page, 2)).toContainText('score function, L = 2, lr = 3e−4')
    expect(curveOf(await metrics(lab), '2')).toEqual(curveOf(before, '2'))
  },
)

shared(
  'a lane leaves exactly at the step that its link names, and again after a reset',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ probe: 0, steps: 10, fork: 'at:6,lr:0.0003' })
    await expect(duel(page)).toContainText('A lane leaves at step 6: lr = 3e−4.')
    await trainTo(lab, 10)
    await expect(laneCard(page, 2)).toContainText('lr = 3e−4')
    expect(curveOf(await metrics(lab), '2').map((row) => Number(row.split(',')[0]))).toEqual([7, 8, 9, 10])
    await expect.poll(async () => (await lab.hash()).get('fork')).toBe('at:6,lr:0.0003')
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await expect(laneCard(page, 2)).toBeHidden()
    await duel(page).getByRole('button', { name: 'Fork now, not at step 6' }).click()
    await expect(laneCard(page, 2)).toContainText('lr = 3e−4')
  },
)

shared(
  'a fork that a link cannot have is told, and the rest of the link applies',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ probe: 0, fork: 'estimator:magic', beta: 2 })
    await expect(lab.message(/fork/)).toBeVisible()
    await expect(duel(page)).toBeHidden()
    await expect(lab.number('Beta β')).toHaveValue('2')
  },
)

shared('a lane becomes the run, with its settings and its curve', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0, steps: 15, fork: 'estimator:score-function' })
  await trainTo(lab, 15)
  const before = await metrics(lab)
  await laneCard(page, 2).getByRole('button', { name: 'Make lane 2 the run' }).click()
  await expect(duel(page)).toBeHidden()
  await expect(page.getByRole('radio', { name: 'Score function' })).toBeChecked()
  const after = await metrics(lab)
  expect(after[0]).not.toHaveProperty('lane')
  expect(after.map(({ step, recon, kl }) => [step, recon, kl].join())).toEqual(curveOf(before, '2'))
})

shared('four lanes by the keyboard alone, no more; axe finds nothing', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0 })
  for (const lane of [2, 3, 4]) {
    await forkHere(page).focus()
    await page.keyboard.press('Enter')
    await expect(laneCard(page, lane)).toBeVisible()
  }
  await expect(forkHere(page)).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(duel(page).getByRole('article')).toHaveCount(4)
  await lab.train(5)
  await lab.pause()
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

/** How far below the window's upper edge the middle of each chart's plot is. */
const middlesOfPlots = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    ['elbo', 'variance'].map((panel) => {
      const { top, height } = document.querySelector(`#panel-${panel} .u-over`)!.getBoundingClientRect()
      return top + height / 2
    }),
  )

shared('both charts stay in sight below two, three and four lanes', THOROUGH, async ({ lab, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await lab.open({ probe: 0 })
  for (const lane of [2, 3, 4]) {
    await fork(page, lane)
    await laneCard(page, lane).getByLabel(`Gradient estimator, lane ${lane}`).selectOption('score-function')
    await lab.train(5)
    await lab.pause()
    await expect(sentence(page)).toContainText(`in lane ${lane}`)
    for (const middle of await middlesOfPlots(page)) expect(middle).toBeLessThan(900)
  }
  for (const name of ['Latent space', 'Samples']) await expect(lab.region(name)).toContainText('lane 1 only')
  const variance = lab.region('Gradient variance')
  await expect(variance).not.toContainText('lane 1 only')
  for (const name of ['by layer', 'one coordinate', 'vs L', 'vs K']) {
    await variance.getByRole('tab', { name, exact: true }).click()
    await expect(variance).toContainText('lane 1 only')
  }
  await variance.getByRole('tab', { name: 'one dimension', exact: true }).click()
  await expect(variance).not.toContainText('lane 1 only')
})
