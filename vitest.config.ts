/**
 * Two projects: `unit` runs in Node, `browser` in a real Chromium with WebGPU, WebGL2 and cross-origin isolation,
 * built by the same Vite configuration as the page.
 */
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs'

const executablePath = findChromium()

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles: ['tests/support/deterministic.ts'],
          // For a machine that is busy: nothing here waits for time to pass.
          testTimeout: 30_000,
          include: [
            '{src,bench}/**/*.test.{ts,tsx}',
            'tests/{conformance,fuzz}/**/*.test.ts',
            'tests/*.test.ts',
          ],
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'browser',
          setupFiles: ['tests/support/deterministic.ts'],
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 30_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
