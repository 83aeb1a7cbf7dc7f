/** Evaluates the test set on the user's request; training continues. */
import { elboOf, type Evaluation } from '../protocol/metrics.ts'
import type { Core } from './core.ts'
import { addEvaluation } from './history.ts'
import { createTask } from './task.ts'

function tell(core: Core, evaluation: Evaluation): void {
  const { step, recon } = evaluation
  const elbo = elboOf(evaluation)
  if (elbo === null) core.announce('reconstructed', { recon, step })
  else core.announce('evaluated', { elbo, step })
}

export function createEvaluating(core: Core) {
  const task = createTask(core, () => core.set({ evaluating: null }))

  async function evaluateNow(signal: AbortSignal): Promise<void> {
    core.set({ evaluating: { task: 'evaluate', done: 0, total: 0 } })
    const id = core.get().history.current.id
    const evaluation = await core.engine.evaluate(signal)
    const { history } = core.get()
    if (history.current.id !== id) return
    core.set({ history: addEvaluation(history, evaluation) })
    tell(core, evaluation)
  }

  return { evaluate: () => task.run(evaluateNow), cancel: task.cancel }
}
