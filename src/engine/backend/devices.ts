/**
 * The TF.js backends: what each needs, whether it is there, whether it is real hardware, how to start it, and how one
 * learns that it is gone. Modules are loaded only when asked for.
 */
import {
  backend as presentBackend,
  findBackendFactory,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core'
import { CodedError, toFault } from '../../protocol/errors.ts'
import type { BackendName } from '../../protocol/settings.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import type { OnEnd } from './on-end.ts'
import { isSoftware, isSoftwareAdapter, nameOfAdapter } from './software.ts'

/** A backend that could be started here, or why it could not. */
export type Availability =
  | { readonly available: true; readonly software: boolean; readonly detail: string }
  | { readonly available: false; readonly reason: string }

export interface Device {
  probe(): Promise<Availability> | Availability
  /** Registers the backend with TF.js. */
  load(): Promise<unknown>
  /** What is to be added once TF.js has started it. */
  equip?(): Promise<unknown>
  /** From when TF.js has started it. */
  watch?(backend: unknown, onEnd: OnEnd): Promise<void>
  /** One that is still being made is not wanted any more. */
  abandon?(): void
  /** What TF.js leaves behind. */
  destroy?(backend: unknown): Promise<void>
  /** How long each try to start it may take, in milliseconds. */
  readonly triesMs?: readonly number[]
  /** Makes the last of several tries a more modest one. */
  simplify?(): Promise<void>
}

/** The graphics process may have to be started first, on a busy machine. */
const ANSWER_MS = 10_000

const unavailable = (reason: string): Availability => ({ available: false, reason })

async function probeWebGpu(): Promise<Availability> {
  const gpu = (globalThis.navigator as { gpu?: GPU } | undefined)?.gpu
  if (!gpu) return unavailable('no-webgpu')
  const asked = gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  const adapter = await withDeadline(asked, ANSWER_MS, noAnswer(ANSWER_MS)).catch(() => 'silent' as const)
  if (adapter === 'silent') return unavailable('no-answer')
  if (!adapter) return unavailable('no-adapter')
  return { available: true, software: isSoftwareAdapter(adapter.info), detail: nameOfAdapter(adapter.info) }
}

async function probeWebGl(): Promise<Availability> {
  if (typeof OffscreenCanvas === 'undefined') return unavailable('no-webgl')
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return unavailable('no-webgl')
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const detail = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return { available: true, software: isSoftware(detail), detail }
}

function probeWasm(): Availability {
  if (typeof WebAssembly === 'undefined') return unavailable('no-wasm')
  return { available: true, software: false, detail: '' }
}

const webGpu = () => import('./webgpu.ts')
const webGl = () => import('./webgl.ts')
const wasm = () => import('./wasm.ts')

/**
 * Brings what the backend needs. A script that does not come is asked for again, but not without end: some browsers
 * remember for a worker's lifetime that it could not be had.
 */
export async function loadDevice(name: BackendName, pauseMs = 1000): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return void (await DEVICES[name].load())
    } catch (thrown) {
      // Files have been asked for again already (program.ts).
      const isScript = !(thrown instanceof CodedError) && toFault(thrown).code === 'part-not-loaded'
      if (!isScript || tries === MOST_TRIES) throw thrown
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (tries - 1)))
  }
}

/**
 * Some backends never answer where they cannot start (threads without shared memory, a hung driver). Others compile for
 * half a minute on a busy machine; meanwhile a person may cancel, or choose another.
 */
const START_MS = 60_000

/**
 * A thread whose script is lost on its way, as when one service worker takes over from another, is waited for in vain: new
 * threads are asked for, and in the end none.
 */
const WASM_TRIES_MS = [20_000, 20_000, START_MS]

export const DEVICES: Readonly<Record<BackendName, Device>> = {
  webgpu: {
    probe: probeWebGpu,
    load: () => webGpu().then(({ registerWebGpu }) => registerWebGpu()),
    equip: () => webGpu().then(({ equipWebGpu }) => equipWebGpu()),
    watch: (backend, onEnd) => webGpu().then(({ watchWebGpu }) => watchWebGpu(backend, onEnd)),
    abandon: () => void webGpu().then(({ abandonWebGpu }) => abandonWebGpu()),
    destroy: (backend) => webGpu().then(({ destroyWebGpu }) => destroyWebGpu(backend)),
  },
  webgl: {
    probe: probeWebGl,
    load: () => import('@tensorflow/tfjs-backend-webgl'),
    equip: () => webGl().then(({ equipWebGl }) => equipWebGl()),
    watch: (backend, onEnd) => webGl().then(({ watchWebGl }) => watchWebGl(backend, onEnd)),
  },
  wasm: {
    probe: probeWasm,
    load: () => wasm().then(({ prepareWasm }) => prepareWasm()),
    equip: () => wasm().then(({ equipWasm }) => equipWasm()),
    triesMs: WASM_TRIES_MS,
    simplify: () => wasm().then(({ forgoThreads }) => forgoThreads()),
  },
  cpu: {
    probe: () => ({ available: true, software: false, detail: '' }),
    load: () => import('@tensorflow/tfjs-backend-cpu'),
  },
}

const MOST_TRIES = 4

/** As a person reads it, with the name of the backend before it. */
export const noAnswer = (ms: number) => (): Error => new Error(`no answer within ${ms / 1000} s`)

interface Started {
  readonly backend: unknown
  onEnd: OnEnd
}

const started = new Map<BackendName, Started>()

/** One that was released, or has given way to another of its name, has nothing to tell. */
async function watch(name: BackendName, onEnd: OnEnd): Promise<void> {
  const backend: unknown = presentBackend()
  const known = started.get(name)
  if (known && known.backend === backend) return void (known.onEnd = onEnd)
  const one: Started = { backend, onEnd }
  started.set(name, one)
  await DEVICES[name].watch?.(backend, (fault) => started.get(name) === one && one.onEnd(fault))
}

async function startWithin(limitMs: number, name: BackendName, onEnd: OnEnd): Promise<void> {
  let isGivenUp = false
  const start = async () => {
    if (!(await setBackend(name))) throw new Error('TF.js could not initialise it')
    if (isGivenUp) return // another one is in use by now
    await ready()
    await watch(name, onEnd)
    await DEVICES[name].equip?.()
  }
  await withDeadline(start(), limitMs, noAnswer(limitMs)).finally(() => (isGivenUp = true))
}

/** Makes the backend the one TF.js uses. Throws if it cannot be started. `onEnd`: it was, and is of no use any more. */
export async function startDevice(name: BackendName, onEnd: OnEnd = () => {}): Promise<void> {
  await loadDevice(name)
  const { triesMs = [START_MS], simplify } = DEVICES[name]
  for (const limitMs of triesMs.slice(0, -1)) {
    const isStarted = await startWithin(limitMs, name, onEnd).then(
      () => true,
      () => false,
    )
    if (isStarted) return
    releaseDevice(name)
  }
  if (triesMs.length > 1) await simplify?.()
  await startWithin(triesMs.at(-1)!, name, onEnd)
}

/** Frees what the backend holds, if it was started, or is still being started; it can be started again. */
export function releaseDevice(name: BackendName): void {
  DEVICES[name].abandon?.()
  const factory = findBackendFactory(name)
  if (!factory) return
  const one = started.get(name)
  started.delete(name)
  removeBackend(name)
  registerBackend(name, factory)
  if (one) void DEVICES[name].destroy?.(one.backend)
}
