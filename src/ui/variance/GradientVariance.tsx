/** How noisy each estimator's gradient is, at the same weights, whichever of them trains. */
import { Tabs } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { useLab, useLabState } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { Headline } from './Headline.tsx'
import { Measure } from './Measure.tsx'
import { OverTime } from './OverTime.tsx'
import './variance.css'

const VIEWS: readonly { readonly id: string; readonly name: () => string; readonly view: () => ReactNode }[] =
  [{ id: 'over-time', name: () => t('overTime'), view: () => <OverTime /> }]
const FIRST = VIEWS[0]!.id

export function GradientVariance() {
  const lab = useLab()
  const [chosen, setChosen] = useState(FIRST)
  const isPlane = useLabState(({ applied, settings }) => (applied ?? settings).latent === 2)
  const views = VIEWS.filter(({ id }) => id !== 'arrows' || isPlane)
  const shown = views.find(({ id }) => id === chosen) ?? views[0]!
  return (
    <section className="panel variance" aria-label={t('variance')} id="panel-variance">
      <Tabs.Root className="show" value={shown.id} onValueChange={setChosen}>
        <div className="panel-head">
          <h2 className="heading">{t('variance')}</h2>
          <Measure what="now" label={t('measureNow')} onStart={() => void lab.measureNow()} isQuiet />
        </div>
        <div className="headline">
          <Headline />
        </div>
        <Tabs.List className="tabs views" aria-label={t('varianceViews')}>
          {views.map(({ id, name }) => (
            <Tabs.Trigger key={id} className="tab" value={id}>
              {name()}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content className="elbo-content" value={shown.id} tabIndex={-1}>
          {shown.view()}
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
