/** The bound, as one number and as curves. */
import { Tabs } from 'radix-ui'
import type { ElboTab } from '../../store/views.ts'
import { Boundary } from '../failure/Boundary.tsx'
import { fetchedView } from '../fetched.tsx'
import { Loading } from '../feedback/Loading.tsx'
import { Worded } from '../glossary/Explained.tsx'
import { useChosen } from '../lab-context.tsx'
import { t } from '../messages/index.ts'
import { BigNumber } from './BigNumber.tsx'
import { BoundChart } from './BoundChart.tsx'
import './elbo.css'
import { EvaluateTestSet } from './EvaluateTestSet.tsx'

const AgainstK = fetchedView(
  () => import('./evidence/AgainstK.tsx').then((part) => part.AgainstK),
  () => t('againstKTab'),
)

export function Elbo() {
  const [{ view }, choose] = useChosen('elbo')
  return (
    <section className="panel elbo" aria-label={t('elbo')} id="panel-elbo">
      <Tabs.Root className="show" value={view} onValueChange={(next) => choose({ view: next as ElboTab })}>
        <div className="panel-head">
          <h2 className="heading">
            <Worded text={t('elbo')} />
          </h2>
          <Tabs.List className="tabs" aria-label={t('elboViews')}>
            <Tabs.Trigger className="tab" value="terms">
              {t('terms')}
            </Tabs.Trigger>
            <Tabs.Trigger className="tab" value="held-out">
              {t('heldOutTab')}
            </Tabs.Trigger>
            <Tabs.Trigger className="tab" value="against-k">
              {t('againstKTab')}
            </Tabs.Trigger>
          </Tabs.List>
        </div>
        <div className="headline">
          <BigNumber />
          <EvaluateTestSet />
        </div>
        <Tabs.Content className="elbo-content" value={view} tabIndex={-1}>
          <Boundary part={t('chartLabel')}>
            {view === 'against-k' ? <AgainstK /> : <BoundChart tab={view} />}
          </Boundary>
          <Loading />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
