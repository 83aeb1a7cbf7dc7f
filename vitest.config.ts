/**
 * Projects: `unit` runs in Node, `browser` in a real Chromium with WebGPU, WebGL2 and cross-origin isolation,
 * by the same Vite configuration as the page; `firefox` and `webkit` look at the built page in those browsers.
 * TEST_PACE: how slow the machine is.
 */
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs'
import { withOwnModules } from './scripts/testing/own-modules.mjs'
import { patiently } from './scripts/testing/pace.mjs'
import { begun, ended } from './scripts/testing/progress.mjs'
import { THOROUGH } from './scripts/testing/results.mjs'

const executablePath = findChromium()

const SETUP = ['tests/support/deterministic.ts', 'tests/support/patient.ts']

const LONGEST_WAIT_MS = patiently(30_000)

/** Of single tests and waits, and far beyond what they take: what comes is never waited for longer than it takes. */
const LIMITS = {
  testTimeout: patiently(3 * 60_000),
  hookTimeout: patiently(3 * 60_000),
  teardownTimeout: patiently(60_000),
  expect: { poll: { timeout: LONGEST_WAIT_MS } },
  provide: { longestWait: LONGEST_WAIT_MS },
}

/** The page may ask for its threads twice before it does without. */
const OPENING_MS = patiently(90_000)

/** Smoke tests of the page in another browser, which a test drives from Node; with a second try, as all tests of the page. */
const otherBrowser = (name: string) => ({
  test: {
    name,
    environment: 'node',
    setupFiles: [...SETUP, 'tests/support/progress.ts'],
    tags: TAGS,
    ...LIMITS,
    expect: { poll: { timeout: OPENING_MS } },
    retry: 1,
    include: [`tests/other-browsers/${name}.test.ts`],
  },
})

/** What the stages leave out unless they are asked to be thorough. */
const TAGS = [{ name: THOROUGH, description: 'A variant of what another test shows.' }]

const OWN_MODULES: readonly string[] = withOwnModules(import.meta.dirname, ['src', 'bench', 'tests'])

/** Tests in Node. */
const unit = (name: string, options: object) => ({
  test: {
    name,
    environment: 'node',
    setupFiles: [...SETUP, 'tests/support/progress.ts'],
    tags: TAGS,
    ...LIMITS,
    ...options,
  },
})

const IN_CHROMIUM = 'tests/browser/**/*.test.ts'

/** They replace modules, or start a backend as no other does. All others share a page: loading one takes as long as many a test. */
const PAGES_OF_THEIR_OWN = [
  ...OWN_MODULES.filter((file) => file.startsWith('tests/browser/')),
  'tests/browser/kernels-unshared.test.ts',
]

/** Tests in a real Chromium. */
const inChromium = (name: string, options: object) => ({
  extends: './vite.config.ts',
  test: {
    name,
    setupFiles: [...SETUP, 'tests/support/progress-browser.ts'],
    tags: TAGS,
    ...LIMITS,
    fileParallelism: false,
    retry: 1,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      commands: {
        begun: (_: unknown, name: string) => begun(name),
        ended: (_: unknown, name: string) => ended(name),
      },
      connectTimeout: patiently(3 * 60_000),
      provider: playwright({
        launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) },
      }),
      instances: [{ browser: 'chromium' as const }],
    },
    ...options,
  },
})

export default defineConfig({
  test: {
    projects: [
      unit('unit', {
        isolate: false,
        include: [
          '{src,bench}/**/*.test.{ts,tsx}',
          'tests/{conformance,fuzz}/**/*.test.ts',
          'tests/*.test.ts',
        ],
        exclude: OWN_MODULES,
      }),
      unit('unit-mocking', { include: OWN_MODULES, exclude: ['tests/{browser,other-browsers}/**'] }),
      inChromium('browser', { isolate: false, include: [IN_CHROMIUM], exclude: PAGES_OF_THEIR_OWN }),
      inChromium('browser-own-pages', { include: PAGES_OF_THEIR_OWN }),
      otherBrowser('firefox'),
      otherBrowser('webkit'),
    ],
  },
})
