/** Firefox, spoken to over WebDriver BiDi. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser as Driven, type Page } from 'puppeteer-core'
import { findFirefox } from '../../../scripts/firefox.mjs'
import { patiently } from '../../../scripts/testing/pace.mjs'
import type { Browser } from '../browser.ts'
import { start, type Program } from '../processes.ts'
import { browserOf } from './page.ts'

/** With a profile of its own; puppeteer would start it as well, but leaves it there when the test is killed. */
const startFirefox = (profile: string): Program =>
  start(findFirefox()!, [
    ...['--headless', '--no-remote', '--profile', profile],
    ...['--remote-debugging-port=0', '--remote-allow-system-access'],
  ])

async function connect(program: Program) {
  const [, address] = await program.says(/BiDi listening on (ws:\S+)/)
  return puppeteer.connect({
    browserWSEndpoint: `${address}/session`,
    protocol: 'webDriverBiDi',
    protocolTimeout: patiently(60_000),
    defaultViewport: { width: 1280, height: 800 },
  })
}

interface Raw {
  send(method: string, params: unknown): Promise<{ readonly result: never }>
}

const STOP_LISTENING = `ChromeUtils.importESModule(
  'chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs'
).unregisterWebDriverWorkerListenerActor()`

/**
 * Has the driver no longer be told of workers, as nobody is in a person's Firefox: while somebody is, `new Worker` in a
 * worker waits for the main thread, and may miss its signal and wait forever. A Firefox that knows no such listener
 * answers with an exception, which is as good.
 */
async function leaveWorkersAlone(firefox: Driven): Promise<void> {
  const { connection } = firefox as unknown as { readonly connection: Raw }
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const [{ context }] = (tree.result as { contexts: [{ context: string }] }).contexts
  const target = { context }
  await connection.send('script.evaluate', { expression: STOP_LISTENING, target, awaitPromise: false })
}

function watchErrors(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
  return errors
}

export async function openFirefox(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'elbo-lab-firefox-'))
  const program = startFirefox(profile)
  const close = async () => {
    await program.end()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const firefox = await connect(program)
    await leaveWorkersAlone(firefox)
    const page = await firefox.newPage()
    page.setDefaultTimeout(patiently(60_000))
    const errors = watchErrors(page)
    const version = (await firefox.version()).replace('firefox/', 'Firefox ')
    return browserOf(page, { version, errors: () => Promise.resolve(errors), close })
  } catch (error) {
    await close()
    throw error
  }
}
