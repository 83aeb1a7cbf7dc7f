/** What the page has saved by itself, as the browser's storage has it. */
import type { Page } from '@playwright/test'

/** The newest saved step in the browser's storage. */
export const savedStep = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)))
    const database = await finished(indexedDB.open('elbo-lab'))
    if (!database.objectStoreNames.contains('summaries')) return 0
    const all = await finished(database.transaction('summaries').objectStore('summaries').getAll())
    database.close()
    const newest = (all as { savedAt: number; step: number }[]).sort((a, b) => b.savedAt - a.savedAt)[0]
    return newest?.step ?? 0
  })
