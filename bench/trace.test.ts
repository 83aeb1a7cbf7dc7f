import { expect, test } from 'vitest'
import { mainThreadTasks } from './trace.ts'

const thread = (pid: number, tid: number, name: string) => ({ name: 'thread_name', pid, tid, args: { name } })
const task = (pid: number, tid: number, dur: number, tdur: number) => ({
  name: 'ThreadControllerImpl::RunTask',
  pid,
  tid,
  dur,
  tdur,
})

test("only the page's main thread counts, and of it only tasks", () => {
  const events = [
    thread(1, 1, 'CrRendererMain'),
    thread(1, 2, 'DedicatedWorker thread'),
    thread(9, 9, 'CrRendererMain'), // a renderer that waits for a page
    task(1, 1, 80_000, 12_000),
    task(1, 1, 2_000, 1_500),
    task(1, 2, 500_000, 400_000),
    task(9, 9, 700_000, 0),
    { name: 'FunctionCall', pid: 1, tid: 1, dur: 79_000, tdur: 11_000 },
  ]
  expect(mainThreadTasks(events)).toEqual([
    { lasted: 80, computed: 12 },
    { lasted: 2, computed: 1.5 },
  ])
})
