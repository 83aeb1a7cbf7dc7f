/**
 * What goes on beside training: the variance probe, evaluations, snapshots, and what the page asks for. Knows how each
 * is done and in which order; when it is due is schedule/'s business.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import type { LiveSettings } from '../protocol/settings.ts'
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
  /** Training goes on after a pause, or stands still: pauses bring nothing in. */
  resume(): void
  rest(): void
  /** Whether the weights of just this step are wanted. */
  isDue(step: number): boolean
  /** At the end of a slice. `pausing` ends what training would wait for; `isLast`: it stops here. */
  between(pausing: AbortSignal, isLast: boolean): Promise<void>
  /** Other live settings are in force. */
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
  /** Seconds, from anywhere. */
  readonly now?: () => number
}

/** After a change of these, what was measured before says little of what is now. */
const SWITCHES = ['estimator', 'samples', 'baseline', 'kl', 'beta', 'posterior'] as const

const isSwitch = (before: LiveSettings, after: LiveSettings): boolean =>
  SWITCHES.some((key) => before[key] !== after[key])

/** Where things stand at a step, the present one unless another is given. */
type Now = (step?: number) => Moment

function createProbing({ training, live, prober, emit }: BackgroundOptions, now: Now) {
  const work = createWork(PROBE_RULE, now())
  if (training.step > 0) work.urge() // it goes on from a snapshot

  function drawsDue(at: Moment): number {
    const { posterior, probe: percent, samples } = live()
    return posterior === 'point' ? 0 : work.due(at, percent / 100, samples)
  }

  return {
    drawsDue,
    /** What a pause has ended is due again when training goes on. */
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
      () => work.giveUp(), // it ends early only with the run
    )
  }

  const isDue = (at: Moment) => work.due(at, EVALUATION_SHARE) > 0

  return {
    isDue,
    /** Where training stops at the end of an epoch the figure of that epoch is wanted, whatever it costs. */
    async startIfDue(isLast: boolean): Promise<void> {
      const isEnd = isLast && training.step % stepsPerEpoch === 0 && lastStep !== training.step
      if (isEnd) await last
      if (isEnd || isDue(now())) start()
    },
    /** It may have returned to an earlier step. */
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
      snapshots.serve() // it holds the evaluation that has just begun
      await probing.probe(pausing)
    },
    changed(before, after) {
      probing.changed(before, after)
      evaluating.changed(before, after)
    },
  }
}
