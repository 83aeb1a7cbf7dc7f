/** The page: the toolbar above, the panels beside each other as far as there is room. */
import { Tooltip } from 'radix-ui'
import { useState } from 'react'
import './tokens.css'
import './base.css'
import './layout.css'
import { Derivations } from './derivations/Derivations.tsx'
import { Elbo } from './elbo/Elbo.tsx'
import { Experiment } from './experiment/Experiment.tsx'
import { Announcer } from './feedback/Announcer.tsx'
import { DropTarget } from './feedback/DropTarget.tsx'
import { Messages } from './feedback/Messages.tsx'
import { Renewed } from './feedback/Renewed.tsx'
import { SavedRuns } from './feedback/SavedRuns.tsx'
import { useLanguage } from './language.ts'
import { LabProvider, type Services } from './lab-context.tsx'
import { Latent } from './latent/Latent.tsx'
import { PanelTabs, type Panel } from './PanelTabs.tsx'
import { Samples } from './samples/Samples.tsx'
import { Toolbar } from './toolbar/Toolbar.tsx'
import { GradientVariance } from './variance/GradientVariance.tsx'

export function App(services: Services) {
  const [panel, setPanel] = useState<Panel>('elbo')
  // With the page all that is below it is drawn anew, and says the same in another language.
  useLanguage()
  return (
    <LabProvider value={services}>
      <Tooltip.Provider delayDuration={200}>
        <div className="app" data-panel={panel}>
          <Toolbar />
          <main className="panels">
            <Experiment />
            <div className="content">
              <div className="results">
                <div className="stacks">
                  <div className="stack">
                    <Elbo />
                    <Samples />
                  </div>
                  <div className="stack">
                    <GradientVariance />
                    <Latent />
                  </div>
                </div>
              </div>
              <Derivations />
            </div>
          </main>
          <PanelTabs panel={panel} onPanel={setPanel} />
        </div>
        <div className="notices">
          <Renewed />
          <SavedRuns />
          <Messages />
        </div>
        <DropTarget />
        <Announcer />
      </Tooltip.Provider>
    </LabProvider>
  )
}
