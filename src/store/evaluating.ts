/**
 * Evaluates the test set when a person asks for it; training goes on meanwhile.
 */
import { toFault } from '../protocol/errors.ts'
import { elboOf, type Evaluation } from '../protocol/metrics.ts'
import type { Core } from './core.ts'
import { addEvaluation } from './history.ts'

function tell(core: Core, evaluation: Evaluation): void {
  const { step, recon } = evaluation
  const elbo = elboOf(evaluation)
  if (elbo === null) core.announce('reconstructed', { recon, step })
  else core.announce('evaluated', { elbo, step })
}

export function createEvaluating(core: Core) {
  let abort: AbortController | null = null

  async function run(signal: AbortSignal): Promise<void> {
    const id = core.get().history.current.id
    const evaluation = await core.engine.evaluate(signal)
    const { history } = core.get()
    if (history.current.id !== id) return
    core.set({ history: addEvaluation(history, evaluation) })
    tell(core, evaluation)
  }

  async function evaluate(): Promise<void> {
    if (abort || core.get().phase === 'none') return
    abort = new AbortController()
    core.set({ evaluating: { task: 'evaluate', done: 0, total: 0 } })
    try {
      await run(abort.signal)
    } catch (thrown) {
      if (toFault(thrown).code !== 'aborted') core.fail(thrown)
    } finally {
      abort = null
      core.set({ evaluating: null })
    }
  }

  return { evaluate, cancel: () => abort?.abort() }
}
