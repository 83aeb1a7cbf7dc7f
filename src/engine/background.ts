/**
 * Work beside training: the variance probe, evaluations, snapshots, and requests of the page. Defines how each
 * runs and in which order; schedule/ decides when it is due.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { isRandom, type LiveSettings } from '../protocol/settings.ts'
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
  /** Call when the live settings change. */
  changed(before: LiveSettings, after: LiveSettings): void
}

interface BackgroundOptions {
  readonly training: Pick<Training, 'step'>
  readonly stepsPerEpoch: number
  readonly live: () => LiveSettings
  readonly evaluator: Evaluator
  readonly prober: Prober
  readonly snapshots: Pick<Snapshots, 'serve'>
  readonly serving: Serving
  readonly emit: (event: EngineEvent) => void
  /** In seconds, from any origin. */
  readonly now?: () => number
}

/** After a change of one of these settings, earlier measurements say little about the present state. */
const SWITCHES = ['estimator', 'samples', 'baseline', 'kl', 'beta', 'family', 'objective'] as const

const isSwitch = (before: LiveSettings, after: LiveSettings): boolean =>
  SWITCHES.some((key) => before[key] !== after[key])

/** The moment at a step, by default the present one. */
type Now = (step?: number) => Moment

function createProbing({ training, live, prober, emit }: BackgroundOptions, now: Now) {
  const work = createWork(PROBE_RULE, now())
  if (training.step > 0) work.urge() // resumed from a snapshot

  function drawsDue(at: Moment): number {
    const { probe: percent, samples } = live()
    return isRandom(live()) ? work.due(at, percent / 100, samples) : 0
  }

  return {
    drawsDue,
    /** A probe that a pause aborts is due again when training resumes. */
    async probe(pausing: AbortSignal): Promise<void> {
      const draws = pausing.aborted ? 0 : drawsDue(now())
      if (draws === 0) return
      const { samples, kl, baseline } = live()
      work.begin(now())
      try {
        const report = await prober.probeUnasked({ draws, samples, kl, baseline }, pausing)
        work.done(now(), { size: draws, seconds: report.seconds }, samples)
        emit({ type: 'probed', report, overShare: work.isOverShare ? work.taken : null })
      } catch (thrown) {
        work.giveUp()
        if (!pausing.aborted) throw thrown
      }
    },
    changed(before: LiveSettings, after: LiveSettings) {
      if (isSwitch(before, after) || (before.probe === 0 && after.probe > 0)) work.urge()
    },
  }
}

function createEvaluating({ training, stepsPerEpoch, evaluator }: BackgroundOptions, now: Now) {
  const work = createWork(evaluationRule(stepsPerEpoch), now())
  let lastStep: number | null = null
  let last: Promise<void> = Promise.resolve()

  function start(): void {
    lastStep = training.step
    work.begin(now())
    last = evaluator.startScheduled().then(
      (seconds) => work.done(now(), { size: 1, seconds }),
      () => work.giveUp(), // it is aborted only when the run ends
    )
  }

  const isDue = (at: Moment) => work.due(at, EVALUATION_SHARE) > 0

  return {
    isDue,
    /** If training stops at the end of an epoch, that epoch is always evaluated, whatever the cost. */
    async startIfDue(isLast: boolean): Promise<void> {
      const isEnd = isLast && training.step % stepsPerEpoch === 0 && lastStep !== training.step
      if (isEnd) await last
      if (isEnd || isDue(now())) start()
    },
    /** The run may have returned to an earlier step. */
    resume() {
      if (lastStep !== null && lastStep > training.step) lastStep = null
    },
    changed(before: LiveSettings, after: LiveSettings) {
      if (isSwitch(before, after)) work.urge()
    },
  }
}

export function createBackground(options: BackgroundOptions): Background {
  const { training, snapshots, serving, now = () => performance.now() / 1000 } = options
  const watch = createStopwatch()
  const moment: Now = (step = training.step) => ({ seconds: watch.read(now()), step })
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
    changed(before, after) {
      probing.changed(before, after)
      evaluating.changed(before, after)
    },
  }
}
