/** The benchmark's page: starts a worker for each peer and hands calls on, for run.ts to drive through `window.bench`. */
import type { Answered, Asked, PeerMethod } from '../peers/browser-peer.ts'

/** Written out one by one: the bundler must see each URL. */
const WORKERS: Record<string, () => Worker> = {
  'elbo-lab': () => new Worker(new URL('../peers/elbo-lab.worker.ts', import.meta.url), { type: 'module' }),
  'elbo-lab-one-thread': () =>
    new Worker(new URL('../peers/elbo-lab.worker.ts', import.meta.url), {
      type: 'module',
      name: 'one-thread',
    }),
  'elbo-lab-composed': () =>
    new Worker(new URL('../peers/elbo-lab.worker.ts', import.meta.url), { type: 'module', name: 'composed' }),
  'tfjs-minimize': () =>
    new Worker(new URL('../peers/tfjs-minimize.worker.ts', import.meta.url), { type: 'module' }),
  'jax-js': () =>
    new Worker(new URL('../peers/jax-js.worker.ts', import.meta.url), { type: 'module', name: 'wasm' }),
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

async function start(peer: string): Promise<Answered> {
  workers.set(peer, WORKERS[peer]!())
  const images = new Uint8Array(await (await fetch('./images.bin')).arrayBuffer())
  return ask(peer, 'prepare', images)
}

const bench = { start, ask }
export type Bench = typeof bench
Object.assign(window, { bench })
