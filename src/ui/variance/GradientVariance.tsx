/** How noisy each estimator's gradient is, at the same weights, whichever of them trains. */
import { Tabs } from 'radix-ui'
import type { ComponentType } from 'react'
import { biasedFor } from '../../charts/variance/bias.ts'
import { estimatorsFor } from '../../protocol/estimators.ts'
import { hasPlane } from '../../protocol/families.ts'
import { WEIGHTED } from '../../protocol/objectives.ts'
import type { Settings } from '../../protocol/settings.ts'
import { CHOICES, type VarianceView } from '../../store/views.ts'
import { FirstLaneOnly } from '../duel/FirstLaneOnly.tsx'
import { Boundary } from '../failure/Boundary.tsx'
import { fetchedView } from '../fetched.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useChosen, useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Headline } from './Headline.tsx'
import { MeasureVariance } from './MeasureVariance.tsx'
import { Measurements } from './Headline.tsx'
import { OverTime } from './OverTime.tsx'
import './variance.css'

/** The views that are fetched when they are wanted. */
const fetched = <P extends object>(chart: VarianceView, load: () => Promise<ComponentType<P>>) =>
  fetchedView(load, () => t('varianceView', { chart }))
const ByLayer = fetched('by-layer', () => import('./ByLayer.tsx').then((part) => part.ByLayer))
const OneCoordinate = fetched('one-coordinate', () =>
  import('./OneCoordinate.tsx').then((part) => part.OneCoordinate),
)
const AgainstSamples = fetched('against-l', () =>
  import('./AgainstSamples.tsx').then((part) => part.AgainstSamples),
)
const SignalAgainstK = fetched('against-k', () =>
  import('./SignalAgainstK.tsx').then((part) => part.SignalAgainstK),
)
const Arrows = fetched('arrows', () => import('./Arrows.tsx').then((part) => part.Arrows))
const Bands = fetched('bias', () => import('./bands/Bands.tsx').then((part) => part.Bands))
const ExamplesView = fetched('one-dimension', () =>
  import('./Examples.tsx').then((part) => part.ExamplesView),
)
const ExampleHeadline = fetchedView(
  () => import('./Examples.tsx').then((part) => part.ExampleHeadline),
  () => t('varianceView', { chart: 'one-dimension' }),
  null,
)

/** Whether some estimator can take the importance-weighted bound of this model. */
const hasWeighted = (settings: Settings): boolean =>
  estimatorsFor({ ...settings, objective: WEIGHTED }).length > 0

/** It shows every lane, or none: an example of its own. The others are about the run itself. */
const isOfAll = (view: VarianceView): boolean => view === 'over-time' || view === 'one-dimension'

function viewOf(view: VarianceView) {
  switch (view) {
    case 'over-time':
      return <OverTime />
    case 'by-layer':
      return <ByLayer />
    case 'one-coordinate':
      return <OneCoordinate />
    case 'against-l':
      return <AgainstSamples />
    case 'against-k':
      return <SignalAgainstK />
    case 'bias':
      return <Bands />
    case 'arrows':
      return <Arrows />
    case 'one-dimension':
      return <ExamplesView />
  }
}

interface HeadProps {
  readonly view: VarianceView
  readonly views: readonly VarianceView[]
}

function Head({ view, views }: HeadProps) {
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
      <div className="headline">{view === 'one-dimension' ? <ExampleHeadline /> : <Headline />}</div>
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
  // Where it was chosen for another model, it says why it is empty.
  const isPlane = useLabState(({ applied, settings }) => hasPlane(applied ?? settings)) || wanted === 'arrows'
  const isBiased = useLabState(({ applied, settings }) => biasedFor(applied ?? settings).length > 0)
  const isWeighted = useLabState(({ applied, settings }) => hasWeighted(applied ?? settings))
  const isThere = { arrows: isPlane, bias: isBiased, 'against-k': isWeighted }
  const views = CHOICES.variance.view.filter((view) => isThere[view as keyof typeof isThere] ?? true)
  const view = views.includes(wanted) ? wanted : 'over-time'
  const onView = (next: string) => choose({ view: next as VarianceView })
  return (
    <section className="panel variance" aria-label={t('variance')} id="panel-variance">
      <Tabs.Root className="show" value={view} onValueChange={onView}>
        <Head view={view} views={views} />
        <Tabs.Content className="elbo-content" value={view} tabIndex={-1}>
          {isOfAll(view) || <FirstLaneOnly />}
          <Boundary key={view} part={t('varianceView', { chart: view })}>
            {viewOf(view)}
          </Boundary>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
