/**
 * Chooses the backend: the one asked for, or the fastest real one by measurement; never one that fails the gradient
 * check. Software GPU adapters are no candidates, since the CPU itself is faster.
 */
import type { BackendInfo } from '../../protocol/engine.ts'
import { CodedError, type Notice } from '../../protocol/errors.ts'
import { BACKEND_NAMES, type BackendName, type Settings } from '../../protocol/settings.ts'
import { DEVICES, releaseDevice, startDevice, type Availability } from './devices.ts'
import { gradientError, TOLERANCE } from './gradient-check.ts'
import { measureStepsPerSecond } from './warm-up.ts'

export interface Chosen {
  readonly info: BackendInfo
  readonly notices: readonly Notice[]
}

type Found = Availability & { readonly name: BackendName }

/** Starts the backend and checks a gradient on it; null, and a notice, if it is not to be used. */
async function startTrusted(name: BackendName, settings: Settings, notices: Notice[]): Promise<boolean> {
  try {
    await startDevice(name)
    const error = await gradientError(settings)
    if (error < TOLERANCE) return true
    notices.push({
      code: 'backend-gradient-check-failed',
      params: { backend: name, error: error.toPrecision(2) },
    })
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    notices.push({ code: 'backend-failed', params: { backend: name, reason } })
  }
  releaseDevice(name)
  return false
}

const probeAll = (): Promise<Found[]> =>
  Promise.all(BACKEND_NAMES.map(async (name) => ({ name, ...(await DEVICES[name].probe()) })))

export async function chooseBackend(settings: Settings): Promise<Chosen> {
  const notices: Notice[] = []
  const found = await probeAll()
  if (settings.backend !== 'auto') {
    const asked = found.find(({ name }) => name === settings.backend)!
    if (!asked.available) {
      notices.push({ code: 'backend-unavailable', params: { backend: asked.name, reason: asked.reason } })
    } else if (await startTrusted(asked.name, settings, notices)) {
      if (asked.software) notices.push({ code: 'backend-software', params: { backend: asked.name } })
      return { info: { name: asked.name, detail: await describe(found, asked.name), measured: [] }, notices }
    }
  }
  return chooseFastest(found, settings, notices)
}

/** Measures the real candidates, if there are several; the plain `cpu` backend stands in when nothing else works. */
async function chooseFastest(
  found: readonly Found[],
  settings: Settings,
  notices: Notice[],
): Promise<Chosen> {
  const isReal = (one: Found) => one.available && !one.software && one.name !== 'cpu'
  const failed = new Set(notices.map(({ params }) => params.backend))
  const candidates = found.filter((one) => isReal(one) && !failed.has(one.name))
  const started: BackendName[] = []
  const measured: { name: BackendName; stepsPerSecond: number }[] = []
  for (const { name } of candidates) {
    if (!(await startTrusted(name, settings, notices))) continue
    started.push(name)
    if (candidates.length > 1) measured.push({ name, stepsPerSecond: await measureStepsPerSecond(settings) })
  }
  measured.sort((a, b) => b.stepsPerSecond - a.stepsPerSecond)
  const winner = measured[0]?.name ?? started[0] ?? 'cpu'
  for (const name of started) if (name !== winner) releaseDevice(name)
  await startDevice(winner).catch((thrown: unknown) => {
    throw new CodedError('no-backend', { detail: String(thrown) })
  })
  return { info: { name: winner, detail: await describe(found, winner), measured }, notices }
}

async function describe(found: readonly Found[], name: BackendName): Promise<string> {
  if (name === 'wasm') return (await import('./wasm.ts')).describeWasm()
  const one = found.find((candidate) => candidate.name === name)
  return one?.available ? one.detail : ''
}
