/** Runs guided experiments: sets the lab up, trains to the end, measures what is missing, and keeps the outcome. */
import type { ExtraMeasurement, GuidedExperiment, TrainingExperiment } from '../../experiments/experiment.ts'
import { EXPERIMENTS, SMALL } from '../../experiments/index.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings.ts'
import type { Core } from '../core.ts'
import { lanesFrom } from '../lanes/state.ts'
import type { LatentActions } from '../latent/index.ts'
import type { LikelihoodActions } from '../likelihood/index.ts'
import type { MeasuringActions } from '../measuring.ts'
import { createAwaitEnd } from '../run-end.ts'
import type { LabState } from '../state.ts'
import { readViews } from '../views.ts'
import { runExample } from './example.ts'
import { measured } from './measure.ts'
import type { ExperimentsState, Result } from './state.ts'

export interface ExperimentActions {
  /** Null: none. */
  choose(id: string | null): void
  predict(id: string, choice: number): void
  /** In place of the present run, unless it is of the one-dimensional example. */
  run(id: string): Promise<void>
}

/** Their choice is the same in all lanes, so differences between lanes are far less noisy than the values. */
const LIKELIHOOD_IMAGES = 100

/** In place of one that the person has chosen. */
const SHOWN_IMAGE = { test: 0 }

/** The parts of the lab that measure. */
interface MeasuringMeans extends Pick<
  MeasuringActions,
  | 'measureNow'
  | 'measureAgainstSamples'
  | 'measureAgainstTemperature'
  | 'measureAgainstK'
  | 'measureCoordinates'
> {
  readonly likelihood: Pick<LikelihoodActions, 'estimate'>
  readonly latent: Pick<LatentActions, 'choose' | 'measureExact' | 'measureGap'>
}

interface ExperimentMeans extends MeasuringMeans {
  /** Opens a model with the present settings, and trains if that is wanted. */
  open(): Promise<void>
}

/** What belongs to the machine and to chance stays as the person has set it. */
export const settingsOf = ({ settings, steps }: TrainingExperiment, present: Settings): Settings => ({
  ...DEFAULT_SETTINGS,
  backend: present.backend,
  kernels: present.kernels,
  seed: present.seed,
  probe: present.probe,
  ...SMALL,
  ...settings,
  steps,
})

const found = (id: string | null): GuidedExperiment | undefined => EXPERIMENTS.find((one) => one.id === id)

/** Sets the lab up; training begins as soon as there is a model. */
function prepare({ get, set }: Core, experiment: TrainingExperiment): void {
  const settings = settingsOf(experiment, get().settings)
  const { views } = readViews(experiment.views)
  set({
    settings,
    useFiles: false,
    lanes: lanesFrom(settings, experiment.forks),
    // The panel on a phone stays: the question is there.
    views: { ...get().views, chosen: views.chosen },
    guide: { ...get().guide, experiment: experiment.id, switches: experiment.switches, forks: [] },
    landed: [],
    willTrain: true,
  })
}

/** Given up as soon as another run is in the place of the present one. */
async function measureGap({ get }: Core, { latent }: MeasuringMeans): Promise<void> {
  const { id } = get().history.current
  const isPresent = () => get().history.current.id === id
  await latent.measureGap()
  if (isPresent() && !get().latent.chosen) await latent.choose(SHOWN_IMAGE)
  if (isPresent()) await latent.measureExact()
}

async function measure(core: Core, means: MeasuringMeans, what: ExtraMeasurement | undefined): Promise<void> {
  if (what === 'now') await means.measureNow()
  if (what === 'against-samples') await means.measureAgainstSamples()
  if (what === 'against-temperature') await means.measureAgainstTemperature()
  if (what === 'against-k') await means.measureAgainstK()
  if (what === 'coordinates') await means.measureCoordinates(0)
  if (what === 'likelihood') await means.likelihood.estimate(LIKELIHOOD_IMAGES)
  if (what === 'gap') await measureGap(core, means)
}

/** For the running experiment, if there is one: call while training stands still at a switch. */
export function measureAtSwitch(core: Core, means: MeasuringMeans): Promise<void> {
  const experiment = found(core.get().experiments.running)
  return measure(core, means, experiment?.example ? undefined : experiment?.atSwitches)
}

const resultOf = (state: LabState, { figures }: TrainingExperiment): Result => ({
  values: figures.map(({ quantity }) => measured(state, quantity)),
  seed: state.settings.seed,
  trained: { dataset: state.opened?.dataset.name ?? '', run: state.history.current.id },
})

export function createExperiments(core: Core, means: ExperimentMeans): ExperimentActions {
  const { get, set } = core
  const update = (change: Partial<ExperimentsState>) =>
    set({ experiments: { ...get().experiments, ...change } })
  const awaitEnd = createAwaitEnd(core)

  const stop = () => update({ running: null })

  async function conclude(experiment: TrainingExperiment, own: number): Promise<void> {
    awaitEnd({ id: own, replaced: stop })
    await measure(core, means, experiment.afterwards)
    const state = get()
    const { running, results } = state.experiments
    if (running !== experiment.id || state.history.current.id !== own) return
    awaitEnd(null)
    update({ running: null, results: { ...results, [experiment.id]: resultOf(state, experiment) } })
    core.announce('experiment-done')
  }

  async function train(experiment: TrainingExperiment): Promise<void> {
    const { id } = experiment
    awaitEnd(null)
    const { [id]: _, ...results } = get().experiments.results
    update({ running: id, results })
    prepare(core, experiment)
    const before = get().history.current.id
    await means.open()
    if (get().experiments.running !== id) return
    const own = get().history.current.id
    // Cancelled, or refused: the run before is still there.
    if (own === before) stop()
    else
      awaitEnd({
        id: own,
        end: { steps: experiment.steps, reached: () => void conclude(experiment, own) },
        replaced: stop,
      })
  }

  return {
    choose(id) {
      const { guide, experiments } = get()
      // While one runs, the switches are its own.
      const switches = experiments.running === null ? [] : guide.switches
      set({ guide: { ...guide, experiment: id, switches } })
    },
    predict: (id, choice) => update({ predictions: { ...get().experiments.predictions, [id]: choice } }),
    async run(id) {
      const experiment = found(id)
      if (!experiment) return
      if (!experiment.example) return train(experiment)
      const result = await runExample(core, experiment)
      if (!result) return
      update({ results: { ...get().experiments.results, [id]: result } })
      core.announce('experiment-done')
    },
  }
}
