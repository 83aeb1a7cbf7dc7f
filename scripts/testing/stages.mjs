/**
 * The stages of `npm test`: a command of node_modules/.bin, what it reports, and what it needs. A stage has no limit of
 * time; the limits of single tests stand with the runners' settings, and grow with TEST_PACE.
 *
 * `leftOut`: asked before the stage; a sentence if it cannot run here, which says why and how to get what it needs.
 * `quick`: the argument that leaves out the tests with the tag `thorough`: variants of what another test shows.
 */
import { firefoxIsMissing } from '../firefox.mjs'
import { webKitIsMissing } from '../webkit.mjs'
import { checkResult, playwrightResult, THOROUGH, vitestResult } from './results.mjs'

export const RESULTS = 'test-results'

/** Without a test that ends, or a word of output, for so long (times the pace) a stage hangs. More than any test may take. */
export const PATIENCE_MS = 12 * 60_000

const logged = (name) => ({ progress: `${RESULTS}/${name}.progress`, report: `${RESULTS}/${name}.json` })

const REPORTERS = '--reporter=default --reporter=json --reporter=./scripts/testing/progress-vitest.mjs'

const vitest = (name, projects = [name]) => ({
  ...logged(name),
  command: [
    'vitest run',
    ...projects.map((project) => `--project ${project}`),
    REPORTERS,
    `--outputFile.json=${RESULTS}/${name}.json`,
  ].join(' '),
  quick: `--tagsFilter=!${THOROUGH}`,
  result: vitestResult,
})

const playwright = (name, project) => ({
  ...logged(name),
  command: `playwright test --project ${project}`,
  env: { PAGES_REPORT: `${RESULTS}/${name}.json` },
  quick: `--grep-invert=@${THOROUGH}`,
  result: playwrightResult,
  chromium: true,
})

const check = (command) => ({ command, result: checkResult })

export const STAGES = {
  format: check('oxfmt --check'),
  types: check('tsc --noEmit'),
  lint: check('oxlint'),
  knip: check('knip --no-progress --treat-config-hints-as-errors'),
  unit: vitest('unit', ['unit', 'unit-mocking']),
  build: check('vite build --logLevel error'),
  browser: { ...vitest('browser', ['browser', 'browser-own-pages']), chromium: true },
  pages: playwright('pages', 'together'),
  firefox: { ...vitest('firefox'), chromium: true, leftOut: firefoxIsMissing },
  webkit: { ...vitest('webkit'), chromium: true, leftOut: webKitIsMissing },
  timing: playwright('timing', 'alone'),
}

/**
 * In which order: one round after the other, the lanes of a round side by side. First what others need; then two lanes of about the
 * same length, nearly all of which uses one core; the page tests use two and more; what measures time comes last, alone.
 */
const ROUNDS = [
  [['build']],
  [
    ['format', 'types', 'lint', 'knip', 'unit'],
    ['browser', 'firefox', 'webkit'],
  ],
  [['pages']],
  [['timing']],
]

/** The rounds with the named stages alone. */
export const roundsOf = (names) =>
  ROUNDS.map((lanes) =>
    lanes.map((lane) => lane.filter((name) => names.includes(name))).filter((lane) => lane.length > 0),
  ).filter((lanes) => lanes.length > 0)
