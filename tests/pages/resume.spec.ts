/** Nothing is lost: a page that was left, a tab that died, a worker that crashed, a storage that refuses. */
import type { BrowserContext, Locator, Page } from '@playwright/test'
import { patiently } from '../../scripts/testing/pace.mjs'
import { curves } from './support/downloads.ts'
import { expect, inText, Lab, test, THOROUGH } from './support/lab.ts'
import { prepend } from './support/prelude.ts'
import { savedStep } from './support/saved.ts'

const offers = (page: Page): Locator => page.getByRole('region', { name: 'Saved runs', exact: true })
const resume = (page: Page): Locator => offers(page).getByRole('button', { name: /^Resume run of/ })

/** As `lab.open`, keeping what the browser holds. */
async function again(lab: Lab): Promise<void> {
  await lab.page.goto('about:blank')
  await lab.open({ probe: 0 })
}

/** Another tab of the same browser. */
async function anotherTab(context: BrowserContext, lab: Lab): Promise<Lab> {
  const other = new Lab(await context.newPage())
  expect(other.page).not.toBe(lab.page)
  return other
}

test('reopening the page offers the run, and it goes on exactly', async ({ lab, page }) => {
  await lab.open({ probe: 0, steps: 30 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('30')
  const before = await curves(lab)
  await expect.poll(() => savedStep(page)).toBe(30)
  await again(lab)
  await expect(resume(page)).toHaveText(/^Resume run of \d\d:\d\d, step 30, MNIST, reparameterized$/)
  await resume(page).click()
  await expect(lab.value('step')).toHaveText('30')
  await expect(offers(page)).toBeHidden()
  await expect.poll(() => curves(lab)).toEqual(before)
  await lab.button('Step').click()
  await expect(lab.value('step')).toHaveText('31')
  const resumed = await curves(lab)

  await lab.turnTo({ probe: 0, steps: 31 })
  await lab.button('Train').click()
  await expect(lab.value('step')).toHaveText('31')
  expect(await curves(lab)).toEqual(resumed)
})

test('starting fresh deletes nothing, nor does training', THOROUGH, async ({ lab, page }) => {
  await lab.open({ probe: 0 })
  await lab.train(20)
  const step = await lab.pause()
  await expect.poll(() => savedStep(page)).toBe(step)
  await again(lab)
  await offers(page).getByRole('button', { name: 'Start fresh' }).click()
  await expect(offers(page)).toBeHidden()
  await lab.train(step + 20)
  const later = await lab.pause()
  await expect.poll(() => savedStep(page)).toBe(later)
  await again(lab)
  await expect(resume(page)).toHaveCount(2)
  await expect(resume(page).filter({ hasText: `step ${inText(step)},` })).toBeVisible()
  // Where the window is too low for the list, it is scrolled below what can be done instead, which hides none of it.
  await page.setViewportSize({ width: 1024, height: 420 })
  const fresh = offers(page).getByRole('button', { name: 'Start fresh' })
  await expect(fresh).toBeInViewport({ ratio: 1 })
  await fresh.press('Shift+Tab')
  await expect(resume(page).last()).toBeFocused()
  const [last, below] = [await resume(page).last().boundingBox(), await fresh.boundingBox()]
  expect(last!.y + last!.height).toBeLessThanOrEqual(below!.y)
})

test(
  'a tab that dies while training loses at most 5 s, and the run trains on',
  THOROUGH,
  async ({ lab, context }) => {
    await lab.open({ probe: 0 })
    await lab.train(5)
    await lab.page.waitForTimeout(5000)
    const seen = await lab.step()
    const rate = Number(await lab.value('rate').textContent())
    const dying = lab.page
    const other = await anotherTab(context, lab)
    await dying.close({ runBeforeUnload: false })
    await other.open({ probe: 0 })
    const offered = Number(
      /step ([\d,]+),/.exec((await resume(other.page).textContent()) ?? '')?.[1]?.replaceAll(',', ''),
    )
    const seconds = (seen - offered) / rate
    console.log(`saved at step ${offered}, seen ${seen}: ${seconds.toFixed(1)} s of training behind`)
    expect(seconds).toBeLessThan(patiently(5))
    expect(offered).toBeGreaterThan(0)
    await resume(other.page).click()
    await other.passes(seen)
    await other.page.close()
  },
)

test('two tabs keep a run each', THOROUGH, async ({ lab, page, context }) => {
  await lab.open({ probe: 0, seed: 1 })
  await lab.train(10)
  const first = await lab.pause()
  await expect.poll(() => savedStep(page)).toBe(first)
  const other = await anotherTab(context, lab)
  await other.open({ probe: 0, seed: 2 })
  await expect(offers(other.page)).toBeHidden() // it is open in the first
  await other.train(first + 10)
  const second = await other.pause()
  await expect.poll(() => savedStep(other.page)).toBe(second)
  await other.page.close()
  await again(lab)
  await expect(resume(page)).toHaveText([second, first].map((step) => new RegExp(`step ${inText(step)},`)))
})

test.describe('the worker crashes', () => {
  test.beforeEach(({ page }) =>
    prepend(page, "new BroadcastChannel('crash').onmessage = () => { throw new Error('crash') }"),
  )
  const crash = (page: Page) => page.evaluate(() => new BroadcastChannel('crash').postMessage(null))

  test('while training: the run goes on by itself', async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await lab.train(5)
    await expect.poll(() => savedStep(page)).toBeGreaterThan(0)
    const before = await lab.step()
    await crash(page)
    await expect(lab.message(/restarted/)).toBeVisible()
    await lab.passes(before)
    await lab.pause()
    const lines = await curves(lab)
    const steps = lines.map((line) => Number(line.split(',')[0]))
    expect(steps.slice(0, 1000)).toEqual(
      Array.from({ length: Math.min(1000, steps.length) }, (_, i) => i + 1),
    )
  })

  test('several times: it stops, says so, and Train goes on from there', THOROUGH, async ({ lab, page }) => {
    await lab.open({ probe: 0 })
    await lab.train(20)
    const step = await lab.pause()
    await expect.poll(() => savedStep(page)).toBe(step)
    for (let time = 0; time < 2; time++) {
      await crash(page)
      const told = lab.message(/restarted/)
      await told.getByRole('button', { name: 'Dismiss' }).click() // or the next crash would not be waited for
      await lab.ready()
      await expect(lab.value('step')).toHaveText(String(step))
    }
    await crash(page)
    await expect(lab.message(/several times/)).toBeVisible()
    await lab.button('Train').click()
    await lab.passes(step)
  })
})

/** On the page, and in the worker that writes. */
async function forbidStorage(page: Page): Promise<void> {
  const forbid = () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError')
    }
  }
  await page.addInitScript(forbid)
  await prepend(page, `(${forbid.toString()})()`, 'writer')
}

/** Room for the page's tables, but for no record. */
async function fillStorage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(test.info().project.use.baseURL!)
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
}

for (const { what, make, told, tags } of [
  { what: 'forbidden', make: forbidStorage, told: /does not allow the page to store/, tags: THOROUGH },
  { what: 'full', make: fillStorage, told: /storage is full/, tags: {} },
]) {
  test(`a storage that is ${what} is told once, and training goes on`, tags, async ({ lab, page }) => {
    await make(page)
    await lab.open({ probe: 0 })
    await lab.train(10)
    await expect(lab.message(told)).toBeVisible()
    await lab.message(told).getByRole('button', { name: 'Dismiss' }).click()
    const step = await lab.pause()
    await lab.train(step + 20)
    await lab.pause()
    await expect(lab.messages()).toHaveCount(0)
  })
}
