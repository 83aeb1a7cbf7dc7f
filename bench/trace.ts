/**
 * The tasks of a page's main thread, from Chromium's own trace: how long each lasted, and how much of that it computed.
 * On a machine that does other work too, the first tells of the machine and the second of the page.
 */
import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  readonly name?: string
  readonly pid: number
  readonly tid: number
  /** Microseconds, by the clock and of the thread's own processor time. */
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** In milliseconds. */
export interface MainTask {
  readonly lasted: number
  readonly computed: number
}

const TASK = /(^|::)RunTask$/

/** Of the renderer that has most of them: the others show no page. */
export function mainThreadTasks(events: readonly TraceEvent[]): MainTask[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const byThread = new Map<string, TraceEvent[]>()
  for (const event of events)
    if (event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      byThread.set(threadOf(event), [])
  for (const event of events)
    if (TASK.test(event.name ?? '') && event.dur !== undefined) byThread.get(threadOf(event))?.push(event)
  const busiest = [...byThread.values()].reduce((most, one) => (one.length > most.length ? one : most), [])
  return busiest.map(({ dur = 0, tdur = 0 }) => ({ lasted: dur / 1000, computed: tdur / 1000 }))
}

export async function traceMainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<MainTask[]> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await work()
  const trace = (await browser.stopTracing()).toString('utf8')
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  return mainThreadTasks(traceEvents)
}
