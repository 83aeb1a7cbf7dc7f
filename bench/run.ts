/**
 * `npm run bench [-- task ...] [options]`: how fast the lab is, measured. Tasks (tasks/index.ts):
 *   steps        training steps a second, the lab beside its peers, on each backend (if none is named)
 *   pace         the page's steps a second beside the bare engine's, by the clock (also: steps --page)
 *   curves       how the cost grows with batch, widths, samples, and the probe's draws
 *   lanes        the page's steps a second with one lane, two and four, in turn
 *   codes        a step with bits beside a Gaussian one, in turn
 *   profile      where a step goes, kernel by kernel, on wasm or with --backend=webgpu
 *   promises     measurements, training's share of the clock, switches, kills: quiet, and beside busy processes
 *   startup      from navigation to the first training step, cold and warm
 *   smoothness   slider to image, and long tasks, while it trains
 *   epochs       ten epochs of MNIST: seconds, and the test loss they end at
 *   all          every one of them, one after the other
 * Options:
 *   --json                  one JSON object instead of tables
 *   --readme                puts the tables into bench/README.md, too
 *   --backend=wasm,webgpu   these alone (curves and epochs: the first one)
 *   --rounds=9              of steps, curves and profile: spells of each; of startup: visits of each kind
 *   --seconds=1             of steps and curves: length of a spell; of smoothness: how long to watch
 *   --only=elbo-lab,jax-js  of steps: these peers alone (peers/index.ts)
 *   --page                  of steps: the page beside the bare engine instead of the peers
 *   --beside=FOLDER,FOLDER  of pace: other builds of the lab (vite build --outDir FOLDER), which take turns
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { busyShare } from './busy.ts'
import { putFigures } from './documents.ts'
import { circumstances } from './figures.ts'
import { BENCH_BACKENDS, type BenchBackend } from './peers/index.ts'
import { TASKS, type BenchOptions, type TaskName } from './tasks/index.ts'

const README = fileURLToPath(new URL('./README.md', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    backend: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    page: { type: 'boolean', default: false },
    beside: { type: 'string' },
  },
})

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}

const positive = (name: string, text: string | undefined): number | null => {
  if (text === undefined) return null
  return Number(text) > 0 ? Number(text) : refuse(`--${name} is "${text}"; it must be a number above 0.`)
}

function backends(text: string | undefined): readonly BenchBackend[] | null {
  const names = text?.split(',') as BenchBackend[] | undefined
  const unknown = names?.filter((name) => !BENCH_BACKENDS.includes(name)) ?? []
  if (unknown.length > 0) refuse(`No backend is called ${unknown.join(', ')}: ${BENCH_BACKENDS.join(', ')}.`)
  return names ?? null
}

function chosenTasks(): readonly TaskName[] {
  const names = Object.keys(TASKS) as TaskName[]
  const asked = (positionals.length > 0 ? positionals : ['steps']).map((name) =>
    name === 'steps' && values.page ? 'pace' : name,
  )
  const unknown = asked.filter((name) => name !== 'all' && !names.includes(name as TaskName))
  if (unknown.length > 0) refuse(`No task is called ${unknown.join(', ')}: ${[...names, 'all'].join(', ')}.`)
  return asked.includes('all') ? names : (asked as TaskName[])
}

const options: BenchOptions = {
  backends: backends(values.backend),
  rounds: positive('rounds', values.rounds),
  seconds: positive('seconds', values.seconds),
  only: values.only?.split(',') ?? null,
  beside: values.beside?.split(',') ?? null,
}

const tasks = chosenTasks()
const print = console.log
console.log = console.error // for what is not the result
const results: Partial<Record<TaskName, object>> = {}
for (const name of tasks) {
  console.error(`${name} ...`)
  const [date, busyBefore] = [new Date(), await busyShare()]
  const { result, text } = await TASKS[name].run(options)
  results[name] = { date: date.toISOString(), busyBefore, ...result }
  const figures = `${text}\n\n${circumstances(date, busyBefore)}`
  if (values.readme) await putFigures(README, name, figures)
  if (!values.json) print(`${tasks.length > 1 ? `### ${TASKS[name].title}\n\n` : ''}${figures}\n`)
}
if (values.json) print(JSON.stringify(tasks.length === 1 ? results[tasks[0]!] : results, null, 2))
process.exit(0)
