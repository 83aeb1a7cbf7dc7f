/** Where the page comes from and which one it is: its version, and what the service worker has to know of the lab. */
import { version } from '../package.json'
import { FILE_NAMES } from './data/sources.ts'
import { createOffline, type Renewal } from './service-worker/page.ts'
import type { Lab } from './store/lab.ts'
import { isUntrained, type LabState } from './store/state.ts'

/** With the commit as build metadata, where the build could tell. */
export const VERSION = __COMMIT__ ? `${version}+${__COMMIT__}` : version

/** The files of data/ beside the page, if it trains on them. */
function servedFiles({ opened }: LabState): string[] {
  if (opened?.dataset.origin !== 'same-origin') return []
  const folder = new URL(`data/${opened.dataset.name}/`, document.baseURI)
  return Object.values(FILE_NAMES).map((file) => new URL(file, folder).href)
}

const isUntouched = (state: LabState): boolean =>
  isUntrained(state) && state.opening === null && !state.willTrain && state.files === null

/** Resolves when the first model is there, or could not be opened. */
const usable = ({ store }: Lab): Promise<void> =>
  new Promise((resolve) => {
    const stop = store.subscribe(({ opening }) => {
      if (opening) return
      stop()
      resolve()
    })
  })

/** The dev server has no service worker: it would keep what is being changed. */
export function keepOffline(lab: Lab): Renewal {
  const { store, checkpoints } = lab
  const offline = createOffline(
    {
      isUntouched: () => isUntouched(store.getState()),
      // In a frame no reload helps: the page around it is not isolated.
      wantsThreads: () => window.top === window && store.getState().opened?.backend.name === 'wasm',
      save: checkpoints.save,
      servedFiles: () => servedFiles(store.getState()),
    },
    import.meta.url,
  )
  store.subscribe(({ opened }, before) => {
    if (opened !== before.opened) offline.keepData()
  })
  if (import.meta.env.PROD) void usable(lab).then(offline.begin)
  return offline
}
