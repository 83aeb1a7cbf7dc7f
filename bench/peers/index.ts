/**
 * The peers that the lab is measured against, and the lab itself, by backend. A peer in the browser needs a worker
 * (browser-peer.ts) listed in page/main.ts too.
 */
import type { Settings } from '../../src/protocol/settings.ts'

/** Backends that the lab is measured on; `cpu` is nobody's choice. */
export const BENCH_BACKENDS = ['wasm', 'webgpu', 'webgl'] as const
export type BenchBackend = (typeof BENCH_BACKENDS)[number]

/** One who takes training steps in turn with others. */
export interface Entrant {
  readonly id: string
  /** Its worker, as in page/main.ts; null = it runs outside the browser (native.ts). */
  readonly script: 'elbo-lab' | 'tfjs-minimize' | 'jax-js' | null
  /** The worker's name: the backend, then what is left away. */
  readonly variant: string
  /** What differs from the standard configuration. */
  readonly changes?: Partial<Settings>
}

export interface PeerEntry extends Entrant {
  readonly label: string
  /** How many times faster the lab wants to be; null = it is measured for comparison only. */
  readonly wanted: number | null
}

export const LAB = 'elbo-lab'
export const NATIVE = 'pytorch'

export const isNative = ({ script }: Entrant): boolean => script === null

const LABELS: Readonly<Record<string, string>> = {
  'one-thread': 'one thread',
  composed: 'kernels=composed',
}

const lab = (variant: string): PeerEntry => ({
  id: [LAB, ...variant.split(' ').slice(1)].join('-'),
  script: 'elbo-lab',
  variant,
  label: ['ELBO Lab', LABELS[variant.split(' ')[1] ?? '']].filter(Boolean).join(', '),
  wanted: null,
})

const minimize = (variant: string, wanted: number): PeerEntry => ({
  id: 'tfjs-minimize',
  script: 'tfjs-minimize',
  variant,
  label: 'TF.js, optimizer.minimize',
  wanted,
})

const jax = (variant: string, wanted: number): PeerEntry => ({
  id: 'jax-js',
  script: 'jax-js',
  variant,
  label: 'jax-js, jit with Adam',
  wanted,
})

const pytorch: PeerEntry = {
  id: NATIVE,
  script: null,
  variant: '',
  label: 'PyTorch, CPU, best number of threads',
  wanted: 1.5,
}

/** The lab comes first. */
export const PEERS: Readonly<Record<BenchBackend, readonly PeerEntry[]>> = {
  wasm: [
    lab('wasm'),
    lab('wasm one-thread'),
    lab('wasm composed'),
    minimize('wasm', 10),
    jax('wasm', 4),
    pytorch,
  ],
  webgpu: [lab('webgpu'), lab('webgpu composed'), minimize('webgpu', 5), jax('webgpu', 1.5)],
  // jax-js runs on WebGL too, at 9 s a step on a software GPU; nothing is wanted against it.
  webgl: [lab('webgl'), minimize('webgl', 1)],
}
