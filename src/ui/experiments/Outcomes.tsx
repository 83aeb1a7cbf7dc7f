/** What was measured beside what was promised; the prediction beside both; one sentence why. */
import type { ExpectedFigure, GuidedExperiment, ExperimentWords } from '../../experiments/experiment.ts'
import type { Result } from '../../store/experiments/state.ts'
import { openDerivation } from '../derivations/open.ts'
import { useLab, useLabState } from '../lab-context.tsx'
import { format, t } from '../messages/index.ts'

type Quantity = ExpectedFigure['quantity']

const NATS: readonly Quantity['kind'][] = ['elbo-gap', 'recon-gap', 'kl', 'elbo-change', 'bound-gap']
const CLOSE: readonly Quantity['kind'][] = ['kl-ratio', 'example-ratio']

function asText({ kind }: Quantity, value: number): string {
  // By quadrature, and so known to more places than a mean over steps.
  if (kind === 'exact-change') return format.fixed(value, 2)
  if (NATS.includes(kind)) return format.fixed(value, 1)
  // What is to be close to a number needs a third digit.
  return CLOSE.includes(kind) ? format.short(value) : format.times(value)
}

interface FigureProps {
  readonly name: string
  readonly figure: ExpectedFigure
  readonly value: number | null | undefined
  readonly isTold: boolean
}

function Figure({ name, figure: { quantity, least, most }, value, isTold }: FigureProps) {
  const isMeasured = value !== null && value !== undefined
  const isKept = isMeasured && value >= least && value <= most
  return (
    <tr data-kept={isMeasured ? isKept : undefined}>
      <th scope="row">{name}</th>
      <td data-testid="promised">
        {isTold
          ? t('experimentRange', { least: asText(quantity, least), most: asText(quantity, most) })
          : '–'}
      </td>
      <td data-testid="measured" data-value={value ?? ''}>
        {isMeasured ? asText(quantity, value) : '–'}
        {isMeasured && (
          <span aria-label={t(isKept ? 'experimentKept' : 'experimentBroken')} role="img">
            {isKept ? ' ✓' : ' ✗'}
          </span>
        )}
      </td>
    </tr>
  )
}

interface Props {
  readonly experiment: GuidedExperiment
  readonly words: ExperimentWords
}

/** What is promised would tell the answer to who is still to predict it: it is told from the start of the run on. */
function Figures({ experiment, words, result }: Props & { result: Result | undefined }) {
  const isRunning = useLabState(({ experiments }) => experiments.running === experiment.id)
  return (
    <table className="experiments-figures">
      <thead>
        <tr>
          <th scope="col">{t('experimentFigure')}</th>
          <th scope="col">{t('experimentPromised')}</th>
          <th scope="col">{t('experimentMeasured')}</th>
        </tr>
      </thead>
      <tbody>
        {experiment.figures.map((figure, i) => (
          <Figure
            key={i}
            name={words.figures[i]!}
            figure={figure}
            value={result?.values[i]}
            isTold={isRunning || result !== undefined}
          />
        ))}
      </tbody>
    </table>
  )
}

function Why({ experiment, words, result }: Props & { result: Result }) {
  const lab = useLab()
  const predicted = useLabState(({ experiments }) => experiments.predictions[experiment.id])
  const { trained } = result
  const isEarlier = useLabState(({ history }) => trained !== null && history.current.id !== trained.run)
  return (
    <>
      {isEarlier && <p className="soft">{t('experimentEarlier')}</p>}
      <p className="experiments-predicted">
        {predicted === experiment.answer
          ? t('experimentRight', { choice: words.choices[experiment.answer]! })
          : t('experimentOther', {
              predicted: words.choices[predicted ?? -1] ?? '–',
              choice: words.choices[experiment.answer]!,
            })}
      </p>
      {trained && trained.dataset !== 'mnist' && <p className="soft">{t('experimentElsewhere')}</p>}
      <p>{words.because}</p>
      <button type="button" className="quiet" onClick={() => openDerivation(lab, experiment.derivation)}>
        {t('experimentWhy')} ›
      </button>
    </>
  )
}

export function Outcomes(props: Props) {
  const result = useLabState(({ experiments }) => experiments.results[props.experiment.id])
  return (
    <div
      className="experiments-outcome"
      role="status"
      data-testid="experiment-outcome"
      data-done={result !== undefined}
    >
      <Figures {...props} result={result} />
      {result && <Why {...props} result={result} />}
    </div>
  )
}
