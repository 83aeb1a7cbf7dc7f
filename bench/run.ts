/**
 * `npm run bench [-- task] [options]`: what is fast and what is not, measured. Tasks:
 *   steps        training steps a second, the lab beside its peers, on each backend (without a name)
 *   all          every task, one after the other
 * Options, for every task:
 *   --json                  one JSON object instead of tables
 *   --backend=wasm,webgpu   of the steps and curves: these alone
 *   --rounds=9 --seconds=1  spells of each peer, and their length
 *   --only=elbo-lab,jax-js  these peers alone (peers/index.ts)
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { BENCH_BACKENDS, type BenchBackend } from './peers/index.ts'
import { TASKS, type BenchOptions, type TaskName } from './tasks/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    backend: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
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
  const asked = positionals.length > 0 ? positionals : ['steps']
  const unknown = asked.filter((name) => name !== 'all' && !names.includes(name as TaskName))
  if (unknown.length > 0) refuse(`No task is called ${unknown.join(', ')}: ${[...names, 'all'].join(', ')}.`)
  return asked.includes('all') ? names : (asked as TaskName[])
}

const options: BenchOptions = {
  backends: backends(values.backend),
  rounds: positive('rounds', values.rounds),
  seconds: positive('seconds', values.seconds),
  only: values.only?.split(',') ?? null,
}

const print = console.log
console.log = console.error // for what is not the result
const results: Partial<Record<TaskName, unknown>> = {}
const tasks = chosenTasks()
for (const name of tasks) {
  console.error(`${name} ...`)
  const { result, text } = await TASKS[name].run(options)
  results[name] = result
  if (!values.json) print(`${tasks.length > 1 ? `### ${TASKS[name].title}\n\n` : ''}${text}\n`)
}
if (values.json) print(JSON.stringify(tasks.length === 1 ? results[tasks[0]!] : results, null, 2))
process.exit(0)
