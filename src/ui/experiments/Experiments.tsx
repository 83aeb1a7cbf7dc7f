/** Guided experiments: a question, a prediction, one button, and what came out beside what was promised. */
import { useEffect, useState } from 'react'
import type { GuidedExperiment, ExperimentWords } from '../../experiments/experiment.ts'
import { EXPERIMENTS } from '../../experiments/index.ts'
import { partInTime } from '../../store/part-in-time.ts'
import { useLanguage } from '../language.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Outcomes } from './Outcomes.tsx'
import './experiments.css'

type Words = Awaited<ReturnType<typeof loadWords>>

const loadWords = () => import('../../experiments/words.ts').then(({ EXPERIMENT_WORDS }) => EXPERIMENT_WORDS)

/** Null until they are there; asked for again when the panel is drawn again. */
function useWords(isNeeded: boolean): Words | null {
  const lab = useLab()
  const [words, setWords] = useState<Words | null>(null)
  useEffect(() => {
    if (isNeeded && !words)
      partInTime(loadWords(), setWords).then(setWords, () => lab.tell('part-not-loaded'))
  }, [lab, isNeeded, words])
  return words
}

function Picker({ onNeeded }: { onNeeded: () => void }) {
  const lab = useLab()
  const language = useLanguage()
  const chosen = useLabState(({ guide }) => guide.experiment)
  return (
    <select
      className="field experiments-picker"
      aria-label={t('experiments')}
      value={chosen ?? ''}
      onPointerDown={onNeeded}
      onFocus={onNeeded}
      onChange={({ target }) => lab.experiments.choose(target.value || null)}
    >
      <option value="">{t('experimentsNone')}</option>
      {EXPERIMENTS.map(({ id, title }, i) => (
        <option key={id} value={id}>
          {t('experimentNamed', { place: i + 1, title: title[language] ?? title.en })}
        </option>
      ))}
    </select>
  )
}

interface Props {
  readonly experiment: GuidedExperiment
  readonly words: ExperimentWords
}

function Prediction({ experiment: { id }, words }: Props) {
  const lab = useLab()
  const predicted = useLabState(({ experiments }) => experiments.predictions[id])
  const isRunning = useLabState(({ experiments }) => experiments.running === id)
  return (
    <fieldset className="experiments-choices" disabled={isRunning}>
      <legend>{words.question}</legend>
      {words.choices.map((choice, i) => (
        <label key={choice}>
          <input
            type="radio"
            name={`prediction-${id}`}
            checked={predicted === i}
            onChange={() => lab.experiments.predict(id, i)}
          />
          {choice}
        </label>
      ))}
    </fieldset>
  )
}

/** What it does to the present run. */
const effectOf = (experiment: GuidedExperiment): string =>
  experiment.example ? t('experimentKeepsRun') : t('experimentReplaces', experiment)

function Run({ experiment }: { experiment: GuidedExperiment }) {
  const { id } = experiment
  const steps = experiment.example ? 0 : experiment.steps
  const lab = useLab()
  const isPredicted = useLabState(({ experiments }) => experiments.predictions[id] !== undefined)
  const isRunning = useLabState(({ experiments }) => experiments.running === id)
  const step = useLabState((state) => (isRunning ? Math.min(state.step, steps) : 0))
  const isMeasuring = useLabState(({ measuring }) => isRunning && measuring !== null)
  const weighing = useLabState(({ likelihood }) => (isRunning ? likelihood.weighing : null))
  const isAveraging = useLabState(({ latent }) => isRunning && latent.averaging)
  const hint = () => {
    if (!isRunning) return isPredicted ? effectOf(experiment) : t('experimentPredictFirst')
    if (weighing) return t('experimentWeighing', weighing)
    if (isAveraging) return t('experimentAveraging')
    return isMeasuring ? t('experimentMeasuring') : t('experimentProgress', { step, steps })
  }
  return (
    <div className="experiments-run">
      <button
        type="button"
        className="button button-main"
        aria-disabled={!isPredicted || isRunning}
        aria-describedby="experiment-hint"
        onClick={() => isPredicted && !isRunning && void lab.experiments.run(id)}
      >
        {t('experimentRun')}
      </button>
      <span className="soft" id="experiment-hint">
        {hint()}
      </span>
    </div>
  )
}

const Body = (props: Props) => (
  <div className="experiments-body" data-experiment={props.experiment.id}>
    <Prediction {...props} />
    <Run {...props} />
    <Outcomes {...props} />
  </div>
)

export function Experiments() {
  const language = useLanguage()
  const chosen = useLabState(({ guide }) => guide.experiment)
  const [isAsked, setAsked] = useState(false)
  const words = useWords(isAsked || chosen !== null)
  const experiment = EXPERIMENTS.find(({ id }) => id === chosen)
  const own = chosen === null ? undefined : words?.[chosen]?.[language]
  return (
    <section className="experiments" aria-label={t('experiments')}>
      <h3 className="heading">{t('experiments')}</h3>
      <Picker onNeeded={() => setAsked(true)} />
      {experiment && own && <Body key={experiment.id} experiment={experiment} words={own} />}
    </section>
  )
}
