/**
 * Nothing that adapts starves while the machine has other things to do. What is asked for are counts and steps, never
 * milliseconds: they hold however slow the machine is.
 */
import { metrics } from './support/downloads.ts'
import { whileBusy } from './support/busy.ts'
import { expect, type Lab } from './support/lab.ts'
import { shared } from './support/shared.ts'

/** Of both estimators, by their steps in metrics.csv. */
const measuredAt = (rows: Awaited<ReturnType<typeof metrics>>): readonly number[] =>
  rows.filter((row) => row.grad_var_reparam && row.grad_var_score).map((row) => Number(row.step))

const count = async (lab: Lab) => Number(await lab.page.getByTestId('probe-count').textContent())

shared('at step 500 there are six measurements of both estimators', async ({ lab, browser }) => {
  await whileBusy(browser, async () => {
    await lab.open({ steps: 500 })
    await lab.button('Train').click()
    await expect(lab.value('step')).toHaveText('500')
    await expect(lab.button('Train')).toBeVisible()
    expect(await count(lab)).toBeGreaterThanOrEqual(6)
    // One more may still be under way where training stops.
    expect(measuredAt(await metrics(lab))).toEqual(expect.arrayContaining([1, 10, 20, 50, 100, 200]))
  })
})

/** The step at which the estimator became `name`: the last one that the other trained. */
async function switchedAt(lab: Lab, name: string): Promise<number> {
  const rows = (await metrics(lab)).filter((row) => row.estimator !== '')
  const first = rows.findIndex((row) => row.estimator === name)
  expect(first).toBeGreaterThan(0)
  return Number(rows[first - 1]!.step)
}

shared('after a switch there is one within 50 steps', async ({ lab, browser, page }) => {
  await whileBusy(browser, async () => {
    await lab.open()
    // Away from the early steps, at which there is one anyway.
    await lab.train(520)
    await page.getByRole('radio', { name: 'Score function', exact: true }).click()
    await expect.poll(async () => (await lab.hash()).get('estimator')).toBe('score-function')
    await lab.passes((await lab.step()) + 120)
    await lab.pause()
    const from = await switchedAt(lab, 'score-function')
    const rows = await metrics(lab)
    const next = measuredAt(rows).find((step) => step >= from)
    expect(next, `measured at ${measuredAt(rows).join()}; switched at ${from}`).toBeLessThanOrEqual(from + 50)
  })
})
