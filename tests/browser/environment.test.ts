/** The browser that the other suites run in has what they test; if one of these fails, look here first. */
import { expect, it } from 'vitest'

it('is cross-origin isolated', () => {
  expect(crossOriginIsolated).toBe(true)
  expect(new SharedArrayBuffer(8).byteLength).toBe(8)
})

it('has a WebGPU adapter and device', async () => {
  const adapter = await navigator.gpu.requestAdapter()
  expect(adapter).not.toBeNull()
  const device = await adapter?.requestDevice()
  expect(device?.limits.maxStorageBuffersPerShaderStage).toBeGreaterThanOrEqual(8)
  device?.destroy()
})

it('has WebGL2, also off the main thread', () => {
  expect(new OffscreenCanvas(1, 1).getContext('webgl2')).not.toBeNull()
})

it('isolates workers too', async () => {
  const source = URL.createObjectURL(
    new Blob(['postMessage(crossOriginIsolated)'], { type: 'text/javascript' }),
  )
  const worker = new Worker(source)
  const isolated = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data)
  })
  worker.terminate()
  expect(isolated).toBe(true)
})
