/** Runs an experiment of the one-dimensional example: shows it, and draws. The person's run goes on as it is. */
import type { ExampleExperiment } from '../../experiments/experiment.ts'
import type { Core } from '../core.ts'
import { partInTime } from '../part-in-time.ts'
import { withViews } from '../views.ts'
import type { Result } from './state.ts'

/** Null, with a message, where a part of the page could not be loaded. */
export async function runExample(core: Core, experiment: ExampleExperiment): Promise<Result | null> {
  const { examples, guide, settings, views } = core.get()
  core.set({
    // Other panels keep theirs.
    views: withViews(views, experiment.views),
    examples: { ...examples, gaussian: { ...experiment.example, baseline: 'zero' } },
    guide: { ...guide, experiment: experiment.id },
  })
  try {
    const { drawnRatios } = await partInTime(import('./drawn.ts'))
    return { values: drawnRatios(experiment, settings.seed), seed: settings.seed, trained: null }
  } catch (thrown) {
    core.fail(thrown)
    return null
  }
}
