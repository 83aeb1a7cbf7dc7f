/**
 * WebKit: MiniBrowser of WebKitGTK on a screen of its own that nobody sees, driven by WebKitWebDriver. It keeps no
 * downloads, and gives no listener to its console: a listener on the page takes down what goes wrong there.
 */
import { patiently } from '../../../scripts/testing/pace.mjs'
import { freePort } from '../../../scripts/testing/free-port.mjs'
import { findWebKit } from '../../../scripts/webkit.mjs'
import type { Browser, Key, Point } from '../browser.ts'
import { start, until, type Program } from '../processes.ts'
import { asyncScript, command, type Send } from '../webdriver.ts'

const KEYS: Readonly<Record<Key, string>> = { ArrowLeft: '\uE012', ArrowRight: '\uE014' }

/** Once for each document, as early as a script is let in. */
function watchErrors(): boolean {
  const page = window as unknown as { errors?: string[] }
  if (location.protocol === 'about:') return false
  if (page.errors) return true
  const errors: string[] = (page.errors = [])
  const log = console.error
  console.error = (...words: unknown[]) => {
    errors.push(words.map(String).join(' '))
    log(...words)
  }
  addEventListener('error', ({ message }) => errors.push(message))
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) =>
    errors.push(`refused: ${blockedURI}`),
  )
  return true
}

const readErrors = (): readonly string[] => (window as unknown as { errors?: string[] }).errors ?? []

async function openDriver(
  driver: Program,
  port: string,
  browser: string,
): Promise<{ version: string; send: Send }> {
  const root = `http://127.0.0.1:${port}`
  const isUp = () =>
    driver.ending()
      ? null
      : fetch(`${root}/status`).then(
          (answer) => answer.ok || null,
          () => null,
        )
  await until(isUp, () => `WebKitWebDriver does not answer: ${driver.ending() ?? ''} ${driver.lastWords()}`)
  const capabilities = {
    alwaysMatch: {
      pageLoadStrategy: 'none',
      timeouts: { script: patiently(60_000), pageLoad: patiently(60_000) },
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    },
  }
  const { sessionId, capabilities: got } = await command<{
    sessionId: string
    capabilities: { browserVersion: string }
  }>(driver, root, 'POST', '/session', { capabilities })
  return {
    version: `WebKitGTK ${got.browserVersion}`,
    send: (method, path, body) => command(driver, root, method, `/session/${sessionId}${path}`, body),
  }
}

function browserOf(send: Send, version: string, close: () => Promise<void>): Browser {
  const errors: string[] = []
  const evaluate: Browser['evaluate'] = async (script, argument) => {
    const body = { script: asyncScript(script as never), args: [argument ?? null] }
    const answer = await send<{ value?: never; error?: string }>('POST', '/execute/async', body)
    if (answer.error) throw new Error(answer.error)
    return answer.value ?? (undefined as never)
  }
  const takeErrors = async () => [...errors, ...(await evaluate(readErrors))]
  const act = (input: object) => send<void>('POST', '/actions', { actions: [input] })
  const visit = (url: string) => send<void>('POST', '/url', { url })
  return {
    version,
    async go(url) {
      errors.splice(0, errors.length, ...(await takeErrors()))
      await visit('about:blank')
      await until(
        async () => (await evaluate(() => location.protocol === 'about:').catch(() => false)) || null,
        () => 'no blank page',
      )
      await visit(url)
      await until(
        async () => (await evaluate(watchErrors).catch(() => false)) || null,
        () => `${url} does not load`,
      )
    },
    evaluate,
    press: (key) =>
      act({
        type: 'key',
        id: 'keyboard',
        actions: ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] })),
      }),
    drag: (way) => act({ type: 'pointer', id: 'mouse', actions: dragging(way) }),
    errors: takeErrors,
    close,
  }
}

function dragging([first, ...rest]: readonly Point[]): object[] {
  const move = ({ x, y }: Point) => ({
    type: 'pointerMove',
    duration: 20,
    x: Math.round(x),
    y: Math.round(y),
  })
  const [down, up] = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }))
  return [move(first!), down!, ...rest.map(move), up!]
}

/** `language`: of the environment, which WebKit takes its own from. */
export async function openWebKit(language: string): Promise<Browser> {
  const { driver: driverPath, browser, screen: screenPath } = findWebKit()!
  const screen = start(screenPath, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'])
  const programs = [screen]
  const close = async () => {
    for (const program of programs.reverse()) await program.end()
  }
  try {
    const [, display] = await screen.says(/^(\d+)\n/m)
    const port = await freePort()
    const env = { DISPLAY: `:${display}`, LANG: language, LC_ALL: '', LIBGL_ALWAYS_SOFTWARE: '1' }
    const driver = start(driverPath, ['-p', port], env)
    programs.push(driver)
    const { version, send } = await openDriver(driver, port, browser)
    await send('POST', '/window/rect', { x: 0, y: 0, width: 1280, height: 900 })
    return browserOf(send, version, close)
  } catch (error) {
    await close()
    throw error
  }
}
