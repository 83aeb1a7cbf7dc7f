/** The benchmark's page: starts a worker for each peer and hands calls on, for session.ts to drive through `window.bench`. */
import type { Settings } from '../../src/protocol/settings.ts'
import type { Answered, Asked, PeerMethod } from '../peers/browser-peer.ts'
import type { Entrant } from '../peers/index.ts'

type Script = NonNullable<Entrant['script']>

/** Written out one by one: the bundler must see each URL. */
const WORKERS: Record<Script, (name: string) => Worker> = {
  'elbo-lab': (name) =>
    new Worker(new URL('../peers/elbo-lab.worker.ts', import.meta.url), { type: 'module', name }),
  'tfjs-minimize': (name) =>
    new Worker(new URL('../peers/tfjs-minimize.worker.ts', import.meta.url), { type: 'module', name }),
  'jax-js': (name) =>
    new Worker(new URL('../peers/jax-js.worker.ts', import.meta.url), { type: 'module', name }),
}

const workers = new Map<string, Worker>()
let calls = 0

function ask(peer: string, method: PeerMethod, ...args: unknown[]): Promise<Answered> {
  const worker = workers.get(peer)!
  const id = ++calls
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent<Answered>) => {
      if (data.id !== id) return
      worker.removeEventListener('message', listen)
      if (data.fault === undefined) resolve(data)
      else reject(new Error(`${peer}: ${data.fault}`))
    }
    worker.addEventListener('message', listen)
    worker.addEventListener('error', ({ message }) => reject(new Error(`${peer}: ${message}`)), {
      once: true,
    })
    worker.postMessage({ id, method, args } satisfies Asked)
  })
}

async function start({ id, script, variant }: Entrant, settings: Settings): Promise<Answered> {
  workers.set(id, WORKERS[script!](variant))
  const images = new Uint8Array(await (await fetch('./images.bin')).arrayBuffer())
  return ask(id, 'prepare', images, settings)
}

/** Its memory, and its threads, are the others' again. */
function stop(peer: string): void {
  workers.get(peer)?.terminate()
  workers.delete(peer)
}

const bench = { start, ask, stop }
export type Bench = typeof bench
Object.assign(window, { bench })
