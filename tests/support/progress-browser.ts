/** As progress.ts, in a page: the process that runs the browser notes it before the test goes on. */
import { afterEach, beforeEach, type RunnerTestCase } from 'vitest'
import { commands } from 'vitest/browser'

declare module 'vitest/browser' {
  interface BrowserCommands {
    begun: (name: string) => Promise<void>
    ended: (name: string) => Promise<void>
  }
}

const nameOf = ({ file, fullTestName }: Readonly<RunnerTestCase>) => `${file.name} > ${fullTestName}`

beforeEach(({ task }) => commands.begun(nameOf(task)))
afterEach(({ task }) => commands.ended(nameOf(task)))
