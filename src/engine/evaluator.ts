/** Evaluates the test set beside training: on request, and when background.ts finds an evaluation due. */
import { linkedAbort } from '../data/abort.ts'
import type { Split } from '../data/dataset.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import { inForce, type LiveSettings, type Settings } from '../protocol/settings.ts'
import { evaluate, type EvaluationRequest } from './evaluation.ts'
import type { Training } from './training.ts'
import { createUnderWay } from './under-way.ts'

export interface Evaluator {
  /** Evaluates at the present weights. */
  start(signal?: AbortSignal): Promise<Evaluation>
  /** As `start`; resolves with its duration in seconds, excluding other work in between. */
  startScheduled(): Promise<number>
  /** Resolves when no evaluation is running; to end it sooner, abort the signal passed at creation. */
  finished(): Promise<void>
}

interface EvaluatorOptions {
  readonly settings: Settings
  readonly test: Split
  readonly training: Training
  readonly live: () => LiveSettings
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

type Asked = Pick<EvaluationRequest, 'signal' | 'onProgress' | 'onSlice'>

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { settings, test, training, live, ending, emit } = options
  const { track, finished } = createUnderWay()

  async function run({ signal, ...told }: Asked): Promise<Evaluation> {
    const { controller, release } = linkedAbort(signal, ending)
    const evaluation = await evaluate({
      settings: { ...settings, ...live() },
      split: test,
      live: inForce(live()),
      checkpoint: training.checkpoint(),
      signal: controller.signal,
      ...told,
    }).finally(release)
    emit({ type: 'evaluated', evaluation })
    return evaluation
  }

  const start = (asked: Asked): Promise<Evaluation> => track(run(asked))

  return {
    start: (signal) =>
      start({
        signal,
        onProgress: (done, total) => emit({ type: 'progress', task: 'evaluate', done, total }),
      }),
    async startScheduled() {
      let seconds = 0
      await start({ onSlice: (ofSlice) => void (seconds += ofSlice) })
      return seconds
    },
    finished,
  }
}
