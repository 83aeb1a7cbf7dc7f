/** Writes saved runs: the browser packs a record in the thread that hands it over, for some 30 ms of a model's usual size. */
import { createRunStorage } from './indexed-db.ts'
import type { RunRecord } from './runs.ts'

const storage = createRunStorage()

/** Answers with null, or with what went wrong, as the browser says it. */
self.onmessage = ({ data }: MessageEvent<RunRecord>) =>
  storage.write(data).then(
    () => self.postMessage(null),
    (thrown: Error) => self.postMessage({ name: thrown.name, message: thrown.message }),
  )
