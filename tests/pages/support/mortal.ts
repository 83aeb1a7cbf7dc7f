/**
 * A browser with a profile of its own that can be killed, as by the system for want of memory, and started again on what
 * it left behind.
 */
import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM_FLAGS_WITHOUT_GPU, findChromium } from '../../../scripts/chromium.mjs'
import { patiently } from '../../../scripts/testing/pace.mjs'
import { keepBusy } from './busy.ts'

export interface Mortal {
  readonly page: Page
  /** At once, and without a word to anyone. */
  kill(): Promise<void>
}

const DISPOSABLE = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--password-store=basic',
  '--no-default-browser-check',
]

/** The port at which it is to be spoken to, which it writes into its profile; null if it ends before, or is not there in time. */
async function portOf(profile: string, process: ChildProcess): Promise<string | null> {
  const until = Date.now() + patiently(60_000)
  while (process.exitCode === null && process.signalCode === null && Date.now() < until) {
    const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')
    if (port) return port
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return null
}

/** Started again if it does not come up: on a busy machine a browser sometimes does not, on a profile that was just left. */
async function begin(profile: string, tries = 3): Promise<{ process: ChildProcess; browser: Browser }> {
  const path = findChromium() ?? chromium.executablePath()
  await rm(join(profile, 'DevToolsActivePort'), { force: true })
  const args = [...CHROMIUM_FLAGS_WITHOUT_GPU, ...DISPOSABLE, `--user-data-dir=${profile}`, 'about:blank']
  const process = spawn(path, args, { stdio: 'ignore' })
  const port = await portOf(profile, process)
  if (port) return { process, browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`) }
  const how = process.exitCode ?? process.signalCode ?? 'it gave no port'
  await end(process)
  if (tries <= 1) throw new Error(`Chromium did not start on the profile that was left: ${how}`)
  console.log(`Chromium is started again: ${how}`)
  return begin(profile, tries - 1)
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const ended = once(process, 'exit')
  process.kill('SIGKILL')
  await ended
}

/** `start` starts the browser, again and again on the same profile; what is left of it all is removed in the end. */
export async function withMortals(use: (start: () => Promise<Mortal>) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'elbo-lab-profile-'))
  let present: ChildProcess | null = null
  try {
    await use(async () => {
      const { process, browser } = await begin(profile)
      present = process
      await keepBusy(browser.contexts()[0]!)
      const page = await browser.contexts()[0]!.newPage()
      // It would answer in place of the test.
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
      return { page, kill: () => end(process) }
    })
  } finally {
    if (present) await end(present)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
