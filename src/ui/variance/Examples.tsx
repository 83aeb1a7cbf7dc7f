/** The view of one dimension: the example of a Gaussian latent, and that of a bit. That which fits the run comes first. */
import { useMemo } from 'react'
import { CHOICES, exampleShown, fittingExample, type Example } from '../../store/views.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { useChosen, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { OneDimension } from './bench/OneDimension.tsx'
import { PRESETS, solve, type Choices } from './bench/problem.ts'
import { OneBit } from './bit/OneBit.tsx'
import { BIT_PRESETS, verdictOf, type BitChoices } from './bit/problem.ts'
import { RatioFigure } from './Headline.tsx'
import { ownColour } from './names.ts'

/** Both problems. */
export interface KeptExamples {
  readonly gaussian: Choices
  readonly bit: BitChoices
}

/** Kept by the region while another view is shown; null before the first look. */
export interface ExamplesProps {
  readonly kept: KeptExamples | null
  readonly onKept: (kept: KeptExamples) => void
}

const FIRST: KeptExamples = { gaussian: PRESETS.presetSquare, bit: BIT_PRESETS.presetWrongSign }

const useExample = (): Example =>
  useLabState(({ views, settings }) => exampleShown(views.chosen, settings.family))

const [, ...EXAMPLES] = CHOICES.variance.example

function ExampleChoice({ example }: { example: Example }) {
  const [, choose] = useChosen('variance')
  const fitting = useLabState(({ settings }) => fittingExample(settings.family))
  return (
    <Segmented
      options={EXAMPLES}
      names={{ gaussian: t('exampleGaussian'), bit: t('exampleBit') }}
      value={example}
      onChange={(next) => choose({ example: next === fitting ? 'fitting' : next })}
      label={t('example')}
    />
  )
}

export function ExamplesView({ kept, onKept }: ExamplesProps) {
  const example = useExample()
  const { gaussian, bit } = kept ?? FIRST
  return (
    <>
      <div className="example-choice">
        <ExampleChoice example={example} />
      </div>
      {example === 'bit' ? (
        <OneBit choices={bit} onChoices={(next) => onKept({ gaussian, bit: next })} />
      ) : (
        <OneDimension choices={gaussian} onChoices={(next) => onKept({ gaussian: next, bit })} />
      )}
    </>
  )
}

function GaussianHeadline({ choices }: { choices: Choices }) {
  const { ratio } = useMemo(() => solve(choices), [choices])
  return (
    <RatioFigure
      estimator="score-function"
      ratio={ratio}
      unit={t('benchUnit')}
      where={t('benchWins', { ratio })}
    />
  )
}

function BitHeadline({ choices }: { choices: BitChoices }) {
  const verdict = useMemo(() => verdictOf(choices), [choices])
  return (
    <p className="big ratio">
      <span className="figure" {...ownColour('straight-through')}>
        {verdict ? t('bitRatio', verdict) : '–'}
      </span>
      <span className="ratio-words">
        <span>{t('bitUnit')}</span>
        <span className="soft">{verdict ? t('bitVerdict', verdict) : t('bitNoGradient')}</span>
      </span>
    </p>
  )
}

export const ExampleHeadline = ({ kept }: Pick<ExamplesProps, 'kept'>) => {
  const { gaussian, bit } = kept ?? FIRST
  return useExample() === 'bit' ? <BitHeadline choices={bit} /> : <GaussianHeadline choices={gaussian} />
}
