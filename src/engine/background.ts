/**
 * Work beside training: the variance probe, evaluations, snapshots, and requests of the page. Defines how each
 * runs and in which order; schedule/ decides when it is due.
 */
import type { EngineEvent, LaneReport } from '../protocol/engine.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import { drawsInAll, isRandom, type LiveSettings } from '../protocol/settings.ts'
import { requestFor } from '../protocol/variance.ts'
import { EVALUATION_SHARE, evaluationRule, PROBE_RULE } from '../schedule/rules.ts'
import { createStopwatch } from '../schedule/stopwatch.ts'
import { createWork } from '../schedule/work.ts'
import type { Moment } from '../schedule/rule.ts'
import type { Evaluator } from './evaluator.ts'
import type { Prober } from './prober.ts'
import type { Serving } from './serving.ts'
import type { Snapshots } from './snapshots.ts'
import type { Training } from './training.ts'

export interface Background {
  /** `resume`: training starts or continues; `rest`: it stops. Pauses do not add to the budget. */
  resume(): void
  rest(): void
  /** Whether work is due that needs the weights of exactly this step. */
  isDue(step: number): boolean
  /**
   * Runs at the end of a slice. `pausing` aborts work that training would wait for; `isLast`: training stops
   * here.
   */
  between(pausing: AbortSignal, isLast: boolean): Promise<void>
  /** Call when the live settings of a lane change. */
  changed(before: LiveSettings, after: LiveSettings): void
  /** Makes everything due: there is another lane. */
  urge(): void
}

/** What is measured of a lane. */
interface MeasuredLane {
  readonly id: number
  readonly training: Pick<Training, 'step'>
  readonly live: () => LiveSettings
  readonly evaluator: Evaluator
  readonly prober: Prober
}

interface BackgroundOptions {
  /** The present ones, the run itself first; all at the same step. */
  readonly lanes: () => readonly MeasuredLane[]
  readonly stepsPerEpoch: number
  readonly snapshots: Pick<Snapshots, 'serve'>
  readonly serving: Serving
  readonly emit: (event: EngineEvent) => void
  /** In seconds, from any origin. */
  readonly now?: () => number
}

/** After a change of one of these settings, earlier measurements say little about the present state. */
const SWITCHES = [
  'estimator',
  'samples',
  'baseline',
  'kl',
  'beta',
  'sigma',
  'family',
  'objective',
  'k',
  'noise',
  'dial',
  'temperature',
  'anneal',
  'coldest',
] as const

const isSwitch = (before: LiveSettings, after: LiveSettings): boolean =>
  SWITCHES.some((key) => before[key] !== after[key])

/** The moment at a step, by default the present one. */
type Now = (step?: number) => Moment

/** The step of all lanes. */
const stepOf = ({ lanes }: BackgroundOptions): number => lanes()[0]!.training.step

function createProbing(options: BackgroundOptions, now: Now) {
  const { lanes, emit } = options
  const work = createWork(PROBE_RULE, now())
  if (stepOf(options) > 0) work.urge() // resumed from a snapshot

  const measured = () => lanes().filter(({ live }) => isRandom(live()))
  /** Draws of an image, of all lanes: a turn measures each of them. */
  const samplesOf = (of: readonly MeasuredLane[]) => of.reduce((sum, { live }) => sum + drawsInAll(live()), 0)

  /** The first lane's share is that of all. */
  function drawsDue(at: Moment): number {
    const { probe: percent } = lanes()[0]!.live()
    const of = measured()
    return of.length > 0 ? work.due(at, percent / 100, samplesOf(of)) : 0
  }

  async function measure(of: readonly MeasuredLane[], draws: number, signal: AbortSignal) {
    const reports: LaneReport[] = []
    for (const { id, live, prober } of of) {
      reports.push({ lane: id, report: await prober.probeUnasked(requestFor(live(), draws), signal) })
    }
    return reports
  }

  return {
    drawsDue,
    /** A probe that a pause aborts is due again when training resumes. */
    async probe(pausing: AbortSignal): Promise<void> {
      const draws = pausing.aborted ? 0 : drawsDue(now())
      if (draws === 0) return
      const of = measured()
      const samples = samplesOf(of)
      work.begin(now())
      try {
        const reports = await measure(of, draws, pausing)
        const seconds = reports.reduce((sum, { report }) => sum + report.seconds, 0)
        work.done(now(), { size: draws, seconds }, samples)
        const overShare = work.isOverShare ? work.taken : null
        for (const { lane, report } of reports)
          emit({ type: 'probed', report, overShare, ...(lane !== FIRST_LANE && { lane }) })
      } catch (thrown) {
        work.giveUp()
        if (!pausing.aborted) throw thrown
      }
    },
    urge: work.urge,
    changed(before: LiveSettings, after: LiveSettings) {
      if (isSwitch(before, after) || (before.probe === 0 && after.probe > 0)) work.urge()
    },
  }
}

function createEvaluating(options: BackgroundOptions, now: Now) {
  const { lanes, stepsPerEpoch } = options
  const step = () => stepOf(options)
  const work = createWork(evaluationRule(stepsPerEpoch), now())
  let lastStep: number | null = null
  let last: Promise<void> = Promise.resolve()

  function start(): void {
    lastStep = step()
    work.begin(now())
    const all = lanes()
    last = Promise.allSettled(all.map(({ evaluator }) => evaluator.startScheduled())).then((ended) => {
      const took = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      if (took.length < all.length) return work.giveUp() // aborted: the run or a lane has ended
      const seconds = took.reduce((sum, own) => sum + own, 0)
      work.done(now(), { size: 1, seconds }, all.length)
    })
  }

  const isDue = (at: Moment) => work.due(at, EVALUATION_SHARE, lanes().length) > 0

  return {
    isDue,
    /** If training stops at the end of an epoch, that epoch is always evaluated, whatever the cost. */
    async startIfDue(isLast: boolean): Promise<void> {
      const isEnd = isLast && step() % stepsPerEpoch === 0 && lastStep !== step()
      if (isEnd) await last
      if (isEnd || isDue(now())) start()
    },
    /** The run may have returned to an earlier step. */
    resume() {
      if (lastStep !== null && lastStep > step()) lastStep = null
    },
    urge: work.urge,
    changed(before: LiveSettings, after: LiveSettings) {
      if (isSwitch(before, after)) work.urge()
    },
  }
}

export function createBackground(options: BackgroundOptions): Background {
  const { snapshots, serving, now = () => performance.now() / 1000 } = options
  const watch = createStopwatch()
  const moment: Now = (step = stepOf(options)) => ({ seconds: watch.read(now()), step })
  const probing = createProbing(options, moment)
  const evaluating = createEvaluating(options, moment)

  return {
    resume() {
      watch.start(now())
      evaluating.resume()
    },
    rest: () => watch.stop(now()),
    isDue(step) {
      const at = moment(step)
      return probing.drawsDue(at) > 0 || evaluating.isDue(at)
    },
    async between(pausing, isLast) {
      await serving.done(pausing)
      await evaluating.startIfDue(isLast)
      snapshots.serve() // they include the evaluation that has just started
      await probing.probe(pausing)
    },
    urge() {
      probing.urge()
      evaluating.urge()
    },
    changed(before, after) {
      probing.changed(before, after)
      evaluating.changed(before, after)
    },
  }
}
