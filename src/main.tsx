/** The page's entry: brings the engine, the lab and the page together. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './client/index.ts'
import { keepOffline, VERSION } from './hosting.ts'
import { readAddress } from './store/address.ts'
import { createFileStorage } from './storage/files.ts'
import { createRunStorage } from './storage/run-storage.ts'
import { offThread } from './storage/off-thread.ts'
import { saveWhenLeft } from './store/checkpoints/leaving.ts'
import { createLab } from './store/lab.ts'
import { syncUrl } from './store/url-sync.ts'
import { App } from './ui/App.tsx'
import { beginLanguage, namedLanguage } from './ui/language.ts'

const address = readAddress(location.hash)
const lab = createLab(createClient(), {
  begin: address,
  storage: offThread(createRunStorage()),
  files: createFileStorage(),
  isVisible: () => document.visibilityState === 'visible',
})
// The model is opened while the words are fetched, if they are not English.
const words = beginLanguage(address.language, () => lab.tell('language-not-loaded'))
saveWhenLeft(lab.checkpoints, document, window)

const renewal = keepOffline(lab)
const url = syncUrl(lab, namedLanguage, window)
document.addEventListener('visibilitychange', url.flush)
void lab.start()
await words
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App lab={lab} address={url} version={VERSION} renewal={renewal} />
  </StrictMode>,
)
