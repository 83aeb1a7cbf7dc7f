/** The runs that the browser holds: seen, opened, deleted, by keyboard too. */
import type { Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { expect, test, type Lab, THOROUGH } from './support/lab.ts'
import { savedStep } from './support/saved.ts'

const shelf = (page: Page): Locator => page.getByRole('region', { name: 'Saved runs', exact: true })
const runs = (page: Page): Locator => shelf(page).getByRole('listitem')

/** Begins a new run on the open page. */
async function beginAgain(lab: Lab, steps: number): Promise<void> {
  const change = (steps: number) => (location.hash = location.hash.replace(/steps=\d+/, `steps=${steps}`))
  await lab.page.evaluate(change, steps)
  await lab.button('Reset').click()
  await expect(lab.value('step')).toHaveText('0')
  await lab.ready()
}

/** A run of so many steps in the browser's storage. */
async function leaveRun(lab: Lab, steps: number): Promise<void> {
  if (lab.page.url().includes('steps=')) await beginAgain(lab, steps)
  else await lab.open({ probe: 0, steps })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText(String(steps))
  await expect.poll(() => savedStep(lab.page)).toBe(steps)
}

/** As another version of the lab might leave one, or a bad disk. */
const leaveDamage = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('elbo-lab', 1)
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('summaries', 'readwrite')
          transaction.objectStore('summaries').put({ id: 'x', savedAt: NaN, step: 'many' })
          transaction.oncomplete = () => (opening.result.close(), resolve())
        }
      }),
  )

test(
  'they are listed with the room they take, opened, and deleted in two steps',
  THOROUGH,
  async ({ lab, page }) => {
    for (const steps of [12, 14, 16, 18]) await leaveRun(lab, steps)
    await leaveDamage(page)

    // The run on the page is not among them: it is saved all the time.
    await lab.button('Export').click()
    await page.getByRole('menuitem', { name: 'Saved runs' }).click()
    await expect(shelf(page)).toContainText(/3 runs, about \d+\.\d MB of the browser’s storage/)
    await expect(runs(page)).toHaveText([/step 16,.*\d MB/, /step 14,/, /step 12,/])
    await expect(shelf(page).getByRole('heading', { name: 'Saved runs' })).toBeFocused()

    expect(await violations(page, { within: '.saved-runs' })).toEqual([])

    // Pressed twice in a row it keeps.
    const remove = (step: number) =>
      shelf(page).getByRole('button', { name: new RegExp(`^Delete.*step ${step},`) })
    await remove(14).press('Enter')
    await expect(shelf(page).getByRole('button', { name: 'Keep' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(remove(14)).toBeFocused()
    await remove(14).press('Enter')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(runs(page)).toHaveText([/step 16,/, /step 12,/])
    await expect(page.getByText('One saved run deleted, 2 left')).toBeAttached()

    // What is opened takes the place of the present run, which is kept.
    await shelf(page)
      .getByRole('button', { name: /^Resume.*step 12,/ })
      .click()
    await expect(lab.value('step')).toHaveText('12')
    await expect(shelf(page)).toBeHidden()
    await lab.button('Export').click()
    await page.getByRole('menuitem', { name: 'Saved runs' }).click()
    await expect(runs(page)).toHaveText([/step 18,/, /step 16,/])

    await shelf(page).getByRole('button', { name: 'Delete all' }).click()
    await shelf(page).getByRole('button', { name: 'Delete for good' }).click()
    await expect(shelf(page)).toContainText('No saved run can be resumed')
    await page.keyboard.press('Escape')
    await expect(shelf(page)).toBeHidden()
    await expect(lab.button('Export')).toBeFocused()
  },
)
