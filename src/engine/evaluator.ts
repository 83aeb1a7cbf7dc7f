/** When the test set is evaluated: on request, and on a schedule of steps, one scheduled evaluation after another. */
import type { Split } from '../data/dataset.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'
import { evaluate } from './evaluation.ts'
import type { Training } from './training.ts'

/** An evaluation this early shows that something is learned before the first epoch is over. */
const FIRST_EVALUATION = 100

export interface Evaluator {
  /** At the weights of this moment. */
  start(signal?: AbortSignal): Promise<Evaluation>
  /** A function of the step alone, so that the same run has the same curve on a fast machine and a slow one. */
  isDue(step: number): boolean
  /** Starts the evaluation that is due now; waits only for the one before. */
  startScheduled(): Promise<void>
  /** Resolves when nothing runs any more; to hurry, end it with the signal it was made with. */
  finished(): Promise<void>
}

interface EvaluatorOptions {
  readonly settings: Settings
  readonly test: Split
  readonly training: Training
  readonly stepsPerEpoch: number
  readonly live: () => LiveSettings
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { settings, test, training, stepsPerEpoch, live, ending, emit } = options
  const running = new Set<Promise<Evaluation>>()
  let scheduled: Promise<unknown> = Promise.resolve()

  async function run(signal?: AbortSignal): Promise<Evaluation> {
    const evaluation = await evaluate({
      settings,
      split: test,
      posterior: live().posterior,
      checkpoint: training.checkpoint(),
      signal: signal ? AbortSignal.any([signal, ending]) : ending,
      onProgress: (done, total) => emit({ type: 'progress', task: 'evaluate', done, total }),
    })
    emit({ type: 'evaluated', evaluation })
    return evaluation
  }

  function start(signal?: AbortSignal): Promise<Evaluation> {
    const evaluation = run(signal)
    running.add(evaluation)
    return evaluation.finally(() => running.delete(evaluation))
  }

  return {
    start,
    isDue: (step) => step === FIRST_EVALUATION || step % stepsPerEpoch === 0,
    async startScheduled() {
      await scheduled
      scheduled = start().catch(() => undefined) // it ends early only with the run
    },
    finished: async () => void (await Promise.allSettled(running)),
  }
}
