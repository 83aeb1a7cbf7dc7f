/** Which backend is chosen when some cannot be used. The gradient check and the devices are real unless said. */
import { afterEach, expect, test, vi } from 'vitest'
import { chooseBackend } from '../../src/engine/backend/choose.ts'
import { DEVICES } from '../../src/engine/backend/devices.ts'
import * as check from '../../src/engine/backend/gradient-check.ts'
import { DEFAULT_SETTINGS } from '../../src/protocol/settings.ts'

vi.mock('../../src/engine/backend/gradient-check.ts', { spy: true })
vi.mock('../../src/engine/backend/warm-up.ts', { spy: true })

const settings = { ...DEFAULT_SETTINGS, hidden: [16], latent: 2, batch: 16 }
const codes = (notices: readonly { code: string }[]) => notices.map(({ code }) => code)

afterEach(() => vi.restoreAllMocks())

test('auto passes software GPUs over and takes wasm', async () => {
  const { info, notices } = await chooseBackend({ ...settings, backend: 'auto' })
  expect(info).toMatchObject({ name: 'wasm', measured: [] })
  expect(info.detail).toMatch(/thread/)
  expect(notices).toEqual([])
})

test('auto measures where there are several real candidates, and takes the fastest', async () => {
  const probe = DEVICES.webgl.probe.bind(DEVICES.webgl)
  vi.spyOn(DEVICES.webgl, 'probe').mockImplementation(
    async () => ({ ...(await probe()), software: false }) as never,
  )
  const { info } = await chooseBackend({ ...settings, backend: 'auto' })
  expect(info.measured.map(({ name }) => name).sort()).toEqual(['wasm', 'webgl'])
  const [fastest, slower] = info.measured
  expect(fastest!.stepsPerSecond).toBeGreaterThanOrEqual(slower!.stepsPerSecond)
  expect(info.name).toBe(fastest!.name)
}, 60_000)

test('a software adapter asked for by name is used, and that is told', async () => {
  const { info, notices } = await chooseBackend({ ...settings, backend: 'webgl' })
  expect(info.name).toBe('webgl')
  expect(codes(notices)).toEqual(['backend-software'])
}, 60_000)

test('a backend with a wrong gradient is not used, and that is told', async () => {
  vi.spyOn(check, 'gradientError').mockResolvedValueOnce(1)
  const { info, notices } = await chooseBackend({ ...settings, backend: 'webgl' })
  expect(info.name).toBe('wasm')
  expect(notices).toEqual([
    { code: 'backend-gradient-check-failed', params: { backend: 'webgl', error: '1.0' } },
  ])
})

test('a backend that is not there is replaced, and that is told', async () => {
  vi.spyOn(DEVICES.webgpu, 'probe').mockReturnValue({ available: false, reason: 'no-webgpu' })
  const { info, notices } = await chooseBackend({ ...settings, backend: 'webgpu' })
  expect(info.name).toBe('wasm')
  expect(notices).toEqual([
    { code: 'backend-unavailable', params: { backend: 'webgpu', reason: 'no-webgpu' } },
  ])
})

test('a backend that cannot start is replaced, and that is told; the last resort is cpu', async () => {
  vi.spyOn(DEVICES.wasm, 'load').mockRejectedValue(new Error('blocked'))
  const { info, notices } = await chooseBackend({ ...settings, backend: 'wasm' })
  expect(info.name).toBe('cpu')
  expect(notices[0]).toEqual({ code: 'backend-failed', params: { backend: 'wasm', reason: 'blocked' } })
})
