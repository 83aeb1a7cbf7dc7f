/**
 * The page as a person uses it: what is on it by its accessible names, and a fixture that fails a test in which the
 * page logged an error. Knows nothing of how the page is built.
 */
import {
  test as base,
  expect,
  type BrowserContext,
  type ConsoleMessage,
  type Locator,
  type Page,
  type Route,
} from '@playwright/test'
import { patiently } from '../../../scripts/testing/pace.mjs'
import { withDeadline } from '../../../src/waiting/deadline.ts'
import { idxSet } from './idx.ts'

/** Small enough that everything happens at once, on two cores and without a GPU. */
export const SMALL = { hidden: '32', latent: '2', batch: '32', backend: 'wasm' } as const

/** A variant of what another test shows: `npm test` leaves it out, `npm test -- thorough` runs it. */
export const THOROUGH = { tag: '@thorough' }

const isElsewhere = (url: URL) => url.hostname !== 'localhost'

export type Hash = Readonly<Record<string, string | number>>

const TINY = idxSet(640, 128)

/** Answers requests for a data set's files from memory. */
const serve = (files: ReadonlyMap<string, Buffer>) => (route: Route) => {
  const body = files.get(new URL(route.request().url()).pathname.split('/').at(-1) ?? '')
  const headers = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
  return body
    ? route.fulfill({ body, headers, contentType: 'application/gzip' })
    : route.fulfill({ status: 404, headers })
}

type NumberName = 'Beta β' | 'Learning rate' | 'Samples per image L'

/** A number as the page writes it in English sentences. */
export const inText = (value: number): string => value.toLocaleString('en-US')

export interface DroppedFile {
  readonly name: string
  readonly content: Buffer
}

/** What the page folds away is open, as a person left it who wants to see all: settings and figures are used by their names. */
function unfold(): void {
  try {
    for (const name of ['more-settings', 'variance-figures'])
      if (localStorage.getItem(`elbo-lab:${name}`) === null) localStorage.setItem(`elbo-lab:${name}`, '1')
  } catch {
    // a frame without storage
  }
}

export class Lab {
  /** `root`: the address of the page. */
  constructor(
    readonly page: Page,
    readonly root = './',
  ) {}

  /** Opens the page with these settings, small ones where none are given, and waits for the model. */
  async open(hash: Hash = {}): Promise<void> {
    await this.visit(hash)
    await this.ready()
  }

  async visit(hash: Hash = {}): Promise<void> {
    await this.page.addInitScript(unfold)
    await this.page.goto(`${this.root}#${this.settings(hash)}`)
  }

  /** On the page that is there: by its address and a Reset, in a part of the time that opening it takes. */
  async turnTo(hash: Hash = {}): Promise<void> {
    await this.page.evaluate(
      (hash) => {
        if (location.hash === hash) return
        return new Promise((resolve) => {
          addEventListener('hashchange', resolve, { once: true })
          location.hash = hash
        })
      },
      `#${this.settings(hash)}`,
    )
    await this.button('Reset').click()
    await expect(this.value('step')).toHaveText('0')
    await this.ready()
  }

  /** As they stand in the address. */
  private settings(hash: Hash): string {
    return String(new URLSearchParams({ ...SMALL, ...hash } as Record<string, string>))
  }

  /** There is a model and training stands still. */
  async ready(): Promise<void> {
    const step = this.page.getByRole('button', { name: 'Step', exact: true, disabled: false })
    // An assertion of Playwright's looks once a second in the end, which would be half a second of nearly each test.
    await expect.poll(() => step.isVisible(), { intervals: [100] }).toBe(true)
  }

  button(name: 'Train' | 'Pause' | 'Step' | 'Reset' | 'Export' | 'Share'): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  value(id: 'saved-step' | 'step' | 'epoch' | 'rate' | 'backend' | 'dataset'): Locator {
    return this.page.getByTestId(id)
  }

  /** One of the toolbar's words on the backend and the data, by what it tells a screen reader. */
  badge(text: RegExp): Locator {
    return this.page.getByRole('button', { name: text })
  }

  async step(): Promise<number> {
    return Number(await this.value('step').textContent())
  }

  /** The settings in the address bar. */
  async hash(): Promise<URLSearchParams> {
    return new URLSearchParams(new URL(this.page.url()).hash.slice(1))
  }

  /** Presses Train and waits until steps are taken. */
  async train(steps = 10): Promise<void> {
    await this.button('Train').click()
    await this.passes(steps)
  }

  /** Waits until more than `steps` steps are taken. */
  async passes(steps: number): Promise<void> {
    await expect.poll(() => this.step(), { intervals: [100] }).toBeGreaterThan(steps)
  }

  /** Presses Pause; resolves with the step at which it stands still. */
  async pause(): Promise<number> {
    await this.button('Pause').click()
    await expect(this.button('Train')).toBeVisible()
    return this.step()
  }

  /** A setting's field, by its name on the page. */
  number(name: NumberName): Locator {
    return this.region('Experiment').getByRole('spinbutton', { name, exact: true })
  }

  async setNumber(name: NumberName, text: string): Promise<void> {
    await this.number(name).fill(text)
    await this.number(name).press('Enter')
  }

  messages(): Locator {
    return this.region('Messages').getByRole('listitem')
  }

  message(text: RegExp): Locator {
    return this.messages().filter({ hasText: text })
  }

  /** Drops files on the page, as from a folder. */
  async dropFiles(files: readonly DroppedFile[]): Promise<void> {
    const plain = files.map(({ name, content }) => ({ name, base64: content.toString('base64') }))
    await this.page.evaluate((files) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        transfer.items.add(new File([bytes], name))
      }
      for (const type of ['dragenter', 'dragover', 'drop']) {
        const init = { bubbles: true, cancelable: true, dataTransfer: transfer }
        document.body.dispatchEvent(new DragEvent(type, init))
      }
    }, plain)
  }

  async serveData(name: 'mnist' | 'fashion-mnist', files: ReadonlyMap<string, Buffer>): Promise<void> {
    await this.page.route(`**/data/${name}/**`, serve(files))
  }

  async serveTinyData(): Promise<void> {
    await this.serveData('mnist', TINY)
  }

  /** Answers whatever the page asks of other hosts. */
  async serveMirror(files: ReadonlyMap<string, Buffer>): Promise<void> {
    await this.page.route(isElsewhere, serve(files))
  }

  /** Other hosts take requests and never answer. */
  async stallMirror(): Promise<void> {
    await this.page.route(isElsewhere, () => {})
  }

  /** Nothing outside this machine answers. */
  async blockMirror(): Promise<void> {
    await this.page.route(isElsewhere, (route) => route.abort())
  }

  /** The server has no data folder. */
  async withoutData(): Promise<void> {
    await this.page.route('**/data/**', (route) => route.fulfill({ status: 404 }))
  }
}

export interface Options {
  /** A tiny data set is served as MNIST, so that a model is there at once. */
  tinyData: boolean
  /** Where the page is served with the data sets of the environment. */
  realData: string
  /** Text of console errors that a test brings about itself. */
  expectedErrors: RegExp | null
}

interface Fixtures {
  lab: Lab
}

interface WorkerFixtures {
  /** The page of the tests that share one (shared.ts); declared here so that both kinds run in one process. */
  common: { page: Page | null; file: string | null }
}

/**
 * What the content policy refuses is told on the console; in a worker only its own scope hears of it, and says so here.
 */
const tellRefusals = (page: Page) =>
  page.on('worker', (worker) => {
    const listen = () =>
      self.addEventListener('securitypolicyviolation', (event) => {
        const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent
        console.error(`Content-Security-Policy refuses ${blockedURI} (${effectiveDirective})`)
      })
    // It may have ended already.
    worker.evaluate(listen).catch(() => {})
  })

const describeMessage = (message: ConsoleMessage) => `${message.text()} (${message.location().url})`

/** What goes wrong on a page, as it happens: exceptions, errors on the console, refusals of the content policy. */
export function watchErrors(page: Page, expected: RegExp | null = null): readonly string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected?.test(message.text())) errors.push(describeMessage(message))
  })
  tellRefusals(page)
  return errors
}

/**
 * What the reset of a reused context leaves as the test before made it. It may leave an empty page at our own address,
 * where going to `#…` would load nothing.
 */
async function forget({ page, context }: { page: Page; context: BrowserContext }, roots: readonly string[]) {
  await page.goto('about:blank')
  await context.setOffline(false)
  await context.clearPermissions()
  const session = await context.newCDPSession(page)
  for (const root of roots) {
    const { origin } = new URL(root)
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    await session.send('Storage.overrideQuotaForOrigin', { origin })
  }
  await session.detach()
}

/** What a route still holds when its worker has crashed may never end; then the page is given up. */
export async function unroute(page: Page): Promise<void> {
  if (page.isClosed()) return
  const unrouting = page.unrouteAll({ behavior: 'ignoreErrors' })
  const tooLate = () => new Error('the routes did not end')
  await withDeadline(unrouting, patiently(10_000), tooLate).catch(() => page.close())
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  // oxlint-disable-next-line no-empty-pattern
  common: [({}, use) => use({ page: null, file: null }), { scope: 'worker' }],
  tinyData: [true, { option: true }],
  realData: ['', { option: true }],
  expectedErrors: [null, { option: true }],
  lab: async ({ page, context, baseURL, tinyData, realData, expectedErrors }, use) => {
    await forget({ page, context }, [baseURL!, realData])
    const errors = watchErrors(page, expectedErrors)
    await use(new Lab(page, tinyData ? undefined : realData))
    expect(errors, 'errors on the console').toEqual([])
    await unroute(page)
    // It would train on beside tests that take another page.
    if (!page.isClosed()) await page.goto('about:blank')
  },
})

export { expect }
