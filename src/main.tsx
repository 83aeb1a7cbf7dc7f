/** The page's entry: brings the engine, the lab and the page together. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { version } from '../package.json'
import { createClient } from './client/index.ts'
import { createLab } from './store/lab.ts'
import { readHash } from './store/url.ts'
import { syncUrl } from './store/url-sync.ts'
import { App } from './ui/App.tsx'

const lab = createLab(createClient(), {
  begin: readHash(location.hash),
  isVisible: () => document.visibilityState === 'visible',
})
syncUrl(lab, window)
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App lab={lab} version={version} />
  </StrictMode>,
)
void lab.start()
