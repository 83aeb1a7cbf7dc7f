/**
 * Measurements of gradient noise requested by the user: the variance now, against L, and of single coordinates.
 * One at a time; training continues. The engine schedules the probe's own measurements.
 */
import type { LaneReport } from '../protocol/engine.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import type { Settings } from '../protocol/settings.ts'
import {
  MEASURED_KS,
  SWEPT_BASELINES,
  requestFor,
  type ProbeReport,
  type ProbeRequest,
} from '../protocol/variance.ts'
import type { Core } from './core.ts'
import { addProbe } from './history.ts'
import type { Measurement, VarianceViews } from './state.ts'
import { createTask } from './task.ts'

export interface MeasuringActions {
  /** A thorough probe at the present weights; added to the history. */
  measureNow(): Promise<void>
  /** Thorough probes over this many batches of images, at the same weights. */
  measureBatches(batches: number): Promise<void>
  /** The variance for L = 1, 2, 4, ... and each baseline. */
  measureAgainstSamples(): Promise<void>
  /** Signal over noise of the importance-weighted bound's gradient for K = 1, 2, 5, ... 50, whatever is trained. */
  measureAgainstK(): Promise<void>
  /** Variance and bias at temperatures from 0.1 to 2. */
  measureAgainstTemperature(): Promise<void>
  /**
   * Draws of every coordinate of the gradient with respect to gamma, of the batch and of one image of the probe
   * batch.
   */
  measureCoordinates(image: number): Promise<void>
  cancelMeasuring(): void
}

const THOROUGH_DRAWS = 64
const FAST_DRAWS = 16
const COORDINATE_DRAWS = 512
const SAMPLE_COUNTS = [1, 2, 4, 8, 16, 32]
/** From colder to warmer, about as far apart as the eye tells on a log axis. */
const TEMPERATURES = [0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4, 2]

/** All valid combinations: leave-one-out needs two independent samples, antithetic noise pairs. */
function requestsAgainstSamples(settings: Settings): ProbeRequest[] {
  const hasPairs = settings.noise === 'antithetic'
  return SAMPLE_COUNTS.filter((samples) => !hasPairs || samples % 2 === 0).flatMap((samples) =>
    SWEPT_BASELINES.filter((one) => one !== 'leave-one-out' || (samples >= 2 && !hasPairs)).map((baseline) =>
      requestFor({ ...settings, samples, baseline }, FAST_DRAWS),
    ),
  )
}

/** With one sample: more of them make the gradient quieter, and no other bound. */
const REQUESTS_AGAINST_K: readonly ProbeRequest[] = MEASURED_KS.map((importance) => ({
  draws: THOROUGH_DRAWS,
  samples: 1,
  kl: 'closed-form',
  baseline: 'none',
  importance,
}))

const requestsAgainstTemperature = (settings: Settings): ProbeRequest[] =>
  TEMPERATURES.map((temperature) => ({ ...requestFor(settings, THOROUGH_DRAWS), temperature }))

/** Of every lane, at the same step. */
async function measureAll({ engine, get }: Core, signal: AbortSignal): Promise<readonly LaneReport[]> {
  const { settings, lanes } = get()
  if (lanes.length > 0) return engine.probeLanes(THOROUGH_DRAWS, signal)
  return [{ lane: FIRST_LANE, report: await engine.probe(requestFor(settings, THOROUGH_DRAWS), signal) }]
}

/** What a measurement has to work with. */
interface Means {
  readonly signal: AbortSignal
  /** One more of its probes is done. */
  readonly tick: () => void
  /** Whether the run that it measures is still there: a reset may have put another in its place. */
  readonly isPresent: () => boolean
}

/** How one measurement is run, and where its results go. */
function createRunner(core: Core) {
  const task = createTask(core, () => core.set({ measuring: null }))

  /** Runs one measurement of `total` probes; a cancelled one keeps its results so far. */
  function run(what: Measurement, total: number, body: (means: Means) => Promise<void>): Promise<void> {
    const tick = () => {
      const { measuring } = core.get()
      if (measuring) core.set({ measuring: { ...measuring, done: measuring.done + 1, step: null } })
    }
    const { id } = core.get().history.current
    const isPresent = () => core.get().history.current.id === id
    return task.run(async (signal) => {
      core.set({ measuring: { what, done: 0, total, step: null } })
      await body({ signal, tick, isPresent })
      if (isPresent()) core.announce('measured')
    })
  }

  const show = (views: Partial<VarianceViews>) =>
    core.set({ varianceViews: { ...core.get().varianceViews, ...views } })

  /** One probe after the other; shows what there is after each. */
  const sweep = (
    what: Measurement,
    requests: readonly ProbeRequest[],
    onReports: (reports: readonly ProbeReport[]) => void,
  ) =>
    run(what, requests.length, async ({ signal, tick, isPresent }) => {
      const reports: ProbeReport[] = []
      for (const request of requests) {
        reports.push(await core.engine.probe(request, signal))
        if (!isPresent()) return
        onReports([...reports])
        tick()
      }
    })

  return { run, sweep, show, cancel: task.cancel }
}

export function createMeasuring(core: Core): MeasuringActions {
  const { run, sweep, show, cancel } = createRunner(core)
  return {
    measureNow: () =>
      run('now', 1, async ({ signal, isPresent }) => {
        const reports = await measureAll(core, signal)
        const { history, probing } = core.get()
        if (!isPresent()) return
        const count = probing.count + 1
        const next = reports.reduce((before, { lane, report }) => addProbe(before, report, lane), history)
        core.set({ history: next, probing: { ...probing, count } })
      }),
    measureBatches: (batches) =>
      run('batches', 1, async ({ signal, isPresent }) => {
        const request = requestFor(core.get().settings, THOROUGH_DRAWS)
        const reports = await core.engine.probeBatches(request, batches, signal)
        if (isPresent()) show({ batches: reports })
      }),
    measureAgainstSamples: () =>
      sweep('against-samples', requestsAgainstSamples(core.get().settings), (againstSamples) =>
        show({ againstSamples }),
      ),
    measureAgainstK: () => sweep('against-k', REQUESTS_AGAINST_K, (againstK) => show({ againstK })),
    measureAgainstTemperature: () =>
      sweep('against-temperature', requestsAgainstTemperature(core.get().settings), (againstTemperature) =>
        show({ againstTemperature }),
      ),
    measureCoordinates: (image) =>
      run('coordinates', 1, async ({ signal, isPresent }) => {
        const request = requestFor(core.get().settings, COORDINATE_DRAWS)
        const coordinates = await core.engine.coordinates(request, image, signal)
        if (isPresent()) show({ coordinates })
      }),
    cancelMeasuring: cancel,
  }
}
