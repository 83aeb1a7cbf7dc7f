/**
 * The TF.js backends: what each needs, whether it is there, whether it is real hardware, and how to start it. Modules
 * are loaded only when asked for.
 */
import { findBackendFactory, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core'
import type { BackendName } from '../../protocol/settings.ts'

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
}

const unavailable = (reason: string): Availability => ({ available: false, reason })

/** Names under which software renderers present themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i

async function probeWebGpu(): Promise<Availability> {
  const gpu = (globalThis.navigator as { gpu?: GPU } | undefined)?.gpu
  if (!gpu) return unavailable('no-webgpu')
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  if (!adapter) return unavailable('no-adapter')
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
  const detail = description || [vendor, architecture, device].filter(Boolean).join(' ')
  return {
    available: true,
    software: isFallbackAdapter || SOFTWARE.test(`${detail} ${architecture}`),
    detail,
  }
}

async function probeWebGl(): Promise<Availability> {
  if (typeof OffscreenCanvas === 'undefined') return unavailable('no-webgl')
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return unavailable('no-webgl')
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const detail = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return { available: true, software: SOFTWARE.test(detail), detail }
}

function probeWasm(): Availability {
  if (typeof WebAssembly === 'undefined') return unavailable('no-wasm')
  return { available: true, software: false, detail: '' }
}

export const DEVICES: Readonly<Record<BackendName, Device>> = {
  webgpu: { probe: probeWebGpu, load: () => import('@tensorflow/tfjs-backend-webgpu') },
  webgl: { probe: probeWebGl, load: () => import('@tensorflow/tfjs-backend-webgl') },
  wasm: {
    probe: probeWasm,
    load: () => import('./wasm.ts').then(({ prepareWasm }) => prepareWasm()),
    equip: () => import('./wasm.ts').then(({ equipWasm }) => equipWasm()),
  },
  cpu: {
    probe: () => ({ available: true, software: false, detail: '' }),
    load: () => import('@tensorflow/tfjs-backend-cpu'),
  },
}

/** Some backends never answer where they cannot start (threads without shared memory, a hung driver). */
const START_TIMEOUT_MS = 20_000

const timeout = (ms: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms))

/** Makes the backend the one TF.js uses. Throws if it cannot be started. */
export async function startDevice(name: BackendName): Promise<void> {
  const start = async () => {
    await DEVICES[name].load()
    if (!(await setBackend(name))) throw new Error('TF.js could not initialise it')
    await ready()
    await DEVICES[name].equip?.()
  }
  await Promise.race([start(), timeout(START_TIMEOUT_MS)])
}

/** Frees what the backend holds, if it was started; it can be started again. */
export function releaseDevice(name: BackendName): void {
  const factory = findBackendFactory(name)
  if (!factory) return
  removeBackend(name)
  registerBackend(name, factory)
}
