/**
 * Which threads of a browser the processors work for: Linux alone tells it, in /proc. Elsewhere there are no shares.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** Nanoseconds that a thread has run, and has waited for a processor, since it began. */
interface Times {
  readonly name: string
  readonly ran: number
  readonly queued: number
}

/** Over a span of time, as a share of one processor. */
export interface ThreadShare {
  readonly name: string
  readonly ran: number
  /** Ready to run, while other threads had the processors. */
  readonly queued: number
}

const KINDS = /--type=([\w-]+)/

const read = (...path: readonly (string | number)[]): string =>
  readFileSync(['/proc', ...path].join('/'), 'utf8')

const parentOf = (status: string): number => Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])

/** A process that ends meanwhile has no threads. */
function orNothing<T>(look: () => T[]): T[] {
  try {
    return look()
  } catch {
    return []
  }
}

const processes = (): number[] =>
  orNothing(() => readdirSync('/proc'))
    .map(Number)
    .filter(Number.isInteger)

/** The processes below `root`, at any depth. */
export function processesBelow(root: number): number[] {
  const parents = processes().flatMap((pid) =>
    orNothing(() => [[pid, parentOf(read(pid, 'status'))] as const]),
  )
  const found = new Set([root])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
  }
  return [...found].filter((pid) => pid !== root)
}

function threadsOf(pid: number): (readonly [id: string, Times])[] {
  const kind = KINDS.exec(read(pid, 'cmdline'))?.[1] ?? 'browser'
  return readdirSync(`/proc/${pid}/task`).flatMap((tid) =>
    orNothing(() => {
      const name = Number(tid) === pid ? 'main thread' : read(pid, 'task', tid, 'comm').trim()
      const [ran, queued] = read(pid, 'task', tid, 'schedstat').split(' ').map(Number)
      return [[`${pid}/${tid}`, { name: `${kind}: ${name}`, ran: ran!, queued: queued! }] as const]
    }),
  )
}

export type Threads = ReadonlyMap<string, Times>

/** The threads of the browsers that this process has started; empty where the system does not tell. */
export const lookAtThreads = (): Threads =>
  new Map(processesBelow(process.pid).flatMap((pid) => orNothing(() => threadsOf(pid))))

/** The threads that ran for more than `least` of a processor between two looks `seconds` apart, the busiest first. */
export function sharesBetween(before: Threads, after: Threads, seconds: number, least = 0.01): ThreadShare[] {
  const share = (now: number, then = 0) => (now - then) / 1e9 / seconds
  return [...after]
    .map(([id, { name, ran, queued }]) => {
      const then = before.get(id)
      return { name, ran: share(ran, then?.ran), queued: share(queued, then?.queued) }
    })
    .filter(({ ran }) => ran > least)
    .sort((a, b) => b.ran - a.ran)
}

/** A span of training, and the threads at its ends. */
export interface Span {
  readonly steps: number
  readonly seconds: number
  readonly before: Threads
  readonly after: Threads
}

/** Milliseconds of a processor that a step cost, by whose threads ran; the engine's are `engine`. */
export interface StepCosts {
  readonly engine: number
  readonly main: number
  /** What draws: compositors, rasterizers, the GPU process. */
  readonly drawing: number
  readonly others: number
}

function groupOf(name: string): keyof StepCosts {
  if (name === 'renderer: DedicatedWorker') return 'engine'
  if (name === 'renderer: main thread') return 'main'
  return name.startsWith('gpu-process') || /Compositor|Raster|Tile/.test(name) ? 'drawing' : 'others'
}

export function costsOfSteps(spans: readonly Span[]): StepCosts {
  const costs = { engine: 0, main: 0, drawing: 0, others: 0 }
  const steps = spans.reduce((sum, span) => sum + span.steps, 0)
  for (const { before, after, seconds } of spans)
    for (const { name, ran } of sharesBetween(before, after, seconds, 0))
      costs[groupOf(name)] += (1000 * ran * seconds) / steps
  return costs
}
