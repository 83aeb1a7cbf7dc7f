/** What the page tests start their Chromium with. */
import type { LaunchOptions } from '@playwright/test'
import { CHROMIUM_FLAGS, CHROMIUM_FLAGS_WITHOUT_GPU, findChromium } from '../../../scripts/chromium.mjs'

const executablePath = findChromium()

/** Nothing outside this machine answers, whatever network it has. */
const ALONE = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost', '--no-proxy-server']

const launch = (flags: readonly string[]): LaunchOptions => ({
  args: [...flags, ...ALONE],
  ...(executablePath && { executablePath }),
})

/** With SwiftShader for a GPU: WebGPU and WebGL are there, and a page costs more. A file needs it: `test.use(GPU)`. */
export const GPU = { launchOptions: launch(CHROMIUM_FLAGS) }

/** As most tests want it. */
export const NO_GPU = { launchOptions: launch(CHROMIUM_FLAGS_WITHOUT_GPU) }
