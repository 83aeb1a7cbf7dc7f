/** One bit, exactly: every estimator of a discrete code on a known f, whose values between 0 and 1 only the biased ones see. */
import { useDeferredValue, useMemo } from 'react'
import { meansOverTheta, noiseOverTemperature } from '../../../charts/variance/bit.ts'
import type { BitProblem } from '../../../math/one-bit.ts'
import type { BitChoices } from '../../../store/examples.ts'
import { CHOICES } from '../../../store/views.ts'
import { ChartFigure } from '../../chart/ChartFigure.tsx'
import { Segmented } from '../../controls/Segmented.tsx'
import { useChosen } from '../../lab-context.tsx'
import { tPart as t } from '../../messages/of-parts.ts'
import { usePalette } from '../../palette.ts'
import { gradientText } from '../gradient-text.ts'
import { BitControls, BitPresets } from './BitControls.tsx'
import { bitCsv } from './csv.ts'
import { BitFunction } from './BitFunction.tsx'
import { BitTable } from './BitTable.tsx'
import { meansFrame, noiseFrame } from './frames.ts'
import { BIT_DRAWS, problemOf, solveBit } from './problem.ts'

function BitChartFigure({ problem }: { problem: BitProblem }) {
  const [{ bit: over }, choose] = useChosen('variance')
  const colour = usePalette()
  const isOverTheta = over === 'by-theta'
  const frame = useMemo(() => (isOverTheta ? meansFrame : noiseFrame)(colour), [colour, isOverTheta])
  const chart = useMemo(
    () => (isOverTheta ? meansOverTheta : noiseOverTemperature)(problem),
    [problem, isOverTheta],
  )
  const content = useMemo(() => {
    const x = isOverTheta ? problem.theta : problem.temperature
    return { ...chart, marks: [{ x, label: t('bitHere', { x, over }), colour: colour('soft') }] }
  }, [chart, colour, isOverTheta, over, problem])
  return (
    <ChartFigure
      frame={frame}
      content={content}
      label={t('bitChartLabel', { over })}
      name={`one-bit-${over}`}
      csv={() => bitCsv(chart, frame)}
      step={null}
      empty={chart.range ? undefined : <p className="soft">{t('bitFlat')}</p>}
    >
      <Segmented
        options={CHOICES.variance.bit}
        names={{ 'by-theta': t('bitByTheta'), 'by-temperature': t('bitByTemperature') }}
        value={over}
        onChange={(bit) => choose({ bit })}
        label={t('bitChart')}
      />
    </ChartFigure>
  )
}

interface Props {
  readonly choices: BitChoices
  readonly onChoices: (choices: BitChoices) => void
}

export function OneBit({ choices, onChoices }: Props) {
  // Handles and sliders go ahead; the chart and the table follow when there is time.
  const deferred = useDeferredValue(choices)
  const solved = useMemo(() => solveBit(deferred), [deferred])
  const drawn = useMemo(() => problemOf(choices), [choices])
  return (
    <div className="bench one-bit">
      <BitPresets onChoices={onChoices} />
      <BitFunction choices={choices} problem={drawn} onChoices={onChoices} />
      <BitControls choices={choices} onChoices={onChoices} />
      <BitChartFigure problem={solved.problem} />
      <BitTable {...solved} />
      <p className="figures-note soft">
        {t('bitCaption', {
          draws: BIT_DRAWS,
          gradient: gradientText(solved.gradient),
          baseline: gradientText(solved.problem.baseline),
        })}
      </p>
    </div>
  )
}
