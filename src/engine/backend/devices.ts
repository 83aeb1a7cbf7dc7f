/**
 * The TF.js backends: what each needs, whether it is available, whether it is real hardware, how to start it,
 * and how its loss is detected. Modules are loaded on demand.
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

/** A backend that can be started here, or the reason why it cannot. */
export type Availability =
  | { readonly available: true; readonly software: boolean; readonly detail: string }
  | { readonly available: false; readonly reason: string }

export interface Device {
  probe(): Promise<Availability> | Availability
  /** Registers the backend with TF.js. */
  load(): Promise<unknown>
  /** Installs our own kernels after TF.js has started the backend. */
  equip?(): Promise<unknown>
  /** Watches for the loss of the backend, once TF.js has started it. */
  watch?(backend: unknown, onEnd: OnEnd): Promise<void>
  /** Abandons a backend that is still being created. */
  abandon?(): void
  /** Frees what TF.js does not. */
  destroy?(backend: unknown): Promise<void>
  /** Time limit of each try to start it, in milliseconds. */
  readonly triesMs?: readonly number[]
  /** Simplifies the configuration before the last of several tries. */
  simplify?(): Promise<void>
}

/** On a busy machine the GPU process may have to be started first. */
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
 * Loads the modules of the backend. A script that fails to load is retried, but not forever: some browsers
 * remember the failure for the lifetime of the worker.
 */
export async function loadDevice(name: BackendName, pauseMs = 1000): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return void (await DEVICES[name].load())
    } catch (thrown) {
      // Files have already been retried (program.ts).
      const isScript = !(thrown instanceof CodedError) && toFault(thrown).code === 'part-not-loaded'
      if (!isScript || tries === MOST_TRIES) throw thrown
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (tries - 1)))
  }
}

/**
 * Some backends never answer if they cannot start (threads without shared memory, a hung driver). Others
 * compile for half a minute on a busy machine; meanwhile the user may cancel or choose another.
 */
const START_MS = 60_000

/**
 * A thread whose script is lost in transit, for instance when one service worker replaces another, never
 * starts: new threads are requested, and finally none.
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

/** For display after the name of the backend. */
export const noAnswer = (ms: number) => (): Error => new Error(`no answer within ${ms / 1000} s`)

interface Started {
  readonly backend: unknown
  onEnd: OnEnd
}

const started = new Map<BackendName, Started>()

/** A backend that was released or replaced reports nothing. */
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

/**
 * Makes the backend the active one of TF.js. Throws if it cannot be started. `onEnd`: called if it becomes
 * unusable later.
 */
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

/** Frees what the backend holds, whether started or still starting; it can be started again. */
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
