/** Writes saved runs: the browser packs a record in the thread that hands it over, for some 30 ms of a model's usual size. */
import { createRunStorage } from './run-storage.ts'
import { toStorageError, type Trouble } from './trouble.ts'
import type { FromWriter, ToWriter } from './writer-protocol.ts'

const storage = createRunStorage()
const say = (message: FromWriter, transfer: Transferable[] = []) => self.postMessage(message, { transfer })

storage.open().then(
  () => say({ type: 'ready' }),
  () => undefined, // the page does not wait for it; the first write tells why
)

/** Answers when it has the record, and when it has written it or could not. */
self.onmessage = ({ data }: MessageEvent<ToWriter>) => {
  if (data.type === 'beat') return void storage.beat(data.heartbeat)
  const { id, record, buffers } = data
  const done = (trouble: Trouble | null, message: string) =>
    say({ type: 'done', id, trouble, message, buffers }, [...buffers])
  say({ type: 'taken', id })
  storage.write(record).then(
    () => done(null, ''),
    (thrown: unknown) => {
      const { trouble, message } = toStorageError(thrown)
      done(trouble, message)
    },
  )
}
