/**
 * Page tests: the built page, served by the program behind `npm start`, in a full Chromium.
 * PAGES_PORT: where to serve it; PAGES_REAL_PORT: and with the data sets of MNIST_DIR and FASHION_MNIST_DIR.
 * PAGES_BUILT=1: the page is built already. PAGES_REPORT: where the results go. TEST_PACE: how slow the machine is. There
 * is no limit on the whole.
 *
 * Two projects: most tests wait more than they compute, so they run two at a time; what measures time (tag @alone) has
 * the machine to itself.
 */
import { defineConfig } from '@playwright/test'
import { patiently } from './scripts/testing/pace.mjs'
import { GPU, NO_GPU } from './tests/pages/support/browsers.ts'
import type { Options } from './tests/pages/support/lab.ts'

const port = Number(process.env.PAGES_PORT ?? 4197)
const realPort = Number(process.env.PAGES_REAL_PORT ?? port + 1)

const TINY_MNIST = 'test-results/tiny-mnist'

/** One server after the other: the first builds. */
const serve = (at: number, before: string, flag: string, env: Readonly<Record<string, string>> = {}) => ({
  command: `${before}node scripts/start.mjs ${flag}`,
  url: `http://localhost:${at}`,
  env: { ...process.env, ...env, PORT: String(at) } as Record<string, string>,
  reuseExistingServer: false,
  timeout: patiently(5 * 60_000),
})

export default defineConfig<Options>({
  testDir: 'tests/pages',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/pages',
  workers: 2,
  fullyParallel: false,
  // What else runs on the machine may disturb one. A second try is told of, and few may need one (testing/results.mjs).
  retries: 1,
  forbidOnly: !!process.env.CI,
  // Of single tests and waits, and far beyond what they take: what comes is never waited for longer than it takes.
  timeout: patiently(3 * 60_000),
  expect: { timeout: patiently(60_000) },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PAGES_REPORT ?? 'test-results/pages.json' }],
    ['./scripts/testing/progress-playwright.mjs'],
  ],
  projects: [
    { name: 'together', grepInvert: /@alone/, use: NO_GPU },
    { name: 'alone', grep: /@alone/, workers: 1, use: GPU },
  ],
  use: {
    baseURL: `http://localhost:${port}`,
    realData: `http://localhost:${realPort}/`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    actionTimeout: patiently(60_000),
    navigationTimeout: patiently(60_000),
    // Only hosting.spec.ts is about it.
    serviceWorkers: 'block',
    // A new one costs as much as many a test; lab.ts takes away what the reset between two tests leaves.
    reuseContext: true,
  },
  webServer: [
    serve(realPort, '', process.env.PAGES_BUILT ? '--no-build' : ''),
    serve(port, `node --import tsx tests/pages/support/tiny-data.ts ${TINY_MNIST} && `, '--no-build', {
      MNIST_DIR: TINY_MNIST,
    }),
  ],
})
