/**
 * Tests of a file that share a page, one after the other: each opens it by its settings and a Reset, a tenth of what loading it
 * costs. For what a person can do on one page, whatever was done on it before: the settings, the model and the tabs are
 * as after loading, but earlier runs, a drawing, the place of the sliders and the like are still there. What depends on
 * their not being there, or on what a page finds when it loads (routes, init scripts, storage), takes `test` of lab.ts.
 */
import type { Browser, Page } from '@playwright/test'
import { expect, Lab, test, unroute, watchErrors, type Hash } from './lab.ts'

class SharedLab extends Lab {
  override async open(hash: Hash = {}): Promise<void> {
    const isThere = this.page.url().includes('#')
    if (!isThere) return super.open(hash)
    await this.clear()
    await this.turnTo(hash)
  }

  /** Away with what the last test left. */
  private async clear(): Promise<void> {
    await this.rest()
    const dismiss = this.region('Messages').getByRole('button', { name: /^Dismiss/ })
    while ((await dismiss.count()) > 0) await dismiss.first().click()
    for (const tabs of await this.page.getByRole('tablist').all()) {
      const first = tabs.getByRole('tab').first()
      if ((await first.getAttribute('aria-selected')) === 'false') await first.click()
    }
  }

  async rest(): Promise<void> {
    if (await this.button('Pause').isVisible()) await this.pause()
  }
}

/** The page of the worker, from the first test of a file that shares one: the runs of another file are gone. */
async function pageOf(
  browser: Browser,
  common: { page: Page | null; file: string | null },
  file: string,
): Promise<Page> {
  if (common.file !== file) await common.page?.context().close()
  if (!common.page || common.page.isClosed()) common.page = await (await browser.newContext()).newPage()
  common.file = file
  return common.page
}

export const shared = test.extend({
  page: async ({ browser, common, viewport, colorScheme }, use, { file }) => {
    const page = await pageOf(browser, common, file)
    await page.setViewportSize(viewport!)
    await page.emulateMedia({ media: null, reducedMotion: null, forcedColors: null, colorScheme })
    await use(page)
    await unroute(page)
  },
  context: ({ page }, use) => use(page.context()),
  lab: async ({ page, expectedErrors }, use) => {
    const errors = watchErrors(page, expectedErrors)
    const lab = new SharedLab(page)
    await use(lab)
    await lab.rest()
    expect(errors, 'errors on the console').toEqual([])
    for (const event of ['pageerror', 'console', 'worker'] as const) page.removeAllListeners(event)
  },
})
