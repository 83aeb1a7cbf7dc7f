/** Which backend is chosen when some cannot be used. The gradient check and the devices are real unless said. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { backend, getBackend } from '@tensorflow/tfjs-core'
import { afterEach, expect, test, vi } from 'vitest'
import { chooseBackend } from '../../src/engine/backend/choose.ts'
import { DEVICES, releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import * as check from '../../src/engine/backend/gradient-check.ts'
import * as warmUp from '../../src/engine/backend/warm-up.ts'
import type { KnownBackends } from '../../src/protocol/engine.ts'
import { DEFAULT_SETTINGS, type BackendName, type Settings } from '../../src/protocol/settings.ts'

vi.mock('../../src/engine/backend/gradient-check.ts', { spy: true })
vi.mock('../../src/engine/backend/warm-up.ts', { spy: true })

const settings = { ...DEFAULT_SETTINGS, hidden: [16], latent: 2, batch: 16 }
const choose = (backend: Settings['backend'], known?: KnownBackends, isComparison = false) =>
  chooseBackend({ settings: { ...settings, backend }, known, isComparison })
const codes = (notices: readonly { code: string }[]) => notices.map(({ code }) => code)

/** Its software adapter passes for a real one. */
function asHardware(name: BackendName): void {
  const probe = DEVICES[name].probe.bind(DEVICES[name])
  vi.spyOn(DEVICES[name], 'probe').mockImplementation(
    async () => ({ ...(await probe()), software: false }) as never,
  )
}

afterEach(() => vi.restoreAllMocks())

test('auto passes software GPUs over and takes wasm', async () => {
  const { info, notices } = await choose('auto')
  expect(info).toMatchObject({ name: 'wasm', measured: [] })
  expect(info.detail).toMatch(/thread/)
  expect(notices).toEqual([])
})

test('auto takes the first likely one at first, without measuring anything', async () => {
  asHardware('webgl')
  expect((await choose('auto')).info).toMatchObject({ name: 'wasm', measured: [], isAssumed: true })
  const { info } = await choose('auto', { remembered: null, avoided: ['wasm'] })
  expect(info).toMatchObject({ name: 'webgl', measured: [], isAssumed: true })
  expect(warmUp.measureStepsPerSecond).not.toHaveBeenCalled()
})

test(
  'asked to compare, it measures every real candidate, and takes the fastest',
  { tags: 'thorough' },
  async () => {
    asHardware('webgl')
    const { info } = await choose('auto', undefined, true)
    expect(info.measured.map(({ name }) => name).sort()).toEqual(['wasm', 'webgl'])
    const [fastest, slower] = info.measured
    expect(fastest!.stepsPerSecond).toBeGreaterThanOrEqual(slower!.stepsPerSecond)
    expect(info.name).toBe(fastest!.name)
  },
)

test('a software adapter asked for by name is used, and that is told', async () => {
  const { info, notices } = await choose('webgl')
  expect(info.name).toBe('webgl')
  expect(codes(notices)).toEqual(['backend-software'])
})

test('a backend with a wrong gradient is not used, and that is told', async () => {
  vi.spyOn(check, 'gradientError').mockResolvedValueOnce(1)
  const { info, notices } = await choose('webgl')
  expect(info.name).toBe('wasm')
  expect(notices).toEqual([
    { code: 'backend-gradient-check-failed', params: { backend: 'webgl', error: '1.0' } },
  ])
})

test('a backend that is not there is replaced, and that is told', async () => {
  vi.spyOn(DEVICES.webgpu, 'probe').mockReturnValue({ available: false, reason: 'no-webgpu' })
  const { info, notices } = await choose('webgpu')
  expect(info.name).toBe('wasm')
  expect(notices).toEqual([
    { code: 'backend-unavailable', params: { backend: 'webgpu', reason: 'no-webgpu' } },
  ])
})

test('a backend that cannot start is replaced, and that is told; the last resort is cpu', async () => {
  vi.spyOn(DEVICES.wasm, 'load').mockRejectedValue(new Error('blocked'))
  const { info, notices } = await choose('wasm')
  expect(info.name).toBe('cpu')
  expect(notices[0]).toEqual({ code: 'backend-failed', params: { backend: 'wasm', reason: 'blocked' } })
})

test('what was the fastest at an earlier visit is taken at once, and no other is looked at', async () => {
  const others = vi.spyOn(DEVICES.webgpu, 'probe')
  const measured = [
    { name: 'wasm' as const, stepsPerSecond: 90 },
    { name: 'webgpu' as const, stepsPerSecond: 40 },
  ]
  const { info, notices } = await choose('auto', { remembered: { name: 'wasm', measured }, avoided: [] })
  expect(info).toMatchObject({ name: 'wasm', measured, isRemembered: true })
  expect(notices).toEqual([])
  expect(others).not.toHaveBeenCalled()
})

test('one that is remembered and not there any more is forgotten', async () => {
  const { info } = await choose('auto', { remembered: { name: 'webgpu', measured: [] }, avoided: [] })
  expect(info.name).toBe('wasm') // the adapter is a software one
  expect(info.isRemembered).toBeUndefined()
})

test(
  'a run that has lost its device goes on with the next in order, unmeasured',
  { tags: 'thorough' },
  async () => {
    asHardware('webgl')
    const { info, notices } = await choose('webgpu', { remembered: null, avoided: ['webgpu'] })
    expect(info).toMatchObject({ name: 'wasm', measured: [] })
    expect(codes(notices)).toEqual(['backend-given-up'])
    const further = await choose('webgpu', { remembered: null, avoided: ['webgpu', 'wasm'] })
    expect(further.info.name).toBe('webgl')
    const last = await choose('webgpu', { remembered: null, avoided: ['webgpu', 'webgl', 'wasm'] })
    expect(last.info.name).toBe('cpu')
  },
)

test('a device that dies as soon as it is made is replaced, and that is told', async () => {
  const request = GPUAdapter.prototype.requestDevice
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (this: GPUAdapter, wish) {
    const device = await request.call(this, wish)
    device.destroy()
    return device
  })
  const { info, notices } = await choose('webgpu')
  expect([info.name, codes(notices)]).toEqual(['wasm', ['backend-failed']])
})

test(
  'the end of the chosen device is told, that of a released one is not',
  { tags: 'thorough' },
  async () => {
    const ends: string[] = []
    const onEnd = ({ code, params }: { code: string; params: object }) =>
      void ends.push(`${code} ${JSON.stringify(params)}`)
    await chooseBackend({ settings: { ...settings, backend: 'webgpu' }, onEnd })
    releaseDevice('webgpu')
    await chooseBackend({ settings: { ...settings, backend: 'webgl' }, onEnd })
    const { gl } = (backend() as MathBackendWebGL).gpgpu
    gl.getExtension('WEBGL_lose_context')!.loseContext()
    await expect.poll(() => ends).toEqual(['device-lost {"backend":"webgl","detail":""}'])
    releaseDevice('webgl')
  },
)

test(
  'a WebGPU device has the limits of its adapter, and tells what it refuses',
  { tags: 'thorough' },
  async () => {
    const ends: string[] = []
    await startDevice('webgpu', ({ code }) => void ends.push(code))
    const { device } = backend() as WebGPUBackend
    const adapter = await navigator.gpu.requestAdapter()
    expect(device.limits.maxBufferSize).toBe(adapter!.limits.maxBufferSize)
    expect(device.limits.maxStorageBufferBindingSize).toBe(adapter!.limits.maxStorageBufferBindingSize)
    device.createBuffer({ size: 2 * device.limits.maxBufferSize, usage: GPUBufferUsage.STORAGE })
    device.queue.submit([]) // what was refused is told with what comes after it
    await expect.poll(() => ends.length).toBeGreaterThan(0)
    expect(ends[0]).toMatch(/^(device-failed|out-of-memory)$/)
    releaseDevice('webgpu')
  },
)

test('a WebGPU device that has no more memory says that', { tags: 'thorough' }, async () => {
  const ends: object[] = []
  await startDevice('webgpu', ({ code, params }) => void ends.push({ code, ...params }))
  const error = new GPUOutOfMemoryError('vkAllocateMemory failed\n - While calling [Device].CreateBuffer')
  const { device } = backend() as WebGPUBackend
  device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }))
  expect(ends).toEqual([{ code: 'out-of-memory', backend: 'webgpu', detail: 'vkAllocateMemory failed' }])
  releaseDevice('webgpu')
})

test('wasm that gets no more memory says so, rather than writing over what it has', async () => {
  await startDevice('wasm')
  const { wasm } = backend() as unknown as { wasm: { _malloc(bytes: number): number } }
  expect(() => wasm._malloc(2 ** 31 - 8) + wasm._malloc(2 ** 31 - 8) + wasm._malloc(2 ** 31 - 8)).toThrow(
    expect.objectContaining({ code: 'out-of-memory' }),
  )
  releaseDevice('wasm')
})

/** Once the browser `isStuck`, so many seconds pass at once for whoever waits with a deadline. */
async function hurry<T>(begin: () => Promise<T>, isStuck: () => boolean, seconds: number): Promise<T> {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  const work = begin()
  while (!isStuck()) await new Promise((resolve) => setTimeout(resolve, 20))
  for (let second = 0; second < seconds; second++) await vi.advanceTimersByTimeAsync(1000)
  vi.useRealTimers()
  return work
}

test('an adapter that never comes is asked for once, and another backend takes its place', async () => {
  const asked = vi.spyOn(GPU.prototype, 'requestAdapter').mockReturnValue(new Promise(() => {}))
  const remembered = { remembered: { name: 'webgpu' as const, measured: [] }, avoided: [] }
  const wishes = [['webgpu'], ['auto'], ['auto', remembered]] as const
  for (const [i, [wish, known]] of wishes.entries()) {
    const isAsked = () => asked.mock.calls.length === i + 1
    const { info, notices } = await hurry(() => choose(wish, known), isAsked, 11)
    expect(info.name).toBe('wasm')
    expect(notices).toEqual([
      { code: 'backend-unavailable', params: { backend: 'webgpu', reason: 'no-answer' } },
    ])
  }
  expect(asked).toHaveBeenCalledTimes(wishes.length)
})

test('a device that never comes is given up; when it comes after all it is closed', async () => {
  const asked: ((device: GPUDevice) => void)[] = []
  const adapter = {
    info: { vendor: 'acme', architecture: 'one', device: '', description: '' },
    limits: {},
    requestDevice: () => new Promise<GPUDevice>((resolve) => asked.push(resolve)),
  }
  vi.spyOn(GPU.prototype, 'requestAdapter').mockResolvedValue(adapter as unknown as GPUAdapter)
  const isAsked = () => asked.length > 0
  const { info, notices } = await hurry(() => choose('webgpu'), isAsked, 61)
  expect(info.name).toBe('wasm')
  expect(notices).toEqual([
    { code: 'backend-failed', params: { backend: 'webgpu', reason: 'no answer within 60 s' } },
  ])
  const destroy = vi.fn()
  asked[0]!({ destroy } as unknown as GPUDevice)
  await expect.poll(() => destroy.mock.calls.length).toBe(1)
  expect(getBackend()).toBe('wasm')
})

test('numbers that never come back are given up', async () => {
  const computed = vi.spyOn(check, 'gradientError').mockReturnValueOnce(new Promise(() => {}))
  const before = computed.mock.calls.length
  const isAsked = () => computed.mock.calls.length > before
  const { info, notices } = await hurry(() => choose('wasm'), isAsked, 61)
  expect(info.name).toBe('cpu')
  expect(notices).toEqual([
    { code: 'backend-failed', params: { backend: 'wasm', reason: 'no answer within 60 s' } },
  ])
})
