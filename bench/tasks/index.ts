/** What `npm run bench` can measure. A task is a file of this folder and a line here. */
import { BENCH_BACKENDS, type BenchBackend } from '../peers/index.ts'
import { measureSteps } from './steps.ts'
import { measureCodes, reportCodes } from './codes.ts'
import { measureCurves } from './curves.ts'
import { reportCurves } from './curves-report.ts'
import { measureEpochs, reportEpochs } from './epochs.ts'
import { measureGpuProfile } from './gpu-profile.ts'
import { reportGpuProfile } from './gpu-profile-report.ts'
import { measureHost, reportHost } from './host.ts'
import { measureLanes, reportLanes } from './lanes.ts'
import { measurePace } from './pace.ts'
import { reportPace } from './pace-report.ts'
import { measureProfile } from './profile.ts'
import { reportProfile } from './profile-report.ts'
import { measurePromises } from './promises.ts'
import { reportPromises } from './promises-report.ts'
import { measureSmoothness } from './smoothness.ts'
import { reportSmoothness } from './smoothness-report.ts'
import { measureStartup } from './startup.ts'
import { reportStartup } from './startup-report.ts'
import { reportSteps } from './steps-report.ts'

/** As asked for; null = the task's own choice. */
export interface BenchOptions {
  readonly backends: readonly BenchBackend[] | null
  readonly rounds: number | null
  readonly seconds: number | null
  readonly only: readonly string[] | null
  readonly beside: readonly string[] | null
}

export interface Task {
  readonly title: string
  run(options: BenchOptions): Promise<{ readonly result: object; readonly text: string }>
}

function task<Result extends object>(
  title: string,
  measure: (options: BenchOptions) => Promise<Result>,
  report: (result: Result) => string,
): Task {
  return {
    title,
    async run(options) {
      const result = await measure(options)
      return { result, text: report(result) }
    },
  }
}

const PROFILE = task('On wasm', ({ rounds }) => measureProfile({ rounds: rounds ?? 15 }), reportProfile)
const GPU_PROFILE = task(
  'On webgpu',
  ({ rounds }) => measureGpuProfile({ rounds: rounds ?? 5 }),
  reportGpuProfile,
)

export const TASKS = {
  steps: task(
    'Steps a second',
    ({ backends, rounds, seconds, only }) =>
      measureSteps({
        backends: backends ?? BENCH_BACKENDS,
        rounds: rounds ?? 9,
        seconds: seconds ?? 1,
        only,
      }),
    reportSteps,
  ),
  pace: task(
    'The page beside the bare engine',
    ({ backends, rounds, seconds, beside }) =>
      measurePace({
        backends: backends ?? ['wasm', 'webgpu'],
        rounds: rounds ?? 5,
        seconds: seconds ?? 10,
        beside: beside ?? [],
      }),
    reportPace,
  ),
  lanes: task(
    'What lanes cost',
    ({ backends, rounds, seconds }) =>
      measureLanes({ backend: backends?.[0] ?? 'wasm', rounds: rounds ?? 5, seconds: seconds ?? 8 }),
    reportLanes,
  ),
  codes: task(
    'What discrete codes cost',
    ({ backends, rounds, seconds }) =>
      measureCodes({ backend: backends?.[0] ?? 'wasm', rounds: rounds ?? 9, seconds: seconds ?? 1 }),
    reportCodes,
  ),
  curves: task(
    'How cost grows',
    ({ backends, rounds, seconds }) =>
      measureCurves({ backend: backends?.[0] ?? 'wasm', rounds: rounds ?? 5, seconds: seconds ?? 0.5 }),
    reportCurves,
  ),
  profile: {
    title: 'Where a step goes',
    run: (options) => (options.backends?.[0] === 'webgpu' ? GPU_PROFILE : PROFILE).run(options),
  },
  host: task(
    'What a step costs the processor on a GPU',
    ({ rounds }) => measureHost({ rounds: rounds ?? 7 }),
    reportHost,
  ),
  promises: task(
    'What is promised, kept on a quiet and on a busy machine',
    ({ seconds, rounds }) => measurePromises({ seconds: seconds ?? 60, kills: rounds ?? 3 }),
    reportPromises,
  ),
  startup: task('Start-up', ({ rounds }) => measureStartup({ rounds: rounds ?? 5 }), reportStartup),
  smoothness: task(
    'Smoothness',
    ({ seconds }) => measureSmoothness({ seconds: seconds ?? 20 }),
    reportSmoothness,
  ),
  epochs: task(
    'Ten epochs of MNIST',
    ({ backends }) => measureEpochs({ backend: backends?.[0] ?? 'wasm' }),
    reportEpochs,
  ),
} satisfies Record<string, Task>

export type TaskName = keyof typeof TASKS
