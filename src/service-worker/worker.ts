/**
 * The service worker: makes the page isolated where the server cannot, and keeps it for when there is no network. The
 * page comes from the network if that answers soon, a file of the build from the cache, data from the network if there
 * is one. Never reloads anything: a new version takes over at once, and open tabs go on with the files of theirs.
 */
import type { Build, ToServiceWorker } from './build.ts'
import { pathBelow, routeOf } from './routes.ts'
import { createBuildCache, withHeaders } from './build-cache.ts'

declare const __BUILD__: Build

const build = __BUILD__
const worker = self as unknown as ServiceWorkerGlobalScope
const { scope } = worker.registration
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
const shelf = createBuildCache({ caches, fetch: (url, init) => fetch(url, init), scope, build, pause })

/** A browser whose caches cannot be read has its network still. */
const orNothing = <T>(kept: Promise<T | null>): Promise<T | null> => kept.catch(() => null)

/** A network that hangs is worse than none, and so is a cache. */
const PATIENCE_MS = 4000
const soon = <T>(one: Promise<T | null>): Promise<T | null> =>
  Promise.race([one, pause(PATIENCE_MS).then(() => null)])

const isolated = (response: Response): Response => withHeaders(response, build.isolation)

/** A navigation can be asked for again by its URL alone. */
async function page({ url }: Request): Promise<Response> {
  const kept = orNothing(shelf.page())
  const asked = orNothing(fetch(url, { cache: 'no-cache' }).then(isolated))
  const response = await soon(asked)
  if (response && response.status < 500) return response
  return (await soon(kept)) ?? (await asked) ?? Response.error()
}

/** The last time the cache did not answer: nothing waits for it, where there is a network, until it does. */
let isSilent = false

async function unlessSilent(kept: Promise<Response | null>): Promise<Response | null> {
  void kept.then(() => (isSilent = false))
  const answer = await Promise.race([kept, pause(isSilent ? 0 : PATIENCE_MS)])
  if (answer === undefined) isSilent = true
  return answer ?? null
}

/** From the network it is a newer page's: its worker must be isolated as the page is. */
async function file(request: Request): Promise<Response> {
  const kept = orNothing(shelf.find(request.url))
  const found = await unlessSilent(kept)
  if (found) return found
  try {
    return isolated(await fetch(request))
  } catch {
    return (await soon(kept)) ?? Response.error() // a slow disk is all that there is
  }
}

const DATA = `elbo-lab-served ${new URL(scope).pathname}`

/** Servers of single-page apps answer for a missing file with the page itself. */
const isData = ({ status, headers }: Response): boolean =>
  status === 200 && !/\bhtml\b/i.test(headers.get('content-type') ?? '')

/** A convenience: a full storage is no error. */
async function keepData(url: string, response: Response): Promise<void> {
  try {
    await (await caches.open(DATA)).put(url, response)
  } catch {
    // it is fetched again the next time
  }
}

/** Also one that comes too late for who asked. */
async function keepAnswer(url: string, asked: Promise<Response | null>): Promise<void> {
  const response = await asked
  if (response && isData(response)) await keepData(url, response.clone())
}

const keptData = async (url: string): Promise<Response | null> =>
  (await (await caches.open(DATA)).match(url, { ignoreVary: true })) ?? null

/** Whoever serves the page may change its data, so the network goes first. */
async function data(event: FetchEvent): Promise<Response> {
  const { request } = event
  const asked = orNothing(fetch(request))
  event.waitUntil(keepAnswer(request.url, asked))
  const kept = await soon(orNothing(keptData(request.url)))
  const response = await (kept ? soon(asked) : asked)
  if (response && response.status < 500) return response
  return kept ?? response ?? Response.error()
}

async function keep(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(DATA)
  for (const url of urls) {
    if (!pathBelow(scope, url)?.startsWith('data/') || (await cache.match(url))) continue
    const response = await fetch(url).catch(() => null)
    if (response && isData(response)) await keepData(url, response)
  }
}

const isOwn = (script: string): boolean => Object.hasOwn(build.files, pathBelow(scope, script) ?? '')

worker.addEventListener('install', (event) => event.waitUntil(shelf.fill().then(() => worker.skipWaiting())))

/**
 * The taking over is not waited for: Firefox 153 was seen never to end it (the page had threads that slept), and until then
 * every request that the page makes waits.
 */
worker.addEventListener('activate', (event) =>
  event.waitUntil(shelf.clear().then(() => void worker.clients.claim())),
)

worker.addEventListener('fetch', (event) => {
  const { request } = event
  switch (routeOf(request, scope, build.files)) {
    case 'page':
      return event.respondWith(page(request))
    case 'file':
      return event.respondWith(file(request))
    case 'data':
      return event.respondWith(data(event))
    case null:
  }
})

worker.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker
  switch (message.type) {
    case 'is-yours':
      return event.ports[0]?.postMessage(isOwn(message.script))
    case 'keep':
      return event.waitUntil(keep(message.urls))
    default:
      message satisfies never
  }
})
