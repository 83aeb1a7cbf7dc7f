/**
 * `npm test`: every check but the tests with the tag `thorough`, all of them even if one fails; `npm test -- unit lint` runs the
 * named stages, and `thorough` among the words, or TEST_THOROUGH=1, leaves no test out. The last line is always "N passed, N failed", and the exit status is 0 only if nothing failed and each stage of tests had
 * some. What a stage checks is not decided here, and nothing is decided by the time that it takes.
 */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { ensureChromium } from './chromium.mjs'
import { freePort } from './testing/free-port.mjs'
import { measurePace } from './testing/pace.mjs'
import { progressOf, unfinished } from './testing/progress.mjs'
import { THOROUGH } from './testing/results.mjs'
import { ROOT, run } from './testing/run.mjs'
import { PATIENCE_MS, RESULTS, roundsOf, STAGES } from './testing/stages.mjs'
import { summary, total } from './testing/summary.mjs'

function describeHang(name, log) {
  const tests = log ? unfinished(log) : []
  const during = tests.length > 0 ? ` (running: ${tests.join('; ')})` : ''
  return `${name} made no progress and was ended${during}`
}

/** Shows what a stage says as it says it, or, beside another stage, all at once when it has ended. */
function speaker(name, isAlone) {
  const title = `\n== ${name} ==\n`
  const held = []
  process.stdout.write(isAlone ? title : `${name} begins\n`)
  return {
    show: (text) => void (isAlone ? process.stdout.write(text) : held.push(Buffer.from(text))),
    end: () => void (isAlone || process.stdout.write(Buffer.concat([Buffer.from(title), ...held]))),
  }
}

async function runStage(name, { env, factor, isAlone, isThorough }) {
  const { command, quick, env: own, report, progress, result, leftOut } = STAGES[name]
  const why = leftOut?.()
  if (why)
    return { name, seconds: 0, passed: 0, failed: [], skipped: [], wavered: [], times: [], leftOut: why }
  const [reportFile, log] = [report, progress].map((file) => file && path.join(ROOT, file))
  for (const file of [reportFile, log]) if (file) rmSync(file, { force: true })
  const ports = { PAGES_PORT: await freePort(), PAGES_REAL_PORT: await freePort() }
  const { show, end } = speaker(name, isAlone)
  const start = performance.now()
  const { status, hung } = await run(quick && !isThorough ? `${command} ${quick}` : command, {
    env: { ...env, ...ports, ...own, ...(log && { PROGRESS_LOG: log }) },
    show,
    patienceMs: PATIENCE_MS * factor,
    ...(log && { progress: () => progressOf(log) }),
  })
  end()
  const seconds = (performance.now() - start) / 1000
  const outcome = { name, seconds, ...result(name, status, reportFile) }
  return hung ? { ...outcome, failed: [describeHang(name, log)] } : outcome
}

async function runLane(names, context) {
  const outcomes = []
  for (const name of names) {
    const outcome = await runStage(name, context)
    outcomes.push(outcome)
    if (name === 'build' && outcome.failed.length === 0) context.env.PAGES_BUILT = '1'
  }
  return outcomes
}

async function runRounds(names, { env, factor, isThorough }) {
  const outcomes = []
  for (const lanes of roundsOf(names)) {
    const context = { env, factor, isThorough, isAlone: lanes.length === 1 }
    outcomes.push(...(await Promise.all(lanes.map((lane) => runLane(lane, context)))).flat())
  }
  return outcomes
}

/** Where the browser is, for the stages that need one; those stages fail by themselves when there is none. */
function findBrowser(names) {
  if (!names.some((name) => STAGES[name].chromium)) return null
  try {
    return ensureChromium()
  } catch (error) {
    console.error(error.message)
    return null
  }
}

async function environment(names) {
  const browser = findBrowser(names)
  const { measured, factor } = await measurePace(browser)
  const times = Object.entries(measured).map(([part, ms]) => `${part} ${ms.toFixed(0)} ms`)
  console.log(
    `Pace of this machine: ${factor.toFixed(2)} (${times.join(', ')}); limits of single steps grow with it`,
  )
  return { env: { ...(browser && { CHROME_PATH: browser }), TEST_PACE: String(factor) }, factor }
}

function chosenStages(asked) {
  const unknown = asked.filter((name) => !(name in STAGES))
  if (unknown.length === 0)
    return Object.keys(STAGES).filter((name) => asked.length === 0 || asked.includes(name))
  console.error(`No stage is called ${unknown.join(', ')}. Stages: ${Object.keys(STAGES).join(', ')}`)
  return []
}

async function main() {
  const start = performance.now()
  const words = process.argv.slice(2)
  const isThorough = words.includes(THOROUGH) || Boolean(process.env.TEST_THOROUGH)
  const names = chosenStages(words.filter((word) => word !== THOROUGH))
  mkdirSync(path.join(ROOT, RESULTS), { recursive: true })
  const outcomes =
    names.length > 0 ? await runRounds(names, { ...(await environment(names)), isThorough }) : []
  if (outcomes.length > 0)
    console.log(`\n${summary(outcomes, (performance.now() - start) / 1000).join('\n')}`)
  if (!isThorough && names.some((name) => STAGES[name].quick))
    console.log(
      `left out: tests that show variants of what others show; npm test -- ${THOROUGH} runs them, too`,
    )
  const { passed, failed, line } = total(outcomes)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  console.log(`\n${line}`)
}

await main()
