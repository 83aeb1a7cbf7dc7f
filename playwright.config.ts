/**
 * Page tests: the built page, served by the program behind `npm start`, in a full Chromium.
 * PAGES_PORT: where to serve it. PAGES_BUILT=1: the page is built already.
 */
import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs'

const port = Number(process.env.PAGES_PORT ?? 4197)
const executablePath = findChromium()

export default defineConfig({
  testDir: 'tests/pages',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/pages',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/pages.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) },
  },
  webServer: {
    command: `node scripts/start.mjs ${process.env.PAGES_BUILT ? '--no-build' : ''}`,
    url: `http://localhost:${port}`,
    env: { ...process.env, PORT: String(port) } as Record<string, string>,
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
