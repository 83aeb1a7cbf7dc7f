/**
 * Faults that no one tells: a worker that falls silent, a part of the page that throws, a browser that refuses even to be
 * asked. What is not concerned goes on. Faults that are told (devices, memory, the server): failures.spec.ts.
 */
import { expect, test } from './support/lab.ts'
import { prepend } from './support/prelude.ts'
import { savedStep } from './support/saved.ts'

test.describe('the worker falls silent', () => {
  test('the run is started again from what was kept; a night asleep is no silence', async ({ lab, page }) => {
    await prepend(page, "new BroadcastChannel('lose').onmessage = () => self.close()")
    await page.clock.install()
    await lab.open({ probe: 0 })
    await lab.train(1)
    await expect.poll(() => savedStep(page), { timeout: 20_000 }).toBeGreaterThan(0)
    await page.clock.fastForward('08:00:00')
    await lab.passes((await lab.step()) + 20)
    await page.evaluate(() => new BroadcastChannel('lose').postMessage(null))
    await page.clock.runFor(60_000)
    await expect(lab.message(/did not answer for \d+ s\) and was started again/)).toBeVisible()
    await lab.passes((await lab.step()) + 20)
    await expect(lab.messages()).toHaveCount(1)
  })
})
