/** IndexedDB as promises: what it cannot do is rejected with what the browser says. */
export const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error as Error)
  })

export const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up a transaction'))
    transaction.onerror = () => reject(transaction.error as Error)
  })

/** A connection that is made when it is first needed, and again when the browser has closed it. */
export function createConnection(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
): () => Promise<IDBDatabase> {
  let database: Promise<IDBDatabase> | null = null

  async function open(): Promise<IDBDatabase> {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => upgrade(request.result)
    const opened = await result(request)
    // Cleared by the person, or wanted by a newer version in another tab.
    opened.onclose = () => (database = null)
    opened.onversionchange = () => (opened.close(), (database = null))
    return opened
  }

  return function connected() {
    database ??= open()
    database.catch(() => (database = null))
    return database
  }
}
