/** Writes saved runs: the browser packs a record in the thread that hands it over, for some 30 ms of a model's usual size. */
import { createRunStorage } from './run-storage.ts'
import { toStorageError } from './trouble.ts'
import type { FromWriter, ToWriter } from './writer-protocol.ts'

const storage = createRunStorage()
const say = (message: FromWriter) => self.postMessage(message)

storage.open().then(
  () => say({ type: 'ready' }),
  () => undefined, // the page does not wait for it; the first write tells why
)

/** Answers when it has the record, and when it has written it or could not. */
self.onmessage = ({ data }: MessageEvent<ToWriter>) => {
  if (data.type === 'beat') return void storage.beat(data.heartbeat)
  const { id, record } = data
  say({ type: 'taken', id })
  storage.write(record).then(
    () => say({ type: 'done', id, trouble: null, message: '' }),
    (thrown: unknown) => {
      const { trouble, message } = toStorageError(thrown)
      say({ type: 'done', id, trouble, message })
    },
  )
}
