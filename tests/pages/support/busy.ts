/** A machine that has other things to do: workers that compute without end, in a page of their own. */
import type { Browser, BrowserContext } from '@playwright/test'

/** Two workers; they end with the page that is opened for them. */
export async function keepBusy(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.evaluate(() => {
    const url = URL.createObjectURL(new Blob(['for (;;);']))
    Object.assign(window, { busy: [new Worker(url), new Worker(url)] })
  })
}

/** While `use` runs. */
export async function whileBusy(browser: Browser, use: () => Promise<void>): Promise<void> {
  const context = await browser.newContext()
  try {
    await keepBusy(context)
    await use()
  } finally {
    await context.close()
  }
}
