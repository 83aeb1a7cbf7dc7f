/** The view of one dimension: a Gaussian latent, a bit, or importance weights. What fits the run comes first. */
import { useMemo } from 'react'
import type { BitChoices, Examples, GaussianChoices } from '../../store/examples.ts'
import { CHOICES, exampleShown, fittingExample, type Example } from '../../store/views.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { useChosen, useLab, useLabState } from '../lab-context.tsx'
import { tPart as t } from '../messages/of-parts.ts'
import { OneDimension } from './bench/OneDimension.tsx'
import { PRESETS, solve } from './bench/problem.ts'
import { OneBit } from './bit/OneBit.tsx'
import { BIT_PRESETS, verdictOf } from './bit/problem.ts'
import { RatioFigure } from './Headline.tsx'
import { gradientText } from './gradient-text.ts'
import { ownColour } from './names.ts'
import { OneWeight } from './weights/OneWeight.tsx'
import { WEIGHT_PRESETS, solveWeights } from './weights/problem.ts'
import type { WeightProblem } from '../../math/one-weight.ts'

const FIRST: Examples = {
  gaussian: PRESETS.presetSquare,
  bit: BIT_PRESETS.presetWrongSign,
  weights: WEIGHT_PRESETS.presetLanding,
}

function useProblems(): Examples {
  const set = useLabState(({ examples }) => examples)
  return { ...FIRST, ...set }
}

const useExample = (): Example =>
  useLabState(({ views, settings }) => exampleShown(views.chosen, settings.family))

const [, ...EXAMPLES] = CHOICES.variance.example

function ExampleChoice({ example }: { example: Example }) {
  const [, choose] = useChosen('variance')
  const fitting = useLabState(({ settings }) => fittingExample(settings.family))
  return (
    <Segmented
      options={EXAMPLES}
      names={{
        gaussian: t('exampleGaussian'),
        bit: t('exampleBit'),
        weights: t('exampleWeights'),
      }}
      value={example}
      onChange={(next) => choose({ example: next === fitting ? 'fitting' : next })}
      label={t('example')}
    />
  )
}

export function ExamplesView() {
  const { setExamples } = useLab().views
  const example = useExample()
  const problems = useProblems()
  return (
    <>
      <div className="example-choice">
        <ExampleChoice example={example} />
      </div>
      {example === 'bit' && <OneBit choices={problems.bit} onChoices={(bit) => setExamples({ bit })} />}
      {example === 'gaussian' && (
        <OneDimension choices={problems.gaussian} onChoices={(gaussian) => setExamples({ gaussian })} />
      )}
      {example === 'weights' && (
        <OneWeight choices={problems.weights} onChoices={(weights) => setExamples({ weights })} />
      )}
    </>
  )
}

/** What sticking the landing is off by. */
function WeightsHeadline({ choices }: { choices: WeightProblem }) {
  const { rows, gradient } = useMemo(() => solveWeights(choices), [choices])
  const { exact, measured } = rows.find(({ id }) => id === 'landing')!
  const bias = (exact?.mean ?? measured.mean) - gradient
  return (
    <p className="big ratio">
      <span className="figure">{choices.k === 1 ? '0' : gradientText(bias)}</span>
      <span className="ratio-words">
        <span>{t('weightsUnit')}</span>
        <span className="soft">
          {t('weightsVerdict', { k: choices.k, gradient: gradientText(gradient) })}
        </span>
      </span>
    </p>
  )
}

function GaussianHeadline({ choices }: { choices: GaussianChoices }) {
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

export const ExampleHeadline = () => {
  const { gaussian, bit, weights } = useProblems()
  switch (useExample()) {
    case 'gaussian':
      return <GaussianHeadline choices={gaussian} />
    case 'bit':
      return <BitHeadline choices={bit} />
    case 'weights':
      return <WeightsHeadline choices={weights} />
  }
}
