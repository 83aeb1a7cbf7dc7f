/** How noisy each estimator's gradient is, at the same weights, whichever of them trains. */
import { Tabs } from 'radix-ui'
import { useMemo, useState } from 'react'
import { Boundary } from '../failure/Boundary.tsx'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { turnTo } from '../spotlight-view.ts'
import { AgainstSamples } from './AgainstSamples.tsx'
import { Arrows } from './Arrows.tsx'
import { OneDimension } from './bench/OneDimension.tsx'
import { PRESETS, solve, type Choices } from './bench/problem.ts'
import { ByLayer } from './ByLayer.tsx'
import { Headline, RatioFigure } from './Headline.tsx'
import { Measure } from './Measure.tsx'
import { Measurements } from './Measurements.tsx'
import { OneCoordinate } from './OneCoordinate.tsx'
import { OverTime } from './OverTime.tsx'
import './variance.css'

const VIEWS = ['overTime', 'byLayer', 'oneCoordinate', 'againstL', 'arrows', 'oneDimension'] as const
type View = (typeof VIEWS)[number]

/** What a person chose in the views, kept while another is shown. */
function useChoices() {
  const [image, setImage] = useState(0)
  const [bench, setBench] = useState<Choices>(PRESETS.presetSquare)
  return { image, setImage, bench, setBench }
}

type Chosen = ReturnType<typeof useChoices>

function viewOf(view: View, { image, setImage, bench, setBench }: Chosen) {
  switch (view) {
    case 'overTime':
      return <OverTime />
    case 'byLayer':
      return <ByLayer />
    case 'oneCoordinate':
      return <OneCoordinate image={image} />
    case 'againstL':
      return <AgainstSamples />
    case 'arrows':
      return <Arrows image={image} onImage={setImage} />
    case 'oneDimension':
      return <OneDimension choices={bench} onChoices={setBench} />
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

function Head({ view, chosen, views }: { view: View; chosen: Chosen; views: readonly View[] }) {
  const lab = useLab()
  return (
    <>
      <div className="panel-head">
        <h2 className="heading">{t('variance')}</h2>
        <Measure what="now" label={t('measureNow')} onStart={() => void lab.measureNow()} isQuiet />
      </div>
      <div className="headline">
        {view === 'oneDimension' ? <BenchHeadline choices={chosen.bench} /> : <Headline />}
      </div>
      <Measurements />
      <Tabs.List className="tabs views" aria-label={t('varianceViews')}>
        {views.map((one) => (
          <Tabs.Trigger key={one} className="tab" value={one}>
            {t(one)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
    </>
  )
}

export function GradientVariance() {
  const [wanted, setWanted] = useState<View>('overTime')
  const chosen = useChoices()
  const isPlane = useLabState(({ applied, settings }) => (applied ?? settings).latent === 2)
  const views = VIEWS.filter((view) => view !== 'arrows' || isPlane)
  const view = views.includes(wanted) ? wanted : 'overTime'
  const onView = (next: string) => {
    setWanted(next as View)
    turnTo(`variance:${next}`)
  }
  return (
    <section className="panel variance" aria-label={t('variance')} id="panel-variance">
      <Tabs.Root className="show" value={view} onValueChange={onView}>
        <Head view={view} chosen={chosen} views={views} />
        <Tabs.Content className="elbo-content" value={view} tabIndex={-1}>
          <Boundary key={view} part={t(view)}>
            {viewOf(view, chosen)}
          </Boundary>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
