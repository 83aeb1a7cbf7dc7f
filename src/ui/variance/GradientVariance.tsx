/** How noisy each estimator's gradient is, at the same weights, whichever of them trains. */
import { Tabs } from 'radix-ui'
import { biasedFor } from '../../charts/variance/bias.ts'
import { CHOICES, type VarianceView } from '../../store/views.ts'
import { Boundary } from '../failure/Boundary.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useChosen, useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { AgainstSamples } from './AgainstSamples.tsx'
import { Arrows } from './Arrows.tsx'
import { Bands } from './bands/Bands.tsx'
import { ByLayer } from './ByLayer.tsx'
import { ExampleHeadline, ExamplesView, useExamples, type Examples } from './Examples.tsx'
import { Headline } from './Headline.tsx'
import { MeasureVariance } from './MeasureVariance.tsx'
import { Measurements } from './Headline.tsx'
import { OneCoordinate } from './OneCoordinate.tsx'
import { OverTime } from './OverTime.tsx'
import './variance.css'

function viewOf(view: VarianceView, examples: Examples) {
  switch (view) {
    case 'over-time':
      return <OverTime />
    case 'by-layer':
      return <ByLayer />
    case 'one-coordinate':
      return <OneCoordinate />
    case 'against-l':
      return <AgainstSamples />
    case 'bias':
      return <Bands />
    case 'arrows':
      return <Arrows />
    case 'one-dimension':
      return <ExamplesView {...examples} />
  }
}

interface HeadProps {
  readonly view: VarianceView
  readonly views: readonly VarianceView[]
  readonly examples: Examples
}

function Head({ view, views, examples }: HeadProps) {
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
        {view === 'one-dimension' ? <ExampleHeadline {...examples} /> : <Headline />}
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
  const examples = useExamples()
  const isPlane = useLabState(({ applied, settings }) => (applied ?? settings).latent === 2)
  const isBiased = useLabState(({ applied, settings }) => biasedFor(applied ?? settings).length > 0)
  const isThere = { arrows: isPlane, bias: isBiased }
  const views = CHOICES.variance.view.filter((view) => isThere[view as keyof typeof isThere] ?? true)
  const view = views.includes(wanted) ? wanted : 'over-time'
  const onView = (next: string) => choose({ view: next as VarianceView })
  return (
    <section className="panel variance" aria-label={t('variance')} id="panel-variance">
      <Tabs.Root className="show" value={view} onValueChange={onView}>
        <Head view={view} views={views} examples={examples} />
        <Tabs.Content className="elbo-content" value={view} tabIndex={-1}>
          <Boundary key={view} part={t('varianceView', { chart: view })}>
            {viewOf(view, examples)}
          </Boundary>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
