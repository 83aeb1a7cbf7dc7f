/** Guided experiments: a prediction, one button, the outcome beside what was promised. */
import { violations } from './support/axe.ts'
import { expect, test } from './support/lab.ts'

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
  await run.focus()
  await page.keyboard.press('Enter')
  const outcome = panel.getByTestId('experiment-outcome')
  await expect(outcome).toHaveAttribute('data-done', 'true')
  await expect(lab.value('step')).toHaveText('400')
  await expect(page.getByRole('radio', { name: 'Score function' })).toBeChecked()
  await expect(outcome.getByTestId('measured')).toHaveAttribute('data-value', /^-?\d/)
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
