/**
 * Page tests: the built page, served by the program behind `npm start`, in a full Chromium.
 * PAGES_PORT: where to serve it. PAGES_BUILT=1: the page is built already. PAGES_REPORT: where the results go. TEST_PACE:
 * how slow the machine is. There is no limit on the whole.
 *
 * Two projects: most tests wait more than they compute, so they run two at a time; what measures time (tag @alone) has
 * the machine to itself.
 */
import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs'
import { patiently } from './scripts/testing/pace.mjs'

const port = Number(process.env.PAGES_PORT ?? 4197)
const executablePath = findChromium()

export default defineConfig({
  testDir: 'tests/pages',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/pages',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: !!process.env.CI,
  // Of single tests and waits, and far beyond what they take: what comes is never waited for longer than it takes.
  timeout: patiently(5 * 60_000),
  expect: { timeout: patiently(60_000) },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PAGES_REPORT ?? 'test-results/pages.json' }],
    ['./scripts/testing/progress-playwright.mjs'],
  ],
  projects: [
    { name: 'together', grepInvert: /@alone/ },
    { name: 'alone', grep: /@alone/, workers: 1 },
  ],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    // Only hosting.spec.ts is about it.
    serviceWorkers: 'block',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) },
  },
  webServer: {
    command: `node scripts/start.mjs ${process.env.PAGES_BUILT ? '--no-build' : ''}`,
    url: `http://localhost:${port}`,
    env: { ...process.env, PORT: String(port) } as Record<string, string>,
    reuseExistingServer: false,
    timeout: patiently(5 * 60_000),
  },
})
