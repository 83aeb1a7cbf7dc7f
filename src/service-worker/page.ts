/**
 * The page's side of the service worker: registers it once the lab can be used, and tells what a reload would bring.
 * Reloads by itself at most once in a tab, only to become isolated, and never a page that a person has touched.
 */
import { createObservable, type Readable } from '../events/observable.ts'
import type { ToServiceWorker } from './build.ts'

/** What a reload would bring: a new version, or isolation and with it threads. */
export type News = 'version' | 'threads'

export interface Renewal extends Readable<News | null> {
  reload(): void
  dismiss(): void
}

export interface ReloadableLab {
  /** Nothing would be lost, and no one would notice. */
  isUntouched(): boolean
  /** Whether it would compute on more threads than now, if it could. */
  wantsThreads(): boolean
  /** Keeps the run as it is. */
  save(): Promise<void>
  /** The files of data/ that it trains on. */
  servedFiles(): readonly string[]
}

export interface Offline extends Renewal {
  /** Call when the lab can be used. */
  begin(): Promise<void>
  /** Call when it trains on other data. */
  keepData(): void
}

const RELOADED = 'elbo-lab:reloaded-for-isolation'

/** True once in the life of a tab; never where that cannot be remembered. */
function firstTime(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED)) return false
    sessionStorage.setItem(RELOADED, 'yes')
    return true
  } catch {
    return false
  }
}

/** Whether a person has done anything here, even what leaves no trace in the lab. */
function watchHands(): () => boolean {
  let isTouched = false
  const touch = () => (isTouched = true)
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchmove', 'drop', 'paste'])
    addEventListener(type, touch, { once: true, capture: true, passive: true })
  return () => isTouched
}

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 5000 })
    else setTimeout(resolve, 1000)
  })

const post = (worker: ServiceWorker, message: ToServiceWorker, ports: MessagePort[] = []) =>
  worker.postMessage(message, ports)

/** Whether the page that `script` began is of this worker's version. */
const isOfItsBuild = (worker: ServiceWorker, script: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data === true)
    post(worker, { type: 'is-yours', script }, [port2])
  })

/** A tab that stays open for days hears of new versions when it is looked at again. */
const CHECK_EVERY_MS = 60 * 60_000

function checkNowAndThen(registration: ServiceWorkerRegistration): void {
  let last = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - last < CHECK_EVERY_MS) return
    last = performance.now()
    registration.update().catch(() => {}) // no network
  })
}

/** Null without a secure context, and where a sandbox forbids even to ask. */
function serviceWorkers(): ServiceWorkerContainer | null {
  try {
    return (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker ?? null
  } catch {
    return null
  }
}

/** `script` is the one that began the page. */
export function createOffline(lab: ReloadableLab, script: string): Offline {
  const news = createObservable<News | null>(null)
  const isTouched = watchHands()
  const container = serviceWorkers()
  const firstController = container?.controller ?? null
  let hadController = Boolean(firstController)

  const keepData = () => {
    const urls = lab.servedFiles()
    if (container?.controller && urls.length > 0) post(container.controller, { type: 'keep', urls })
  }

  function onFirstController(): void {
    keepData()
    if (crossOriginIsolated) return
    if (lab.isUntouched() && !isTouched()) {
      if (firstTime()) location.reload()
    } else if (lab.wantsThreads()) news.set('threads')
  }

  async function onController(): Promise<void> {
    const worker = container?.controller
    if (!worker) return
    if (hadController) {
      if (!(await isOfItsBuild(worker, script))) news.set('version')
      return
    }
    hadController = true
    onFirstController()
  }

  return {
    get: news.get,
    subscribe: news.subscribe,
    keepData,
    dismiss: () => news.set(null),
    reload: () => void lab.save().finally(() => location.reload()),
    async begin() {
      if (!container) return
      container.addEventListener('controllerchange', () => void onController())
      if (container.controller !== firstController) void onController() // another tab was quicker
      await idle()
      try {
        const registration = await container.register('./service-worker.js', { scope: './' })
        checkNowAndThen(registration)
        // A browser looks by itself, too, but only when the worker has had nothing to do for a while.
        if (registration.active) registration.update().catch(() => {}) // no network
        // A forced reload goes past the service worker, and past the threads that it makes possible.
        const isPassedBy = registration.active !== null && !container.controller && !crossOriginIsolated
        if (isPassedBy && lab.wantsThreads()) news.set('threads')
      } catch {
        // Forbidden, or no network: the lab works without it.
      }
    },
  }
}
