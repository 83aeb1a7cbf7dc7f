/** Chromium without a GPU, as the page tests have it: what the others are compared with. */
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS_WITHOUT_GPU, findChromium } from '../../../scripts/chromium.mjs'
import { patiently } from '../../../scripts/testing/pace.mjs'
import type { Browser } from '../browser.ts'
import { browserOf } from './page.ts'

export async function openChromium(): Promise<Browser> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: CHROMIUM_FLAGS_WITHOUT_GPU,
    timeout: patiently(60_000),
    ...(executablePath && { executablePath }),
  })
  const page = await browser.newPage()
  page.setDefaultTimeout(patiently(60_000))
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())))
  return browserOf(page, {
    version: `Chromium ${browser.version()}`,
    errors: () => Promise.resolve(errors),
    close: () => browser.close(),
  })
}
