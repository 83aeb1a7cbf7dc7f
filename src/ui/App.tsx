/** The page: the toolbar above, the panels beside each other as far as there is room. */
import { Tooltip } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import './tokens.css'
import './estimator-colours.css'
import './base.css'
import './layout.css'
import './guide/guide.css'
import './forced-colors.css'
import { panelShown, type Panel } from '../store/views.ts'
import { Derivations } from './derivations/Derivations.tsx'
import { Duel } from './duel/Duel.tsx'
import { Elbo } from './elbo/Elbo.tsx'
import { Experiment } from './experiment/Experiment.tsx'
import { Announcer } from './feedback/Announcer.tsx'
import { DropTarget } from './feedback/DropTarget.tsx'
import { Messages } from './feedback/Messages.tsx'
import { Renewed } from './feedback/Renewed.tsx'
import { SavedRuns } from './feedback/SavedRuns.tsx'
import { Boundary } from './failure/Boundary.tsx'
import { useLanguage } from './language.ts'
import { Note } from './guide/Note.tsx'
import { LabProvider, useLab, useLabState, type Services } from './lab-context.tsx'
import { LatentSpace } from './latent/LatentSpace.tsx'
import { t } from './messages/index.ts'
import { Narrator } from './opening/Narrator.tsx'
import { PanelTabs } from './PanelTabs.tsx'
import { Dock } from './phone/Dock.tsx'
import { Samples } from './samples/Samples.tsx'
import { PopupPlace } from './toolbar/popup-place.ts'
import { Toolbar } from './toolbar/Toolbar.tsx'
import { GradientVariance } from './variance/GradientVariance.tsx'

type Part = Panel | 'toolbar'

/** What is not seen has no place for words. */
const nothing = () => null

/** A region that fails leaves its place, and its name, to the words that say so. */
const Region = ({ part, children }: { part: Part; children: ReactNode }) => (
  <Boundary
    part={t(part)}
    frame={(failure) => (
      <section
        className={`panel ${part === 'toolbar' ? 'top' : part}`}
        aria-label={t(part)}
        id={`panel-${part}`}
      >
        <h2 className="heading">{t(part)}</h2>
        {failure}
      </section>
    )}
  >
    {children}
  </Boundary>
)

const Panels = ({ onPlace }: { onPlace: (place: HTMLElement | null) => void }) => (
  <main className="panels">
    <Region part="experiment">
      <Experiment />
    </Region>
    <div className="content">
      <div className="results">
        <Boundary part={t('duel')}>
          <Duel />
        </Boundary>
        <div className="stacks">
          <div className="stack">
            <Region part="elbo">
              <Elbo />
            </Region>
            <Region part="samples">
              <Samples />
            </Region>
          </div>
          <div className="stack">
            <Region part="variance">
              <GradientVariance />
            </Region>
            <Region part="latent">
              <LatentSpace />
            </Region>
          </div>
        </div>
      </div>
      <Region part="derivations">
        <Derivations />
      </Region>
    </div>
    <div className="popups" ref={onPlace} />
  </main>
)

const Notices = () => (
  <div className="notices">
    <Boundary part={t('reload')}>
      <Renewed />
    </Boundary>
    <Boundary part={t('savedRuns')}>
      <SavedRuns />
    </Boundary>
    <Boundary part={t('messages')}>
      <Messages />
    </Boundary>
  </div>
)

function Page() {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const lab = useLab()
  const { isPresenting, embedded } = useLabState(({ guide }) => guide)
  const shown = useLabState(({ views }) => panelShown(views))
  const panel = embedded ?? shown
  return (
    <Tooltip.Provider delayDuration={200}>
      <PopupPlace value={place}>
        <div
          className="app"
          data-panel={panel}
          data-presenting={isPresenting || undefined}
          data-embedded={embedded !== null || undefined}
        >
          <Region part="toolbar">
            <Toolbar />
          </Region>
          <Narrator />
          <Note />
          <Panels onPlace={setPlace} />
          {embedded === null && (
            <>
              <Dock panel={panel} />
              <PanelTabs panel={panel} onPanel={lab.views.open} />
            </>
          )}
        </div>
      </PopupPlace>
      <Notices />
      <Boundary part={t('dropTitle')} frame={nothing}>
        <DropTarget />
        <Announcer />
      </Boundary>
    </Tooltip.Provider>
  )
}

export function App(services: Services) {
  // With the page all that is below it is drawn anew, and says the same in another language.
  useLanguage()
  return (
    <LabProvider value={services}>
      <Boundary part={t('title')}>
        <Page />
      </Boundary>
    </LabProvider>
  )
}
