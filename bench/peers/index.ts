/**
 * The peers that the lab is measured against, and the lab itself. A peer in the browser needs a worker
 * (browser-peer.ts) listed in page/main.ts too.
 */
export interface PeerEntry {
  /** As in page/main.ts. */
  readonly id: string
  readonly label: string
  /** How many times faster the lab wants to be; null = it is measured for comparison only. */
  readonly wanted: number | null
}

export const LAB: PeerEntry = { id: 'elbo-lab', label: 'ELBO Lab', wanted: null }

/** Outside the browser, where there is a python3 with torch (native.ts). */
export const NATIVE: PeerEntry = { id: 'pytorch', label: 'PyTorch, CPU, best number of threads', wanted: 1.5 }

export const PEERS: readonly PeerEntry[] = [
  LAB,
  { id: 'elbo-lab-one-thread', label: 'ELBO Lab, one thread', wanted: null },
  { id: 'elbo-lab-composed', label: 'ELBO Lab, kernels=composed', wanted: null },
  { id: 'tfjs-minimize', label: 'TF.js, optimizer.minimize', wanted: 10 },
  { id: 'jax-js', label: 'jax-js, jit with Adam', wanted: 4 },
  NATIVE,
]
