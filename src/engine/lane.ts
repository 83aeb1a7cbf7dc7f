/**
 * One lane of a run: a model with its optimizer and live settings, and what measures it. The first lane is the run
 * itself; lanes.ts keeps the others.
 */
import { linkedAbort } from '../data/abort.ts'
import type { Split } from '../data/dataset.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import type { TrainRow } from '../protocol/metrics.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'
import { createEvaluator, type Evaluator } from './evaluator.ts'
import { createMeter, type Meter, type MeterState } from './meter.ts'
import { createProber, type Prober } from './prober.ts'
import type { TestSet } from './test-images.ts'
import type { Training } from './training.ts'
import { createViews, type EngineViews } from './views.ts'

export interface Lane {
  readonly id: number
  readonly training: Training
  readonly live: () => LiveSettings
  readonly meter: Meter
  readonly evaluator: Evaluator
  readonly prober: Prober
  readonly views: EngineViews
  configure(live: LiveSettings): void
  /** The rows logged since the last call: the first lane sends its own. */
  takeRows(): readonly TrainRow[]
  /** Resolves when its measurements have ended; which this aborts. */
  dispose(): Promise<void>
}

/** What all lanes of a run have in common. */
export interface LaneContext {
  readonly settings: Settings
  readonly train: Split
  readonly test: Split
  readonly testImages: TestSet
  readonly stepsPerEpoch: number
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

/** Where a lane begins. */
export interface LaneStart {
  readonly id: number
  readonly live: LiveSettings
  readonly training: Training
  readonly from?: MeterState | undefined
}

/** Names the lane in its events, and keeps its rows until the first lane sends all. */
function emitOf({ emit }: LaneContext, id: number, rows: TrainRow[]): LaneContext['emit'] {
  if (id === FIRST_LANE) return emit
  return (event) => {
    if (event.type === 'trained') rows.push(...event.rows)
    else if (event.type === 'evaluated' || event.type === 'probed') emit({ ...event, lane: id })
    else emit(event)
  }
}

export function createLane(context: LaneContext, { id, live: initial, training, from }: LaneStart): Lane {
  const { settings, train, test, testImages, stepsPerEpoch } = context
  const rows: TrainRow[] = []
  const { controller, release } = linkedAbort(context.ending)
  let live = initial
  const ending = controller.signal
  const own = { settings, training, live: () => live, ending, emit: emitOf(context, id, rows) }
  const evaluator = createEvaluator({ ...own, test })
  const prober = createProber({ ...own, train })
  const meter = createMeter(stepsPerEpoch, own.emit, from)
  return {
    id,
    training,
    live: own.live,
    meter,
    evaluator,
    prober,
    views: createViews({ ...own, test: testImages }),
    configure: (next) => void (live = next),
    takeRows() {
      meter.flush()
      return rows.splice(0)
    },
    async dispose() {
      controller.abort()
      release()
      await Promise.all([evaluator.finished(), prober.finished()])
      prober.dispose()
      training.dispose()
    },
  }
}
