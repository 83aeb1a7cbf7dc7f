/**
 * One browser session over a production build of the benchmark's page, by the same Vite configuration as the lab, so
 * that the workers are built as the ones people get. Does NOT know what is measured.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '../src/protocol/settings.ts'
import { launchBrowser, ROOT, serveBuilt } from './browser.ts'
import type { NativePeer } from './native.ts'
import type { Bench } from './page/main.ts'
import type { Answered, PeerMethod } from './peers/browser-peer.ts'
import { isNative, NATIVE, type Entrant } from './peers/index.ts'

export interface Session {
  /** The browser and its version. */
  readonly browser: string
  start(entrant: Entrant, settings: Settings): Promise<Answered>
  ask(id: string, method: PeerMethod, ...args: unknown[]): Promise<Answered>
  stop(id: string): Promise<void>
  close(): Promise<void>
}

async function openPage(images: Uint8Array) {
  const site = await serveBuilt(path.join(ROOT, 'bench', 'page'), 'bench')
  writeFileSync(path.join(site.folder, 'images.bin'), images)
  const browser = await launchBrowser()
  const page = await browser.newPage()
  page.setDefaultTimeout(0)
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  page.on('pageerror', (error) => console.error(error.message))
  await page.goto(site.url)
  await page.waitForFunction(() => 'bench' in window)
  return { site, browser, page }
}

const inPage = (page: Page, method: keyof Bench, args: unknown[]): Promise<Answered> =>
  page.evaluate(
    ([name, rest]) => {
      const { bench } = window as unknown as {
        bench: Record<string, (...args: unknown[]) => Promise<Answered>>
      }
      return bench[name]!(...rest)
    },
    [method, args] as const,
  )

export async function openSession(images: Uint8Array): Promise<Session> {
  const { site, browser, page } = await openPage(images)
  return {
    browser: `Chromium ${browser.version()}`,
    start: (entrant, settings) => inPage(page, 'start', [entrant, settings]),
    ask: (id, method, ...args) => inPage(page, 'ask', [id, method, ...args]),
    stop: async (id) => void (await inPage(page, 'stop', [id])),
    async close() {
      await browser.close()
      await site.close()
    },
  }
}

const absent = (): Promise<Answered> => Promise.reject(new Error('no python3 with torch and numpy here'))

/** The same session, in which one peer is asked elsewhere. */
export function withNative(session: Session, native: NativePeer | null): Session {
  if (!native)
    return {
      ...session,
      start: (entrant, settings) => (isNative(entrant) ? absent() : session.start(entrant, settings)),
    }
  return {
    ...session,
    start: (entrant, settings) => (isNative(entrant) ? native.start() : session.start(entrant, settings)),
    ask: (id, method, ...args) =>
      id === NATIVE ? native.ask(method, ...args) : session.ask(id, method, ...args),
    stop: async (id) => (id === NATIVE ? native.close() : session.stop(id)),
    async close() {
      native.close()
      await session.close()
    },
  }
}
