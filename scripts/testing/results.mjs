/**
 * What a stage of `npm test` came to: `{ passed, failed, skipped, wavered, times }`; skipped by name, failed and wavered
 * (what passed only at its second try) by name and reason, times as `{ name, seconds }` of each test. A stage that
 * failed in any way has at least one entry in `failed`, and so has a stage of tests that ran none.
 */
import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** A stage that passes or fails as a whole. */
export function checkResult(name, status) {
  return status === 0
    ? { passed: 1, failed: [], skipped: [], wavered: [], times: [] }
    : { passed: 0, failed: [`${name} exited with status ${status}`], skipped: [], wavered: [], times: [] }
}

/** A busy machine may disturb a few; where more waver it is the code that does. */
const MOST_WAVERING = 3

const REASON_LENGTH = 300

/** The words of an error on one line, without colours; a report may be cut, and the reason must not be lost with it. */
function reasonOf(error) {
  const words = stripVTControlCharacters(error ?? '')
    .replace(/\n\s+at .*/s, '')
    .replace(/\s+/g, ' ')
    .trim()
  return words.length > REASON_LENGTH ? `${words.slice(0, REASON_LENGTH)}…` : words
}

const withReason = ({ name, error }) => (error ? `${name}: ${reasonOf(error)}` : name)

/** `tests`: `{ name, state: 'passed' | 'wavered' | 'failed' | 'skipped', seconds, error }`. */
function count(stage, status, tests) {
  const named = (state) => tests.filter((test) => test.state === state).map(withReason)
  const [steady, wavered, failed, skipped] = ['passed', 'wavered', 'failed', 'skipped'].map(named)
  if (wavered.length > MOST_WAVERING) failed.push(...wavered.splice(0))
  const passed = [...steady, ...wavered]
  if (failed.length === 0 && status !== 0) failed.push(`${stage} exited with status ${status}`)
  if (failed.length === 0 && passed.length === 0) failed.push(`${stage} ran no test`)
  const times = tests.map(({ name, seconds }) => ({ name, seconds: seconds ?? 0 }))
  return { passed: passed.length, failed, skipped, wavered, times }
}

function fromReport(stage, status, report, listTests) {
  if (!existsSync(report)) return count(stage, status || 'no report', [])
  return count(stage, status, listTests(JSON.parse(readFileSync(report, 'utf8'))))
}

/** The tag of tests that `npm test` leaves out, and the word that asks for them: `npm test -- thorough`. */
export const THOROUGH = 'thorough'

/** What nobody asked for is not named one by one. */
const isLeftOut = (status, tags) => status !== 'passed' && status !== 'failed' && tags.includes(THOROUGH)

const VITEST_STATES = { passed: 'passed', failed: 'failed' }

function vitestTests({ testResults }) {
  return testResults.flatMap((file) => {
    const asked = file.assertionResults.filter(({ status, tags = [] }) => !isLeftOut(status, tags))
    const tests = asked.map(({ fullName, status, duration, failureMessages = [] }) => ({
      name: fullName,
      // What passed has failed before where it has messages of a failure.
      state:
        status === 'passed' && failureMessages.length > 0 ? 'wavered' : (VITEST_STATES[status] ?? 'skipped'),
      seconds: (duration ?? 0) / 1000,
      error: failureMessages[0],
    }))
    const broken = file.status === 'failed' && !tests.some(({ state }) => state === 'failed')
    return broken ? [...tests, { name: `${file.name}: ${file.message}`, state: 'failed' }] : tests
  })
}

export const vitestResult = (stage, status, report) => fromReport(stage, status, report, vitestTests)

const PLAYWRIGHT_STATES = { expected: 'passed', flaky: 'wavered', skipped: 'skipped' }

const secondsOf = (results = []) => results.reduce((sum, { duration }) => sum + duration / 1000, 0)

function playwrightTests({ suites, errors = [] }) {
  const inSuite = (suite, above) => {
    const path = [...above, suite.title]
    const own = (suite.specs ?? []).flatMap((spec) =>
      spec.tests.map(({ status, results }) => ({
        name: [...path, spec.title].join(' > '),
        state: PLAYWRIGHT_STATES[status] ?? 'failed',
        seconds: secondsOf(results),
        error: results?.findLast(({ error }) => error)?.error.message,
      })),
    )
    return [...own, ...(suite.suites ?? []).flatMap((inner) => inSuite(inner, path))]
  }
  const broken = errors.map(({ message }) => ({
    name: message ?? 'error outside the tests',
    state: 'failed',
  }))
  return [...suites.flatMap((suite) => inSuite(suite, [])), ...broken]
}

export const playwrightResult = (stage, status, report) => fromReport(stage, status, report, playwrightTests)
