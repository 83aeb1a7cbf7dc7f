/** How noisy each estimator's gradient is, at the same weights, whichever of them trains. */
import { Tabs } from 'radix-ui'
import { useMemo, useState } from 'react'
import { CHOICES, type VarianceView } from '../../store/views.ts'
import { Boundary } from '../failure/Boundary.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useChosen, useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { AgainstSamples } from './AgainstSamples.tsx'
import { Arrows } from './Arrows.tsx'
import { OneDimension } from './bench/OneDimension.tsx'
import { PRESETS, solve, type Choices } from './bench/problem.ts'
import { ByLayer } from './ByLayer.tsx'
import { Headline, RatioFigure } from './Headline.tsx'
import { MeasureVariance } from './MeasureVariance.tsx'
import { Measurements } from './Headline.tsx'
import { OneCoordinate } from './OneCoordinate.tsx'
import { OverTime } from './OverTime.tsx'
import './variance.css'

/** The problem in one dimension, kept while another view is shown. */
interface Bench {
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
}

function viewOf(view: VarianceView, bench: Bench) {
  switch (view) {
    case 'over-time':
      return <OverTime />
    case 'by-layer':
      return <ByLayer />
    case 'one-coordinate':
      return <OneCoordinate />
    case 'against-l':
      return <AgainstSamples />
    case 'arrows':
      return <Arrows />
    case 'one-dimension':
      return <OneDimension {...bench} />
  }
}

function BenchHeadline({ choices }: { choices: Choices }) {
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

interface HeadProps {
  readonly view: VarianceView
  readonly views: readonly VarianceView[]
  readonly bench: Bench
}

function Head({ view, views, bench }: HeadProps) {
  const lab = useLab()
  return (
    <>
      <div className="panel-head">
        <h2 className="heading">
          <Worded text={t('variance')} />
        </h2>
        <Measurements />
        <MeasureVariance what="now" label={t('measureNow')} onStart={() => void lab.measureNow()} isQuiet />
      </div>
      <div className="headline">
        {view === 'one-dimension' ? <BenchHeadline choices={bench.choices} /> : <Headline />}
      </div>
      <Tabs.List className="tabs views" aria-label={t('varianceViews')}>
        {views.map((one) => (
          <Tabs.Trigger key={one} className="tab" value={one}>
            {t('varianceView', { chart: one })}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
    </>
  )
}

export function GradientVariance() {
  const [{ view: wanted }, choose] = useChosen('variance')
  const [choices, onChoices] = useState<Choices>(PRESETS.presetSquare)
  const bench = { choices, onChoices }
  const isPlane = useLabState(({ applied, settings }) => (applied ?? settings).latent === 2)
  const views = CHOICES.variance.view.filter((view) => view !== 'arrows' || isPlane)
  const view = views.includes(wanted) ? wanted : 'over-time'
  const onView = (next: string) => choose({ view: next as VarianceView })
  return (
    <section className="panel variance" aria-label={t('variance')} id="panel-variance">
      <Tabs.Root className="show" value={view} onValueChange={onView}>
        <Head view={view} views={views} bench={bench} />
        <Tabs.Content className="elbo-content" value={view} tabIndex={-1}>
          <Boundary key={view} part={t('varianceView', { chart: view })}>
            {viewOf(view, bench)}
          </Boundary>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
