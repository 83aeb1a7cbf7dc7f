/**
 * The variance of several estimators at the same weights: those that one run passes through. A variance at the weights that
 * the estimator's own run came to would be a result of that run too.
 */
import { createClient } from '../../../src/client/index.ts'
import type { EngineEvent } from '../../../src/protocol/engine.ts'
import type { Evaluation } from '../../../src/protocol/metrics.ts'
import {
  DEFAULT_SETTINGS,
  liveSettings,
  type LiveSettings,
  type Settings,
} from '../../../src/protocol/settings.ts'
import { requestFor } from '../../../src/protocol/variance.ts'

export interface CommonRequest {
  /** Of the run whose weights are used. */
  readonly settings: Partial<Settings>
  /** The steps at which it stops for a measurement; the last one ends it. */
  readonly marks: readonly number[]
  /** What differs from the run in each estimator that is measured. */
  readonly choices: readonly Partial<LiveSettings>[]
  /** Of the probe. */
  readonly draws: number
}

export interface CommonOutcome {
  readonly dataset: string
  /** Variances by choice, then by mark. */
  readonly variances: readonly (readonly number[])[]
  /** At the end of the run. */
  readonly evaluation: Evaluation
}

export type Engine = ReturnType<typeof createClient>

export async function trainUntil(engine: Engine, step: number): Promise<void> {
  const ended = new Promise<EngineEvent['type']>((resolve) => {
    const stop = engine.subscribe(({ type }) => {
      if (type !== 'paused' && type !== 'diverged' && type !== 'failed') return
      stop()
      resolve(type)
    })
  })
  await engine.train(step)
  if ((await ended) !== 'paused') throw new Error(`train until: the run ended before step ${step}`)
}

export async function measureCommon({
  settings: changes,
  marks,
  choices,
  draws,
}: CommonRequest): Promise<CommonOutcome> {
  const settings: Settings = { ...DEFAULT_SETTINGS, backend: 'wasm', ...changes, probe: 0 }
  const own = liveSettings(settings)
  const engine = createClient()
  const { dataset } = await engine.open({ settings })
  const variances: number[][] = choices.map(() => [])
  for (const mark of marks) {
    await trainUntil(engine, mark)
    for (const [i, choice] of choices.entries()) {
      const live = { ...own, ...choice }
      await engine.configure(live)
      const { estimators } = await engine.probe(requestFor(live, draws))
      variances[i]!.push(estimators[live.estimator]!.total.value)
    }
    await engine.configure(own)
  }
  const evaluation = await engine.evaluate()
  engine.dispose()
  return { dataset: dataset.name, variances, evaluation }
}

export type MeasureCommon = typeof measureCommon
