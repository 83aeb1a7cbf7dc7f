/**
 * What a peer that runs in a browser's worker has to offer, and the protocol it is asked by. One worker a peer, so that
 * none shares a backend, a heap or compiled code with another. The worker's name is its variant: the backend first.
 */
import type { Settings } from '../../src/protocol/settings.ts'
import type { GpuKernelTime } from './gpu-times.ts'
import type { KernelTime } from './kernel-times.ts'
import { callsBetween, countGpuCalls, type GpuCalls } from './gpu-calls.ts'

export interface BrowserPeer {
  /** Loads what is needed and puts the problem's initial weights in place; resolves with what computes. */
  prepare(images: Uint8Array, settings: Settings): Promise<string>
  /** negElboPerImage, in nats, of the first step's batch at the initial weights; call before `run`. */
  firstLoss(): Promise<number> | number
  /** Takes training steps and waits for the last one's numbers. */
  run(steps: number): Promise<void>
  /** GFLOP/s of a large square matrix product, if the peer offers one. */
  matrixProductRate?(): Promise<number>
  /** Takes training steps; resolves with the time of each kernel meanwhile, if the peer is one that times them. */
  kernelTimes?(steps: number): Promise<readonly (KernelTime | GpuKernelTime)[]>
  /** Measures the variance of both estimators with this many draws, if the peer offers it. */
  probe?(draws: number): Promise<void>
}

export type PeerMethod = keyof BrowserPeer

export interface Asked {
  readonly id: number
  readonly method: PeerMethod
  readonly args: readonly unknown[]
}

export interface Answered {
  readonly id: number
  readonly value?: unknown
  readonly milliseconds: number
  /** What the call asked of the GPU. */
  readonly gpu?: GpuCalls
  readonly fault?: string
}

/** The worker's name, read as what to compute with and how. */
export function variantOf(name: string): { readonly backend: string; readonly how: readonly string[] } {
  const [backend = '', ...how] = name.split(' ')
  return { backend, how }
}

/** Answers the page; the time of a call is taken here, without the messages. */
export function servePeer(peer: BrowserPeer): void {
  const methods = peer as unknown as Record<PeerMethod, (...args: readonly unknown[]) => unknown>
  const gpuCalls = countGpuCalls()
  self.onmessage = async ({ data }: MessageEvent<Asked>) => {
    const before = gpuCalls()
    const started = performance.now()
    const answer = (rest: Partial<Answered>) =>
      self.postMessage({
        id: data.id,
        milliseconds: performance.now() - started,
        gpu: callsBetween(before, gpuCalls()),
        ...rest,
      })
    try {
      answer({ value: await methods[data.method](...data.args) })
    } catch (thrown) {
      answer({ fault: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) })
    }
  }
}
