/**
 * Chooses the backend: the one requested, else the fastest of an earlier visit, else the one most likely to be
 * the fastest, so that nobody waits for a comparison. If a comparison is requested, the fastest by measurement.
 * Never one that fails the gradient check or has repeatedly lost its device. Software GPU adapters are
 * excluded, since the CPU itself is faster. client/machine.ts remembers results between visits.
 */
import type { BackendInfo, KnownBackends, MeasuredBackend } from '../../protocol/engine.ts'
import { CodedError, toFault, type Notice } from '../../protocol/errors.ts'
import {
  BACKEND_NAMES,
  familiesWithoutReset,
  type BackendName,
  type Settings,
} from '../../protocol/settings.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import { DEVICES, noAnswer, releaseDevice, startDevice, type Availability } from './devices.ts'
import type { OnEnd } from './on-end.ts'
import { gradientError, TOLERANCE } from './gradient-check.ts'
import { measureStepsPerSecond } from './warm-up.ts'

export interface ChosenBackend {
  readonly info: BackendInfo
  readonly notices: readonly Notice[]
}

export interface Choosing {
  readonly settings: Settings
  readonly known?: KnownBackends | undefined
  /** Measure every hardware backend. */
  readonly isComparison?: boolean
  /** Called when the chosen backend loses its device. */
  readonly onEnd?: OnEnd | undefined
}

type Found = Availability & { readonly name: BackendName }

const NOT_LOADED = 'backend-not-loaded'

/** Limit for a small computation; on a busy machine a GPU may have to compile its programs first. */
const COMPUTE_MS = 60_000

const NOTHING_KNOWN: KnownBackends = { remembered: null, avoided: [] }

const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown))

/** `happens` rejects when the device of this name is lost. */
function createLoss() {
  let reject: (fault: CodedError) => void = () => {}
  const happens = new Promise<never>((_, refuse) => (reject = refuse))
  happens.catch(() => undefined)
  return { happens, reject }
}

/** Tries backends one after the other, and records those that are unusable. */
function createTrial({ settings, onEnd = () => {} }: Choosing) {
  const notices: Notice[] = []
  const failed = new Set<BackendName>()
  const losses = new Map(BACKEND_NAMES.map((name) => [name, createLoss()]))
  let taken: BackendName | null = null

  const ended =
    (name: BackendName): OnEnd =>
    (fault) =>
      taken === name ? onEnd(fault) : losses.get(name)!.reject(fault)
  const whileThere = <T>(name: BackendName, work: Promise<T>): Promise<T> =>
    withDeadline(Promise.race([work, losses.get(name)!.happens]), COMPUTE_MS, noAnswer(COMPUTE_MS))

  function giveUp(name: BackendName, code: string, params: Notice['params']): null {
    notices.push({ code, params: { backend: name, ...params } })
    failed.add(name)
    releaseDevice(name)
    return null
  }

  /** Starts the backend, checks its gradient, then does `work`; null, and a notice, if the backend is unusable. */
  async function attempt<T>(name: BackendName, work: () => Promise<T>): Promise<T | null> {
    try {
      await startDevice(name, ended(name))
      const error = await whileThere(
        name,
        gradientError(settings, familiesWithoutReset(settings), [settings.objective]),
      )
      if (error < TOLERANCE) return await whileThere(name, work())
      return giveUp(name, 'backend-gradient-check-failed', { error: error.toPrecision(2) })
    } catch (thrown) {
      if (toFault(thrown).code === 'part-not-loaded') return giveUp(name, NOT_LOADED, {})
      return giveUp(name, 'backend-failed', { reason: messageOf(thrown) })
    }
  }

  /** Starts the chosen backend; from now on the loss of its device is reported to the engine. */
  async function take(name: BackendName): Promise<void> {
    await whileThere(name, startDevice(name, ended(name)))
    taken = name
    if (name === 'wasm') await (await import('./wasm.ts')).tuneWasm(settings)
  }

  return { notices, failed, attempt, take }
}

type Trial = ReturnType<typeof createTrial>

/** A browser or a driver that throws when it is asked has nothing to offer. */
async function probeOne(name: BackendName): Promise<Found> {
  try {
    return { name, ...(await DEVICES[name].probe()) }
  } catch {
    return { name, available: false, reason: 'no-adapter' }
  }
}

/** Skips backends that have failed: one that did not answer would be waited for again. */
const probeAll = (failed: ReadonlySet<BackendName>): Promise<Found[]> =>
  Promise.all(BACKEND_NAMES.filter((name) => name === 'cpu' || !failed.has(name)).map(probeOne))

/** A backend that may exist but does not answer has made the user wait: report it. */
function tellSilent(found: readonly Found[], { notices, failed }: Trial): void {
  for (const one of found)
    if (!one.available && one.reason === 'no-answer') {
      notices.push({ code: 'backend-unavailable', params: { backend: one.name, reason: one.reason } })
      failed.add(one.name)
    }
}

const isReal = (one: Found) => one.available && !one.software && one.name !== 'cpu'

/** A module that fails to load is told of when wasm itself is tried. */
const doWithoutThreads = (): Promise<void> =>
  import('./wasm.ts').then(({ avoidThreads }) => avoidThreads()).catch(() => undefined)

export async function chooseBackend(choosing: Choosing): Promise<ChosenBackend> {
  if (choosing.known?.withoutThreads) await doWithoutThreads()
  const trial = createTrial(choosing)
  const info =
    (await chooseAsked(choosing, trial)) ??
    (await chooseRemembered(choosing, trial)) ??
    (await chooseLikely(choosing, trial)) ??
    (await chooseAmongAll(choosing, trial))
  const isMakeshift = trial.notices.some(({ code }) => code === NOT_LOADED) || (await lacksParts(info.name))
  return { info: { ...info, ...(isMakeshift && { isMakeshift }) }, notices: trial.notices }
}

const lacksParts = async (name: BackendName): Promise<boolean> =>
  name === 'wasm' && (await import('./wasm.ts')).lacksPartsOfWasm()

async function infoOf(found: Found, measured: readonly MeasuredBackend[] = []): Promise<BackendInfo> {
  return { name: found.name, detail: await describe(found), measured }
}

async function chooseAsked({ settings, known }: Choosing, trial: Trial): Promise<BackendInfo | null> {
  const name = settings.backend
  if (name === 'auto') return null
  if (known?.avoided.includes(name)) {
    trial.notices.push({ code: 'backend-given-up', params: { backend: name } })
    return null
  }
  const asked = await probeOne(name)
  if (!asked.available) {
    trial.notices.push({ code: 'backend-unavailable', params: { backend: name, reason: asked.reason } })
    trial.failed.add(name)
    return null
  }
  if (!(await trial.attempt(name, async () => true))) return null
  if (asked.software) trial.notices.push({ code: 'backend-software', params: { backend: name } })
  await trial.take(name)
  return infoOf(asked)
}

async function chooseRemembered({ settings, known }: Choosing, trial: Trial): Promise<BackendInfo | null> {
  const { remembered, avoided } = known ?? NOTHING_KNOWN
  if (settings.backend !== 'auto' || !remembered || avoided.includes(remembered.name)) return null
  const found = await probeOne(remembered.name)
  tellSilent([found], trial)
  if (!isReal(found) || !(await trial.attempt(found.name, async () => true))) return null
  await trial.take(found.name)
  return { ...(await infoOf(found, remembered.measured)), isRemembered: true }
}

/** From the most likely to be the fastest: a GPU with the newest interface, then the CPU. */
const LIKELY: readonly BackendName[] = ['webgpu', 'wasm', 'webgl']

async function chooseLikely({ known, isComparison }: Choosing, trial: Trial): Promise<BackendInfo | null> {
  if (isComparison) return null
  for (const name of LIKELY) {
    if (known?.avoided.includes(name) || trial.failed.has(name)) continue
    const found = await probeOne(name)
    tellSilent([found], trial)
    if (!isReal(found) || !(await trial.attempt(name, async () => true))) continue
    await trial.take(name)
    return { ...(await infoOf(found)), isAssumed: true }
  }
  return null
}

async function chooseAmongAll({ settings, known }: Choosing, trial: Trial): Promise<BackendInfo> {
  const { avoided } = known ?? NOTHING_KNOWN
  const found = await probeAll(trial.failed)
  tellSilent(found, trial)
  const candidates = found.filter(
    (one) => isReal(one) && !trial.failed.has(one.name) && !avoided.includes(one.name),
  )
  const measured = await measure(candidates, settings, trial)
  const name = measured[0]?.name ?? (await firstThatWorks(candidates, trial))
  await trial.take(name).catch((thrown: unknown) => {
    if (thrown instanceof CodedError || toFault(thrown).code === 'part-not-loaded') throw thrown
    throw new CodedError('no-backend', { detail: String(thrown) })
  })
  return infoOf(
    found.find((one) => one.name === name)!,
    measured.length > 1 ? measured : [],
  )
}

/**
 * Measured backends, the fastest first. A single candidate is not measured: there is nothing to compare it
 * with.
 */
async function measure(
  candidates: readonly Found[],
  settings: Settings,
  { attempt }: Trial,
): Promise<MeasuredBackend[]> {
  if (candidates.length < 2) return []
  const measured: MeasuredBackend[] = []
  for (const { name } of candidates) {
    const stepsPerSecond = await attempt(name, () => measureStepsPerSecond(settings))
    if (stepsPerSecond !== null) measured.push({ name, stepsPerSecond })
  }
  measured.sort((a, b) => b.stepsPerSecond - a.stepsPerSecond)
  for (const { name } of measured.slice(1)) releaseDevice(name)
  return measured
}

/** In the order of BACKEND_NAMES; the plain `cpu` backend is the fallback. */
async function firstThatWorks(
  candidates: readonly Found[],
  { attempt, failed }: Trial,
): Promise<BackendName> {
  for (const { name } of candidates)
    if (!failed.has(name) && (await attempt(name, async () => true))) return name
  return 'cpu'
}

async function describe(found: Found): Promise<string> {
  if (found.name === 'wasm') return (await import('./wasm.ts')).describeWasm()
  const detail = found.available ? found.detail : ''
  return found.name === 'webgpu' ? (await import('./webgpu.ts')).describeWebGpu(detail) : detail
}
