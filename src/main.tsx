/** The page's entry: brings the engine, the lab and the page together. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { version } from '../package.json'
import { createClient } from './client/index.ts'
import { readAddress } from './store/address.ts'
import { createLab } from './store/lab.ts'
import { syncUrl } from './store/url-sync.ts'
import { App } from './ui/App.tsx'
import { beginLanguage, namedLanguage } from './ui/language.ts'

const address = readAddress(location.hash)
const lab = createLab(createClient(), {
  begin: address,
  isVisible: () => document.visibilityState === 'visible',
})
// The model is opened while the words are fetched, if they are not English.
const words = beginLanguage(address.language, () => lab.tell('language-not-loaded'))
syncUrl(lab, namedLanguage, window)
void lab.start()
await words
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App lab={lab} version={version} />
  </StrictMode>,
)
