/**
 * `npm run bench [-- task ...] [options]`: how fast the lab is, measured. Tasks (tasks/index.ts):
 *   steps        training steps a second, the lab beside its peers, on each backend (if none is named)
 *   pace         the page's steps a second beside the bare engine's, by the clock (also: steps --page)
 *   curves       how the cost grows with batch, widths, samples, and the probe's draws
 *   lanes        the page's steps a second with one lane, two and four, in turn
 *   codes        a step with bits beside a Gaussian one, in turn
 *   profile      where a step goes, kernel by kernel, on wasm or with --backend=webgpu
 *   host         what a step on webgpu and webgl costs the processor, on stand-ins that take no time
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
import { known, orEnd, positive } from './options.ts'
import { BENCH_BACKENDS } from './peers/index.ts'
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

const given = <T>(text: string | undefined, read: (text: string) => T): T | null =>
  text === undefined ? null : read(text)

function chosenTasks(): readonly TaskName[] {
  const names = Object.keys(TASKS) as TaskName[]
  const asked = (positionals.length > 0 ? positionals : ['steps']).map((name) =>
    name === 'steps' && values.page ? 'pace' : name,
  )
  const wanted = known('task', asked, [...names, 'all'])
  return wanted.includes('all') ? names : (wanted as TaskName[])
}

const readOptions = (): BenchOptions => ({
  backends: given(values.backend, (text) => known('backend', text.split(','), BENCH_BACKENDS)),
  rounds: given(values.rounds, (text) => positive('rounds', text)),
  seconds: given(values.seconds, (text) => positive('seconds', text)),
  only: given(values.only, (text) => text.split(',')),
  beside: given(values.beside, (text) => text.split(',')),
})

const [options, tasks] = orEnd(() => [readOptions(), chosenTasks()] as const)
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
