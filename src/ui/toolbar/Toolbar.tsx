/** Train, Pause, Step and Reset; where the run stands; what it runs on; what one takes away. */
import { Toolbar as Bar } from 'radix-ui'
import { useState } from 'react'
import { Boundary } from '../failure/Boundary.tsx'
import { t } from '../messages/index.ts'
import { BackendBadge } from './BackendBadge.tsx'
import { Controls } from './Controls.tsx'
import { DataBadge } from './DataBadge.tsx'
import { EpochProgress } from './EpochProgress.tsx'
import { fetchedView } from '../fetched.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import '../runs/runs.css'
import { PopupPlace } from './popup-place.ts'
import { Readouts } from './Readouts.tsx'
import { Share } from './Share.tsx'
import { ThemeToggle } from './ThemeToggle.tsx'
import './toolbar.css'

const nothing = () => null

/** Until it is there, which is at once where the server answers. */
const NoMenuYet = () => (
  <Bar.Button className="quiet" disabled>
    {t('export')}
  </Bar.Button>
)

const ExportMenu = fetchedView(
  () => import('./ExportMenu.tsx').then((part) => part.ExportMenu),
  () => t('export'),
  <NoMenuYet />,
)

/** Its place is there from the beginning. */
const RunsStrip = fetchedView(
  () => import('../runs/RunsStrip.tsx').then((part) => part.RunsStrip),
  () => t('runs'),
  <div className="runs-strip" />,
)

export function Toolbar() {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return (
    <PopupPlace value={place}>
      <header className="top">
        <Bar.Root className="toolbar" aria-label={t('toolbar')}>
          <h1 className="brand">{t('title')}</h1>
          <Controls />
          <Boundary part={t('readouts')}>
            <Readouts />
          </Boundary>
          <Boundary part={t('badges')}>
            <div className="badges">
              <BackendBadge />
              <DataBadge />
            </div>
          </Boundary>
          <Boundary part={t('export')}>
            <div className="take-away">
              <Share />
              <ExportMenu />
              <LanguageSwitch />
              <ThemeToggle />
            </div>
          </Boundary>
        </Bar.Root>
        <Boundary part={t('epochProgress')} frame={nothing}>
          <EpochProgress />
        </Boundary>
        <Boundary part={t('runs')}>
          <RunsStrip />
        </Boundary>
        <div ref={setPlace} />
      </header>
    </PopupPlace>
  )
}
