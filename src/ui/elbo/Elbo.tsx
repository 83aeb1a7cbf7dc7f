/** The bound, as one number and as curves. */
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import type { ElboView } from '../../charts/elbo.ts'
import { Boundary } from '../failure/Boundary.tsx'
import { Loading } from '../feedback/Loading.tsx'
import { t } from '../messages/index.ts'
import { BigNumber } from './BigNumber.tsx'
import { BoundChart } from './BoundChart.tsx'
import './elbo.css'
import { Evaluate } from './Evaluate.tsx'
import { Runs } from './Runs.tsx'

export function Elbo() {
  const [tab, setTab] = useState<ElboView['tab']>('terms')
  return (
    <section className="panel elbo" aria-label={t('elbo')} id="panel-elbo">
      <Tabs.Root className="show" value={tab} onValueChange={(next) => setTab(next as ElboView['tab'])}>
        <div className="panel-head">
          <h2 className="heading">{t('elbo')}</h2>
          <Tabs.List className="tabs" aria-label={t('elboViews')}>
            <Tabs.Trigger className="tab" value="terms">
              {t('terms')}
            </Tabs.Trigger>
            <Tabs.Trigger className="tab" value="held-out">
              {t('heldOutTab')}
            </Tabs.Trigger>
          </Tabs.List>
        </div>
        <div className="headline">
          <BigNumber />
          <Evaluate />
        </div>
        <Tabs.Content className="elbo-content" value={tab} tabIndex={-1}>
          <Boundary part={t('chartLabel')}>
            <BoundChart tab={tab} />
          </Boundary>
          <Loading />
        </Tabs.Content>
      </Tabs.Root>
      <Runs />
    </section>
  )
}
