/** Guided experiments: a prediction, one button, the outcome beside what was promised. */
import { violations } from './support/axe.ts'
import { EXPERIMENT_WORDS } from '../../src/experiments/words.ts'
import { EXPERIMENTS } from '../../src/experiments/index.ts'
import { expect, test, THOROUGH } from './support/lab.ts'

test('by the keyboard alone: predict, run, and see the outcome beside the prediction', async ({
  lab,
  page,
}) => {
  await lab.visit({ experiment: 'switch', probe: 0 })
  await lab.ready()
  const panel = lab.region('Experiments')
  const run = panel.getByRole('button', { name: 'Run it' })
  await expect(run).toHaveAttribute('aria-disabled', 'true')
  await panel.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await expect(panel.getByRole('radio', { name: 'it stands still' })).toBeChecked()
  await expect(run).toHaveAttribute('aria-disabled', 'false')
  expect(await violations(page)).toEqual([])
  const outcome = panel.getByTestId('experiment-outcome')
  await expect(outcome.getByTestId('promised')).toHaveText('–')
  await run.focus()
  await page.keyboard.press('Enter')
  await expect(outcome).toHaveAttribute('data-done', 'true')
  await expect(lab.value('step')).toHaveText('400')
  await expect(page.getByRole('radio', { name: 'Score function' })).toBeChecked()
  await expect(outcome.getByTestId('measured')).toHaveAttribute('data-value', /^-?\d/)
  await expect(outcome.getByTestId('promised')).toHaveText(/^−\d.* to −\d/)
  await expect(outcome).toContainText('You predicted: it stands still. It is: it falls.')

  const hash = await lab.hash()
  expect(hash.get('experiment')).toBe('switch')
  expect(hash.get('at')).toBe('300:estimator=score-function')
  expect(hash.has('estimator')).toBe(false)
  await panel.getByRole('button', { name: /The derivation/ }).click()
  await expect(lab.region('Derivations').getByRole('heading', { level: 3 }).first()).toContainText(
    /variance/i,
  )
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('tab', { name: 'Experiment' }).click()
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test(
  'one of the example draws, shows its problem, and leaves the run alone',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.open({ experiment: 'crossing', probe: 0, seed: 7, dataset: 'procedural' })
    await lab.button('Step').click()
    await expect(lab.value('step')).toHaveText('1')
    const panel = lab.region('Experiments')
    const outcome = panel.getByTestId('experiment-outcome')
    await panel.getByRole('radio').first().check()
    await expect(panel.getByText('Trains nothing; the present run stays as it is.')).toBeVisible()
    await panel.getByRole('button', { name: 'Run it' }).click()
    await expect(outcome).toHaveAttribute('data-done', 'true')
    await expect(outcome.getByRole('img', { name: 'as promised', exact: true })).toHaveCount(3)
    await expect(outcome).toContainText('It is: reparameterized at k = 0.5, the score function at k = 3.')
    await expect(outcome).not.toContainText('MNIST')
    await expect(lab.value('step')).toHaveText('1')
    const variance = lab.region('Gradient variance')
    await expect(variance.getByRole('tab', { name: 'one dimension', exact: true })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await expect(variance.getByText('0.11 ×', { exact: true })).toBeVisible()
    const k = variance.getByRole('slider', { name: 'k', exact: true })
    await expect(k).toHaveAttribute('aria-valuetext', '3')
    await k.press('ArrowLeft')
    await expect(k).toHaveAttribute('aria-valuetext', '2.75')
    // What is chosen there is kept while another view is shown.
    await variance.getByRole('tab', { name: 'over time', exact: true }).click()
    await variance.getByRole('tab', { name: 'one dimension', exact: true }).click()
    await expect(k).toHaveAttribute('aria-valuetext', '2.75')
    // The address follows a moment later.
    const views = async () => (await lab.hash()).getAll('view')
    await expect.poll(views).toEqual(['variance.one-dimension', 'variance.gaussian'])
    await expect
      .poll(async () => Object.fromEntries(await lab.hash()))
      .toMatchObject({ experiment: 'crossing', seed: '7' })
    expect(await violations(page)).toEqual([])
  },
)

test(
  'in Chinese: every experiment is asked in it, and those of the bound open their views',
  THOROUGH,
  async ({ lab, page }) => {
    await lab.visit({ experiment: 'more-draws', probe: 0, dataset: 'procedural', lang: 'zh-CN' })
    await page.getByTestId('dataset').filter({ hasText: /\S/ }).waitFor()
    const panel = page.getByRole('region', { name: '引导实验', exact: true })
    for (const { id, title } of EXPERIMENTS) {
      const { question, choices, figures } = EXPERIMENT_WORDS[id]!['zh-CN']!
      await panel.getByRole('combobox').selectOption({ value: id })
      await expect(panel.getByRole('group', { name: question, exact: true })).toBeVisible()
      await expect(panel.getByRole('combobox').locator('option:checked')).toContainText(title['zh-CN']!)
      for (const choice of choices)
        await expect(panel.getByRole('radio', { name: choice, exact: true })).toBeVisible()
      for (const figure of figures)
        await expect(panel.getByRole('rowheader', { name: figure, exact: true })).toBeVisible()
    }
    const opens = [
      ['signal', '梯度方差', '更紧的下界对梯度的影响'],
      ['more-draws', '证据下界', 'ELBO 比 log p(x) 低多少？'],
    ] as const
    for (const [id, region, heading] of opens) {
      await panel.getByRole('combobox').selectOption({ value: id })
      await panel.getByRole('radio').first().check()
      await panel.getByRole('button', { name: '开始实验', exact: true }).click()
      const tabs = page.getByRole('region', { name: region, exact: true })
      await expect(tabs.getByRole('tab', { name: '随 K 的变化', exact: true })).toHaveAttribute(
        'aria-selected',
        'true',
      )
      await expect(tabs.getByText(heading)).toBeVisible()
      await page.getByRole('button', { name: '重置', exact: true }).click()
      await expect(panel.getByRole('button', { name: '开始实验', exact: true })).toBeEnabled()
    }
    expect(await violations(page)).toEqual([])
  },
)
