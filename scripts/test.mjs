/**
 * `npm test`: every check there is, one after the other, all of them even if one fails; `npm test -- unit lint` runs
 * the named ones. The last line is always "N passed, N failed", and the exit status is 0 only if nothing failed and
 * each stage of tests had some. What a stage checks is not decided here.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './chromium.mjs'
import { checkResult, playwrightResult, vitestResult } from './test-results.mjs'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const RESULTS = 'test-results'
const STAGE_LIMIT_MS = 20 * 60_000

const vitest = (project) => ({
  command: `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${RESULTS}/${project}.json`,
  report: `${RESULTS}/${project}.json`,
  result: vitestResult,
})

const playwright = (name, project) => ({
  command: `playwright test --project ${project}`,
  env: { PAGES_REPORT: `${RESULTS}/${name}.json` },
  report: `${RESULTS}/${name}.json`,
  result: playwrightResult,
  chromium: true,
})

const STAGES = {
  format: { command: 'prettier --check --log-level warn .' },
  types: { command: 'tsc --noEmit' },
  lint: { command: 'eslint --max-warnings 0 .' },
  unit: vitest('unit'),
  build: { command: 'vite build --logLevel error' },
  browser: { ...vitest('browser'), chromium: true },
  pages: playwright('pages', 'together'),
  timing: playwright('timing', 'alone'),
}

/** Runs a command of node_modules/.bin with its output shown; resolves with its exit status. */
function run(command, env) {
  const [program, ...args] = command.split(' ')
  const PATH = [path.join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter)
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, PATH },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    timeout: STAGE_LIMIT_MS,
  })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (status) => resolve(status ?? 1))
  })
}

/** A port that is free now, so that two runs on one machine do not meet. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, 'localhost', () => {
      const { port } = server.address()
      server.close(() => resolve(String(port)))
    })
  })

async function runStage(name, env) {
  const { command, env: own, report, result = checkResult } = STAGES[name]
  console.log(`\n== ${name} ==`)
  if (report) rmSync(path.join(ROOT, report), { force: true })
  const start = performance.now()
  const status = await run(command, { ...env, ...own })
  const seconds = (performance.now() - start) / 1000
  return { name, seconds, ...result(name, status, report && path.join(ROOT, report)) }
}

/** Where the browser is, for the stages that need one; those stages fail by themselves when there is none. */
function browserEnvironment(names) {
  if (!names.some((name) => STAGES[name].chromium)) return {}
  try {
    return { CHROME_PATH: ensureChromium() }
  } catch (error) {
    console.error(error.message)
    return {}
  }
}

function summarize(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length))
  console.log('\n== summary ==')
  for (const { name, passed, failed, skipped, seconds } of outcomes) {
    const counts = `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`
    console.log(`${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${counts}`)
  }
  for (const { name, failed, skipped } of outcomes) {
    for (const test of skipped) console.log(`skipped  ${name}: ${test}`)
    for (const test of failed) console.log(`FAILED   ${name}: ${test}`)
  }
}

function chosenStages() {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !(name in STAGES))
  if (unknown.length === 0)
    return Object.keys(STAGES).filter((name) => asked.length === 0 || asked.includes(name))
  console.error(`No stage is called ${unknown.join(', ')}. Stages: ${Object.keys(STAGES).join(', ')}`)
  return []
}

async function main() {
  const names = chosenStages()
  mkdirSync(path.join(ROOT, RESULTS), { recursive: true })
  const env = { ...browserEnvironment(names), PAGES_PORT: await freePort() }
  const outcomes = []
  for (const name of names) {
    const outcome = await runStage(name, env)
    outcomes.push(outcome)
    if (name === 'build' && outcome.failed.length === 0) env.PAGES_BUILT = '1'
  }
  if (outcomes.length > 0) summarize(outcomes)
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, outcomes.length > 0 ? 0 : 1)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  console.log(`\n${passed} passed, ${failed} failed`)
}

await main()
